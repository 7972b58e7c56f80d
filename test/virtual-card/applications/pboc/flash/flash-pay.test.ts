import { describe, expect, it } from 'vitest'
import { concat } from '../../../../../src-main/engine/bytes/bytes'
import { hex, toHex } from '../../../../../src-main/engine/bytes/hex'
import { generateRsaKey } from '../../../../../src-main/engine/crypto/rsa'
import {
  applicationCryptogram,
  cryptogramInput,
  issuerDataMac
} from '../../../../../src-main/engine/cryptogram/in-memory'
import { cryptogramProfile } from '../../../../../src-main/engine/cryptogram/profiles/all-profiles'
import { authenticateFast } from '../../../../../src-main/engine/offline-auth/authenticate'
import { iccCertificate } from '../../../../../src-main/engine/offline-auth/build/certificates'
import { staticDataToAuthenticate } from '../../../../../src-main/engine/offline-auth/static-data'
import { testIssuer } from '../../../../../src-main/engine/offline-auth/test-issuer'
import { decodeTlv, findTag } from '../../../../../src-main/engine/tlv/tlv'
import { writeIccKey } from '../../../../../src-main/virtual-card/applications/pboc/card-keys'
import type { MemoryArea } from '../../../../../src-main/virtual-card/memory/memory-area'
import { cardDataOf, problemsOf } from '../../../card-data-under-test'
import {
  cell,
  keysOf,
  n12,
  object,
  pbocUnderTest,
  type Choice,
  type PbocUnderTest,
  type Told
} from '../../../pboc-under-test'

const LAST = '00B2012C00'
const STORED = '70099F7406454343303031'
const OFFLINE: Told = { '9F66': '26000000' }
const OFFLINE_V01: Told = { '9F66': '26000080' }
const ONLINE: Told = { '9F66': '26800000' }
const ONLY_OFFLINE: Told = { '9F66': '2A000000' }

function contactless(choice: Choice = {}): PbocUnderTest {
  return pbocUnderTest({ ...choice, side: 'contactless' })
}

function objectsOf(answer: string): (tag: number) => string | undefined {
  expect(answer).toMatch(/^(77|70).*9000$/)
  const { nodes, problems } = decodeTlv(hex(answer.slice(0, -4)))
  expect(problems).toEqual([])
  return (tag) => {
    const found = findTag(nodes, tag)
    return found && toHex(found.value)
  }
}

function needed(text: string | undefined): Uint8Array {
  if (text === undefined) throw new Error('the data object is missing')
  return hex(text)
}

/** Tags of an answer in their order. */
function tagsOf(answer: string): number[] {
  return (decodeTlv(hex(answer.slice(0, -4))).nodes[0]?.children ?? []).map(({ tag }) => tag)
}

describe('the answer of GET PROCESSING OPTIONS', () => {
  it('with a TC has the way to the records, the available amount and the signature', () => {
    const test = contactless()
    const answer = test.options(OFFLINE)
    expect(tagsOf(answer)).toEqual([0x82, 0x94, 0x9f36, 0x9f26, 0x9f10, 0x57, 0x5f34, 0x9f6c, 0x9f5d, 0x9f4b])
    const told = objectsOf(answer)
    expect(told(0x82)).toBe('7D00')
    expect(told(0x94)).toBe('100103011801010028010100')
    expect(told(0x9f36)).toBe('0009')
    expect(told(0x57)).toBe('6228480000000000018D351222000000000F')
    expect(told(0x5f34)).toBe('01')
    expect(told(0x9f6c)).toBe('0000')
    expect(told(0x9f5d)).toBe(n12(75_50))
    expect(told(0x9f10)).toMatch(/^07011703900000010A010000007550[0-9A-F]{8}$/)
    expect(test.balance()).toBe(88_00)
  })

  it.each([
    ['an ARQC', ONLINE, 'A00000'],
    ['an AAC', { ...ONLY_OFFLINE, '9F02': n12(88_01) }, '800000']
  ])('with %s has no records, and moves nothing', (_, told, cvr) => {
    const test = contactless({ change: object('9F6B', '999999999999') })
    const answer = test.options(told)
    expect(tagsOf(answer)).toEqual([0x82, 0x9f36, 0x9f26, 0x9f10, 0x57, 0x5f34, 0x9f63, 0x9f6c, 0x9f5d])
    expect(objectsOf(answer)(0x9f10)?.slice(0, 30)).toBe(`07011703${cvr}010A010000008800`)
    expect(objectsOf(answer)(0x9f5d)).toBe(n12(88_00))
    expect(test.send(LAST)).toBe(`${STORED}9000`)
    expect(test.balance()).toBe(88_00)
  })

  it('has a cryptogram of version 17, and a balance with its MAC', () => {
    for (const sent of [OFFLINE, ONLINE]) {
      const test = contactless()
      const told = objectsOf(test.options(sent))
      const iad = needed(told(0x9f10))
      const fields = new Map([
        [0x9f02, hex(n12(12_50))],
        [0x9f37, hex('11223344')],
        [0x9f36, hex('0009')],
        [0x9f10, iad]
      ])
      const profile = cryptogramProfile('pboc-17')
      const input = cryptogramInput(profile, (tag) => fields.get(tag))
      if (input.kind !== 'ok') throw new Error(input.kind)
      const keys = keysOf(test.cells)
      const atc = hex('0009')
      expect(told(0x9f26)).toBe(toHex(applicationCryptogram(profile, keys.ac, input.block, { atc })))
      const data = concat(iad.subarray(10, 15), hex('00'))
      expect(toHex(iad.subarray(-4))).toBe(toHex(issuerDataMac(keys.mac, { atc, data })))
    }
  })

  it.each([
    ['a PIN above the limit', { ...OFFLINE, '9F02': n12(60_00) }, '8000', 'A0'],
    ['a signature where the reader has no PIN', { '9F66': '22000000', '9F02': n12(60_00) }, '4000', '90']
  ])('asks for %s', (_, told, qualifiers, cvr) => {
    const change = object('9F6B', n12(50_00))
    const answer = objectsOf(contactless({ change }).options(told))
    expect(answer(0x9f6c)).toBe(qualifiers)
    expect(answer(0x9f10)?.slice(8, 10)).toBe(cvr)
  })

  it('keeps the qualifiers that the issuer set', () => {
    const answer = objectsOf(contactless({ change: object('9F6C', '2840') }).options(OFFLINE))
    expect(answer(0x9f6c)).toBe('2840')
  })

  it('says nothing of the available amount where the card is not to', () => {
    const test = contactless({ change: object('9F68', '9810F000') })
    expect(objectsOf(test.options(OFFLINE))(0x9f5d)).toBeUndefined()
  })

  it.each<readonly [string, Told, (cells: MemoryArea) => void]>([
    ['the holder cannot be verified', { '9F66': '20400000' }, () => undefined],
    ['the card has no keys', OFFLINE, (cells) => cells.remove('key/ac')],
    ['there is no record to debit with', OFFLINE, cell('gpo/flash', '82027D009400')]
  ])('is 6985 where %s, and moves nothing', (_, told, change) => {
    const test = contactless({ change })
    expect(test.options(told)).toBe('6985')
    expect(test.send(LAST)).toBe(`${STORED}9000`)
    expect(test.balance()).toBe(88_00)
    expect(test.events.filter(({ kind }) => kind === 'fault')).toEqual([])
  })

  it('of a card without an RSA key has no signature', () => {
    const test = contactless({ change: (cells) => cells.remove('icc-key/dP') })
    expect(tagsOf(test.options(OFFLINE))).not.toContain(0x9f4b)
    expect(test.send(LAST)).toBe(`${STORED}9000`)
    expect(test.balance()).toBe(75_50)
  })

  it('takes an amount that is no number for more than any card covers', () => {
    const test = contactless({ change: object('9F6B', '999999999999') })
    const answer = objectsOf(test.options({ ...ONLY_OFFLINE, '9F02': '00000000A000' }))
    expect(answer(0x9f10)?.slice(8, 10)).toBe('80')
  })
})

describe('the debit', () => {
  const READ = ['00B2011400', '00B2021400', '00B2031400', '00B2011C00']

  it('comes with the last record, once, and with it the line in the log', () => {
    const test = contactless()
    test.options(OFFLINE)
    for (const command of READ) {
      expect(test.send(command)).toMatch(/9000$/)
      expect(test.balance()).toBe(88_00)
    }
    const before = test.send('00B2015C00')
    expect(test.send(LAST)).toBe(`${STORED}9000`)
    expect(test.events.at(-1)).toMatchObject({
      changes: [{ code: 'balance-changed', from: n12(88_00), to: n12(75_50) }]
    })
    expect(test.balance()).toBe(75_50)
    expect(test.send('00B2025C00')).toBe(before)
    // The list of the contactless side has no time and no merchant.
    expect(test.send('00B2015C00')).toBe(
      `260520000000${n12(12_50)}${n12(0)}01560156${'00'.repeat(20)}000009` + '9000'
    )
    expect(test.send(LAST)).toBe(`${STORED}9000`)
    expect(test.balance()).toBe(75_50)
  })

  it('is not made by a record of the same number in another file, nor after the card was selected anew', () => {
    const test = contactless()
    test.options(OFFLINE)
    test.send('00B2010C00')
    test.send('00B2012400')
    expect(test.balance()).toBe(88_00)
    test.select()
    test.send(LAST)
    expect(test.balance()).toBe(88_00)
  })

  it('is not logged where the card is not to', () => {
    const test = contactless({ change: object('9F68', '9900F000') })
    test.options(OFFLINE)
    const before = test.send('00B2015C00')
    test.send(LAST)
    expect(test.balance()).toBe(75_50)
    expect(test.send('00B2015C00')).toBe(before)
  })

  it('is refused with 6985 where the balance fell meanwhile, and nothing moves', () => {
    const test = contactless()
    test.options(OFFLINE)
    object('9F79', n12(12_49))(test.cells)
    expect(test.send(LAST)).toBe('6985')
    expect(test.balance()).toBe(12_49)
  })

  it('is not made while the record is missing', () => {
    const test = contactless({ change: (cells) => cells.remove('record/5/1') })
    test.options(OFFLINE)
    expect(test.send(LAST)).toBe('6A82')
    expect(test.balance()).toBe(88_00)
  })
})

describe('fast dynamic data authentication', () => {
  const terminal = { unpredictableNumber: hex('11223344'), amount: hex(n12(12_50)), currency: hex('0156') }

  /** Reads to the end and authenticates. */
  function authenticated(
    test: PbocUnderTest,
    sent: Told,
    { amount = terminal.amount, certificate = {} } = {}
  ) {
    const answer = objectsOf(test.options(sent))
    const record = objectsOf(test.send(LAST))
    const told = (tag: number): Uint8Array | undefined => {
      const value = answer(tag) ?? record(tag)
      return value === undefined ? undefined : hex(value)
    }
    const read = { ...certificate, 0x9f36: told(0x9f36), 0x9f4b: told(0x9f4b), 0x9f69: told(0x9f69) }
    return { proven: authenticateFast(cardDataOf(test, read), { ...terminal, amount }), answer, record }
  }

  it.each(['ecash', 'debit-ecash', 'credit-ecash'] as const)('version 00 of the %s card', (kind) => {
    const { proven, record } = authenticated(contactless({ kind }), OFFLINE)
    expect(problemsOf(proven)).toEqual([])
    expect(record(0x9f69)).toBeUndefined()
  })

  it('version 01, with card data that come with the last record', () => {
    const { proven, answer, record } = authenticated(contactless(), OFFLINE_V01)
    expect(problemsOf(proven)).toEqual([])
    expect(answer(0x9f69)).toBeUndefined()
    expect(record(0x9f69)).toMatch(/^01[0-9A-F]{8}000000$/)
    expect(record(0x9f74)).toBe('454343303031')
    expect(toHex(proven.iccDynamicNumber ?? hex(''))).toBe('0009')
  })

  it('version 01 binds the amount, version 00 does not', () => {
    const amount = hex(n12(12_51))
    expect(problemsOf(authenticated(contactless(), OFFLINE_V01, { amount }).proven)).not.toEqual([])
    expect(problemsOf(authenticated(contactless(), OFFLINE, { amount }).proven)).toEqual([])
  })

  it('has other card data each time', () => {
    const test = contactless()
    test.options(OFFLINE_V01)
    const first = test.send(LAST)
    test.select()
    test.options(OFFLINE_V01)
    expect(test.send(LAST)).not.toBe(first)
  })

  it('stays version 00 with an older card', () => {
    const older = (cells: MemoryArea): void => {
      const record = toHex(cells.need('record/2/1'))
      cells.write('record/2/1', hex(record.replace('9F08020030', '9F08020020')))
    }
    const test = contactless({ change: older })
    expect(objectsOf(test.options(OFFLINE_V01))(0x9f4b)).toHaveLength(256)
    expect(objectsOf(test.send(LAST))(0x9f69)).toBeUndefined()
  })

  it.each([
    ['version 00', OFFLINE],
    ['version 01', OFFLINE_V01]
  ])('of a key of more than 1024 bits comes with the last record (%s)', (_, sent) => {
    const key = generateRsaKey(1152, 3)
    const { p, q, dP, dQ, qInv } = key.parts
    const part = (secret: typeof p): Uint8Array => secret.use((bytes) => bytes.slice())
    const test = contactless({
      change: (cells) =>
        writeIccKey(cells, {
          modulus: key.modulus,
          exponent: key.exponent,
          ...{ p: part(p), q: part(q), dP: part(dP), dQ: part(dQ), qInv: part(qInv) }
        })
    })
    const flagged = staticDataToAuthenticate([{ sfi: 2, record: 1, data: test.cells.need('record/2/1') }])
    if (flagged.kind !== 'ok') throw new Error('no static data')
    const made = iccCertificate(testIssuer().rsa.signer, {
      pan: '6228480000000000018',
      expiry: hex('1235'),
      serial: hex('000001'),
      publicKey: { algorithm: 'rsa', modulus: key.modulus, exponent: key.exponent },
      staticData: concat(flagged.bytes, hex('7D00'))
    })
    const certificate = { 0x9f46: made.certificate, 0x9f47: made.exponent, 0x9f48: made.remainder }
    const { proven, answer, record } = authenticated(test, sent, { certificate })
    expect(problemsOf(proven)).toEqual([])
    expect(answer(0x9f4b)).toBeUndefined()
    expect(answer(0x9f5d)).toBeUndefined()
    expect(record(0x9f4b)).toHaveLength(288)
    expect(record(0x9f5d)).toBe(n12(75_50))
    expect(test.balance()).toBe(75_50)
  })
})
