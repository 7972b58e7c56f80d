import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { hex, toHex } from '../../../src-main/engine/bytes/hex'
import { readPinChangeData, scriptMac } from '../../../src-main/engine/cryptogram/in-memory'
import { cryptogramProfile } from '../../../src-main/engine/cryptogram/profiles/all-profiles'
import { Secret } from '../../../src-main/engine/crypto/secret'
import type { HostService } from '../../../src-main/engine/workflow/host'
import { IssuerKeys } from '../../../src-main/services/issuer/issuer-keys'
import { createIssuerWorld, TEST_NOW, type IssuerWorld } from '../../support/issuer-world'
import { TestChip, testChips } from '../../support/test-chip'
import { ask, authorise, changesIn, confirm, isSound, reasonOf } from './support'

let world: IssuerWorld
let now = TEST_NOW
beforeAll(async () => void (world = await createIssuerWorld({ now: () => now })))
afterEach(async () => {
  now = TEST_NOW
  expect(await changesIn(world)).toEqual({})
  expect(await isSound(world)).toBe(true)
  await world.reset()
})

const evidence = { kind: 'evidence' } as const
const pin = (digits: string): Secret => new Secret(new TextEncoder().encode(digits))
const debitCard = async () => (await world.desk.cards()).find(({ label }) => label === 'debit-ecash')

describe('the card behind a request', () => {
  it('is known by its number and sequence number', async () => {
    const unknown = new TestChip('6228480000000000034', '01', '351231')
    expect(await reasonOf(world.host, authorise(evidence, { chip: unknown, atc: 9 }))).toBe('card-unknown')
    const second = new TestChip(testChips.debit().pan, '02', '351231')
    expect(await reasonOf(world.host, authorise(evidence, { chip: second, atc: 9 }))).toBe('psn-mismatch')
  })

  it('is valid to the end of its last day in China, with the date that it was given', async () => {
    const wrongDate = new TestChip(testChips.debit().pan, '01', '361231')
    expect(await reasonOf(world.host, authorise(evidence, { chip: wrongDate, atc: 9 }))).toBe('expired')
    now = Date.UTC(2035, 11, 31, 15, 59)
    expect(await reasonOf(world.host, authorise(evidence, { atc: 10 }))).toBeUndefined()
    now = Date.UTC(2035, 11, 31, 16, 1)
    expect(await reasonOf(world.host, authorise(evidence, { atc: 11 }))).toBe('expired')
  })

  it.each(['pboc-01', 'pboc-17', 'pboc-01-sm4', 'pboc-17-sm4'] as const)(
    'proves itself by %s',
    async (profile) => {
      const answer = await ask(world.host, authorise(evidence, { atc: 9, profile }))
      expect(answer.arc).toBe('00')
      expect(answer.issuerAuthentication).toHaveLength(10)
    }
  )

  it.each([0x9f26, 0x9f02, 0x9f37, 0x82, 0x95, 0x9f10])('is not believed with another %d', async (tag) => {
    const honest = testChips.debit().says({ atc: 9, balance: 8_800 })
    const altered = Uint8Array.from(honest.get(tag) ?? [])
    altered[altered.length - 1] = (altered.at(-1) ?? 0) ^ 1
    const request = authorise(evidence, { atc: 9, tampered: new Map([[tag, altered]]) })
    // The last byte of 9F10 is the MAC of the balance, and the amount is named beside the chip's data.
    const expected = { 0x9f10: 'balance-unproven', 0x9f02: 'amount-invalid' }[tag] ?? 'cryptogram-wrong'
    expect(await reasonOf(world.host, request)).toBe(expected)
  })

  it.each([0x5a, 0x9f26, 0x9f02, 0x9f37, 0x9f36, 0x9f10, 0x82, 0x95, 0x9a, 0x9c, 0x9f1a, 0x9f03, 0x5f2a])(
    'needs data object %d, in its length',
    async (tag) => {
      const left = authorise(evidence, { atc: 9, tampered: new Map([[tag, undefined]]) })
      expect(await reasonOf(world.host, left)).toBe('data-missing')
      const cut = authorise(evidence, { atc: 9, tampered: new Map([[tag, new Uint8Array()]]) })
      expect(await reasonOf(world.host, cut)).toBe('data-missing')
    }
  )

  it('must not contradict itself', async () => {
    const track2 = hex('6228480000000000026D30122200000000')
    const request = authorise(evidence, { atc: 9, tampered: new Map([[0x57, track2]]) })
    expect(await reasonOf(world.host, request)).toBe('data-missing')
  })

  it('is told by track 2 where there is no number', async () => {
    const track2 = hex('6228480000000000018D3512220000000000')
    const request = authorise(evidence, {
      atc: 9,
      tampered: new Map([
        [0x57, track2],
        [0x5a, undefined],
        [0x5f24, undefined]
      ])
    })
    expect(await reasonOf(world.host, request)).toBeUndefined()
  })

  it('uses a version that the issuer knows', async () => {
    const iad = hex('0701020390000001')
    const request = authorise(evidence, { atc: 9, tampered: new Map([[0x9f10, iad]]) })
    expect(await reasonOf(world.host, request)).toBe('service-unavailable')
  })

  it('has to bring an ARQC', async () => {
    expect(await reasonOf(world.host, authorise(evidence, { atc: 9, kind: 'TC' }))).toBe('cryptogram-wrong')
    for (const kind of ['TC', 'AAC'] as const) {
      const purchase = authorise({ kind: 'purchase' }, { atc: 9, amount: 1, kind })
      expect(await reasonOf(world.host, purchase)).toBe('cryptogram-wrong')
      const block = authorise({ kind: 'block-application' }, { atc: 9, kind })
      expect(await reasonOf(world.host, block)).toBe('cryptogram-wrong')
    }
  })

  it('pays in the currency of the issuer', async () => {
    const dollars = authorise(evidence, { atc: 9, currency: '0840' }, { currency: 840 })
    expect(await reasonOf(world.host, dollars)).toBe('currency-differs')
    const chipOnly = authorise(evidence, { atc: 9, currency: '0840' })
    expect(await reasonOf(world.host, chipOnly)).toBe('currency-differs')
  })
})

describe('the transaction counter', () => {
  it('goes up only', async () => {
    expect(await reasonOf(world.host, authorise(evidence, { atc: 8 }))).toBe('atc-replayed')
    expect(await reasonOf(world.host, authorise(evidence, { atc: 20 }))).toBeUndefined()
    expect(await reasonOf(world.host, authorise(evidence, { atc: 20 }))).toBe('atc-replayed')
    expect(await reasonOf(world.host, authorise(evidence, { atc: 19 }))).toBe('atc-replayed')
  })

  it('that ran far ahead is refused once and taken over, so that the card is not lost', async () => {
    const script = { kind: 'unblock-pin' } as const
    expect(await reasonOf(world.host, authorise(script, { atc: 1_008 }))).toBeUndefined()
    const jumped = authorise(script, { atc: 2_009 })
    expect(await reasonOf(world.host, jumped)).toBe('atc-jumped')
    expect(await reasonOf(world.host, { ...jumped, id: 'again' })).toBe('atc-replayed')
    expect(await reasonOf(world.host, authorise(script, { atc: 1_500 }))).toBe('atc-replayed')
    expect(await reasonOf(world.host, authorise(script, { atc: 2_010 }))).toBeUndefined()
  })

  it('that ran far ahead does not stand against evidence, which open entries are settled by', async () => {
    expect(await reasonOf(world.host, authorise(evidence, { atc: 5_000 }))).toBeUndefined()
    expect(await reasonOf(world.host, authorise(evidence, { atc: 5_000 }))).toBe('atc-replayed')
    const forged = authorise(evidence, { atc: 9_000, tampered: new Map([[0x9f26, new Uint8Array(8)]]) })
    expect(await reasonOf(world.host, forged)).toBe('cryptogram-wrong')
    expect((await debitCard())?.atc).toBe(5_000)
  })

  it('is not moved by a cryptogram that is wrong', async () => {
    const forged = authorise(evidence, { atc: 900, tampered: new Map([[0x9f26, new Uint8Array(8)]]) })
    expect(await reasonOf(world.host, forged)).toBe('cryptogram-wrong')
    expect((await debitCard())?.atc).toBe(8)
  })

  it('lets the same cryptogram come again after a refusal, and not after an approval', async () => {
    const wrong = authorise(evidence, { atc: 9 }, { pin: pin('000000') })
    expect(await reasonOf(world.host, wrong)).toBe('pin-wrong')
    const right = { ...wrong, id: 'again', pin: pin('123456') }
    expect(await reasonOf(world.host, right)).toBeUndefined()
    expect(await reasonOf(world.host, { ...right, id: 'once-more' })).toBe('atc-replayed')
  })
})

describe('the PIN that the issuer checks', () => {
  it('may be wrong three times, whatever lies between', async () => {
    const tries = ['000000', '111111', '123456', '0000', '1111', '2222', '123456']
    const reasons = []
    for (const [index, digits] of tries.entries()) {
      reasons.push(await reasonOf(world.host, authorise(evidence, { atc: 9 + index }, { pin: pin(digits) })))
    }
    expect(reasons).toEqual([
      'pin-wrong',
      'pin-wrong',
      undefined,
      'pin-wrong',
      'pin-wrong',
      'pin-tries-exceeded',
      'pin-tries-exceeded'
    ])
  })

  it('is none of a card that has none', async () => {
    const request = authorise(evidence, { chip: testChips.ecash(), atc: 5 }, { pin: pin('123456') })
    expect(await reasonOf(world.host, request)).toBe('pin-wrong')
  })
})

describe('services for the card itself', () => {
  const keys = new IssuerKeys().ofCard('3des', testChips.debit())
  const profile = cryptogramProfile('pboc-01')

  async function commandsFor(service: HostService, atc: number, kind: 'ARQC' | 'AAC' = 'ARQC') {
    const request = authorise(service, { atc, kind })
    const answer = await ask(world.host, request)
    expect(answer.reason).toBeUndefined()
    const ac = request.chip.get(0x9f26) ?? new Uint8Array()
    const transaction = { atc: request.chip.get(0x9f36) ?? new Uint8Array(), ac }
    const commands = answer.scripts.flatMap((script) => script.commands)
    for (const command of commands) {
      const data = command.subarray(5, -4)
      expect(command[4]).toBe(data.length + 4)
      const mac = scriptMac(profile, keys.mac, { header: command.subarray(0, 4), data }, transaction)
      expect(toHex(command.subarray(-4))).toBe(toHex(mac))
    }
    return { id: request.id, commands, transaction }
  }

  it('changes limits within the law and above what the card holds', async () => {
    const limits = {
      kind: 'set-limits',
      balanceLimit: 50_000,
      transactionLimit: 20_000,
      resetThreshold: 500
    } as const
    const { id, commands } = await commandsFor(limits, 9)
    expect(commands.map((command) => toHex(command.subarray(0, 11)))).toEqual([
      '04DA9F770A000000050000',
      '04DA9F780A000000020000',
      '04DA9F6D0A000000000500'
    ])
    expect(await debitCard()).toMatchObject({ balanceLimit: 100_000 })
    await ask(world.host, confirm(id))
    expect(await debitCard()).toMatchObject({
      balanceLimit: 50_000,
      transactionLimit: 20_000,
      resetThreshold: 500
    })
    const asked = async (more: object, atc: number) =>
      reasonOf(world.host, authorise({ kind: 'set-limits', ...more }, { atc }))
    expect(await asked({}, 10)).toBe('amount-invalid')
    expect(await asked({ transactionLimit: -1 }, 11)).toBe('amount-invalid')
    expect(await asked({ transactionLimit: 100_001 }, 12)).toBe('over-limit')
    expect(await asked({ balanceLimit: 8_799 }, 13)).toBe('over-balance-limit')
    const unproven = authorise({ kind: 'set-limits', balanceLimit: 9_000 }, { atc: 14, balance: undefined })
    expect(await reasonOf(world.host, unproven)).toBe('balance-unproven')
    const withAmount = authorise({ kind: 'set-limits', balanceLimit: 9_000 }, { atc: 15, amount: 1 })
    expect(await reasonOf(world.host, withAmount)).toBe('amount-invalid')
  })

  it('changes the PIN, on the card and at the issuer', async () => {
    const { id, commands, transaction } = await commandsFor({ kind: 'change-pin', pin: pin('4711') }, 9)
    const [command] = commands
    expect(toHex(command?.subarray(0, 5) ?? new Uint8Array())).toBe('8424000214')
    const enciphered = command?.subarray(5, 21) ?? new Uint8Array()
    expect(readPinChangeData(profile, keys, { enciphered }, transaction)).toBe('4711')
    expect(await reasonOf(world.host, authorise(evidence, { atc: 10 }, { pin: pin('4711') }))).toBe(
      'pin-wrong'
    )
    await ask(world.host, confirm(id))
    expect(await reasonOf(world.host, authorise(evidence, { atc: 11 }, { pin: pin('4711') }))).toBeUndefined()
    const short = authorise({ kind: 'change-pin', pin: pin('123') }, { atc: 12 })
    expect(await reasonOf(world.host, short)).toBe('pin-wrong')
  })

  it('unblocks the PIN', async () => {
    for (let atc = 9; atc < 12; atc += 1) {
      await ask(world.host, authorise(evidence, { atc }, { pin: pin('9999') }))
    }
    const { id, commands } = await commandsFor({ kind: 'unblock-pin' }, 12)
    expect(commands.map((command) => toHex(command.subarray(0, 5)))).toEqual(['8424000004'])
    await ask(world.host, confirm(id))
    expect(
      await reasonOf(world.host, authorise(evidence, { atc: 13 }, { pin: pin('123456') }))
    ).toBeUndefined()
    const none = authorise({ kind: 'unblock-pin' }, { chip: testChips.ecash(), atc: 5 })
    expect(await reasonOf(world.host, none)).toBe('service-unavailable')
  })

  it('blocks the application, unblocks it by an AAC, and blocks the card for good', async () => {
    const block = await commandsFor({ kind: 'block-application' }, 9)
    expect(block.commands.map((command) => toHex(command.subarray(0, 5)))).toEqual(['841E000004'])
    await ask(world.host, confirm(block.id))
    const load = authorise({ kind: 'load', from: { kind: 'account' } }, { atc: 10, amount: 1 })
    expect(await reasonOf(world.host, load)).toBe('card-blocked')
    expect(await reasonOf(world.host, authorise(evidence, { atc: 11 }))).toBeUndefined()
    const unblock = await commandsFor({ kind: 'unblock-application' }, 12, 'AAC')
    expect(unblock.commands.map((command) => toHex(command.subarray(0, 5)))).toEqual(['8418000004'])
    await ask(world.host, confirm(unblock.id))
    expect((await debitCard())?.status).toBe('active')
    const forGood = await commandsFor({ kind: 'block-card' }, 13)
    expect(forGood.commands.map((command) => toHex(command.subarray(0, 5)))).toEqual(['8416000004'])
    await ask(world.host, confirm(forGood.id))
    expect(await reasonOf(world.host, authorise(evidence, { atc: 14 }))).toBe('card-blocked')
  })

  it('blocks the card, and takes evidence, by the AAC that a blocked application answers with', async () => {
    const block = await commandsFor({ kind: 'block-application' }, 9)
    await ask(world.host, confirm(block.id))
    expect(await reasonOf(world.host, authorise(evidence, { atc: 10, kind: 'AAC' }))).toBeUndefined()
    const forGood = await commandsFor({ kind: 'block-card' }, 11, 'AAC')
    expect(forGood.commands.map((command) => toHex(command.subarray(0, 5)))).toEqual(['8416000004'])
    await ask(world.host, confirm(forGood.id))
    expect((await debitCard())?.status).toBe('card-blocked')
  })

  it('believes results that say failure', async () => {
    const { id } = await commandsFor({ kind: 'block-application' }, 9)
    const failed = { ...confirm(id, 'failed'), scriptResults: hex('1100000001') }
    expect(await reasonOf(world.host, failed)).toBe('balance-unproven')
    expect((await debitCard())?.status).toBe('active')
    const done = { ...confirm(id, 'done'), scriptResults: hex('2000000001') }
    expect(await reasonOf(world.host, done)).toBeUndefined()
  })
})
