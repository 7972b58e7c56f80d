import { describe, expect, it } from 'vitest'
import { MemoryCardStore } from '../../../src-main/adapters/virtual-reader/memory-card-store'
import {
  VirtualReaderDriver,
  type VirtualReaderDriverOptions
} from '../../../src-main/adapters/virtual-reader/virtual-reader-driver'
import { hex, toHex } from '../../../src-main/engine/bytes/hex'
import type { CardConnection, DriverSnapshot } from '../../../src-main/services/readers/reader-driver'
import type { VirtualCardStore } from '../../../src-main/services/virtual-cards/virtual-card-store-port'
import { parseCardImage } from '../../../src-main/virtual-card/card-image'
import { readyMadeCard, type ReadyMadeCard } from '../../../src-main/virtual-card/ready-made/ready-made-cards'
import { VirtualCard } from '../../../src-main/virtual-card/virtual-card'
import { AID, contactOptions, selectCommand } from '../../virtual-card/card-under-test'

const SELECT = selectCommand(AID.debit)
const ATC = '80CA9F3600'

function cardOf(kind: ReadyMadeCard = 'debit-ecash'): VirtualCard {
  return VirtualCard.fromImage(readyMadeCard(kind, ['T=1']))
}

function setUp(options: Partial<VirtualReaderDriverOptions> = {}) {
  const driver = new VirtualReaderDriver({
    readers: [
      { name: 'Desk', kind: 'contact' },
      { name: 'Tap', kind: 'contactless' }
    ],
    ...options
  })
  const snapshots: DriverSnapshot[] = []
  driver.start((snapshot) => snapshots.push(snapshot))
  const reader = (name: string) => snapshots.at(-1)?.readers.find((candidate) => candidate.name === name)
  return { driver, snapshots, reader }
}

async function send(connection: CardConnection, command: string): Promise<string> {
  return toHex(await connection.transmit(hex(command)))
}

const code = (expected: string) => expect.objectContaining({ code: expected }) as Error

describe('readers and cards', () => {
  it('are told as they come and go', () => {
    const { driver, snapshots, reader } = setUp()
    expect(snapshots[0]?.service).toBe('running')
    expect(reader('Desk')).toEqual({
      name: 'Desk',
      presence: 'empty',
      inUse: false,
      exclusive: false,
      cardCount: 0
    })
    const card = cardOf()
    driver.insert('Desk', card)
    expect(reader('Desk')).toMatchObject({
      presence: 'present',
      cardCount: 1,
      atr: expect.stringMatching(/^3BFF/) as string
    })
    expect(driver.remove('Desk')).toBe(card)
    expect(reader('Desk')).toMatchObject({ presence: 'empty', cardCount: 1 })
    expect(card.powered).toBe(false)
    driver.insert('Tap', card)
    expect(reader('Tap')?.atr).toMatch(/^3B8F8001/)
    driver.addReader('Third', { kind: 'contact' })
    expect(reader('Third')).toBeDefined()
    driver.removeReader('Third')
    expect(reader('Third')).toBeUndefined()
  })

  it('know a mute card', async () => {
    const { driver, reader } = setUp()
    driver.insert('Desk', cardOf(), { mute: true })
    expect(reader('Desk')).toMatchObject({ presence: 'mute' })
    await expect(driver.connect('Desk', { share: 'shared' })).rejects.toEqual(code('card-mute'))
  })

  it('refuse what a program got wrong', () => {
    const { driver } = setUp()
    driver.insert('Desk', cardOf())
    expect(() => driver.insert('Desk', cardOf())).toThrow('already')
    expect(() => driver.addReader('Desk', { kind: 'contact' })).toThrow('already')
    expect(() => driver.addReader('A', { kind: 'contact', family: 'acr122u-simulated' })).toThrow(
      'contactless'
    )
    expect(() => driver.insert('Tap', cardOf(), { id: 'a' })).toThrow('store')
    expect(driver.remove('Tap')).toBeUndefined()
  })
})

describe('a connection', () => {
  it('talks to the card by the protocol that both know', async () => {
    const { driver } = setUp()
    driver.insert('Desk', VirtualCard.fromImage(readyMadeCard('debit-ecash', ['T=0', 'T=1'])))
    const t0 = await driver.connect('Desk', { share: 'shared' })
    expect(t0.protocol).toBe('T=0')
    expect(await send(t0, SELECT)).toMatch(/^61/)
    await expect(driver.connect('Desk', { share: 'shared', protocols: ['T=1'] })).rejects.toEqual(
      code('protocol-mismatch')
    )
    await t0.disconnect('leave')
    const t1 = await driver.connect('Desk', { share: 'shared', protocols: ['T=1'] })
    expect(t1.protocol).toBe('T=1')
    expect(await send(t1, SELECT)).toMatch(/^6F.*9000$/)
    await expect(driver.connect('Desk', { share: 'shared', protocols: ['raw'] })).rejects.toEqual(
      code('protocol-mismatch')
    )
  })

  it('cannot be had without a reader or a card, but in direct mode', async () => {
    const { driver } = setUp()
    await expect(driver.connect('Nowhere', { share: 'shared' })).rejects.toEqual(code('no-reader'))
    await expect(driver.connect('Desk', { share: 'shared' })).rejects.toEqual(code('no-card'))
    const direct = await driver.connect('Desk', { share: 'direct' })
    expect(direct.protocol).toBe('direct')
    expect(direct.atr).toHaveLength(0)
    await expect(send(direct, SELECT)).rejects.toEqual(code('unsupported'))
    await direct.disconnect('leave')
  })

  it('is shared or exclusive', async () => {
    const { driver, reader } = setUp()
    driver.insert('Desk', cardOf())
    const one = await driver.connect('Desk', { share: 'shared' })
    const other = await driver.connect('Desk', { share: 'shared' })
    expect(reader('Desk')).toMatchObject({ inUse: true, exclusive: false })
    await expect(driver.connect('Desk', { share: 'exclusive' })).rejects.toEqual(code('sharing-violation'))
    await one.disconnect('leave')
    await other.disconnect('leave')
    const alone = await driver.connect('Desk', { share: 'exclusive' })
    expect(reader('Desk')).toMatchObject({ inUse: true, exclusive: true })
    await expect(driver.connect('Desk', { share: 'shared' })).rejects.toEqual(code('sharing-violation'))
    await alone.disconnect('leave')
    expect(reader('Desk')).toMatchObject({ inUse: false, exclusive: false })
  })

  it('is of no use once closed, and closes twice without harm', async () => {
    const { driver } = setUp()
    driver.insert('Desk', cardOf())
    const connection = await driver.connect('Desk', { share: 'shared' })
    await connection.disconnect('leave')
    await connection.disconnect('reset')
    await expect(send(connection, SELECT)).rejects.toEqual(code('transport'))
  })

  it('keeps the card selected for the next one, unless the card was reset', async () => {
    const { driver } = setUp()
    driver.insert('Desk', cardOf())
    const first = await driver.connect('Desk', { share: 'shared' })
    await send(first, SELECT)
    await first.disconnect('leave')
    const second = await driver.connect('Desk', { share: 'shared' })
    expect(await send(second, ATC)).toBe('9F360200089000')
    await second.disconnect('reset')
    const third = await driver.connect('Desk', { share: 'shared' })
    expect(await send(third, ATC)).toBe('6A88')
  })

  it('learns that another one has reset the card, until it resets the card itself', async () => {
    const { driver } = setUp()
    driver.insert('Desk', cardOf())
    const one = await driver.connect('Desk', { share: 'shared' })
    const other = await driver.connect('Desk', { share: 'shared' })
    expect(toHex(await one.reset('warm'))).toBe(toHex(one.atr))
    await expect(send(other, ATC)).rejects.toEqual(code('card-reset'))
    await expect(send(other, ATC)).rejects.toEqual(code('card-reset'))
    await other.reset('unpower')
    expect(await send(other, SELECT)).toMatch(/9000$/)
    await expect(send(one, ATC)).rejects.toEqual(code('card-reset'))
  })

  it('has the card to itself during a transaction, while others wait', async () => {
    const { driver } = setUp()
    driver.insert('Desk', cardOf())
    const one = await driver.connect('Desk', { share: 'shared' })
    const other = await driver.connect('Desk', { share: 'shared' })
    const order: string[] = []
    const transaction = await one.beginTransaction()
    const outside = send(other, SELECT).then(() => order.push('other'))
    const reset = other.reset('warm').then(() => order.push('reset'))
    const next = other.beginTransaction().then(async (their) => {
      order.push('their transaction')
      await their.end()
    })
    await send(one, SELECT)
    order.push('one')
    await transaction.end()
    await Promise.all([outside, reset, next])
    expect(order[0]).toBe('one')
    expect(order).toHaveLength(4)
  })

  it('does not wait for ever when the card goes, or when it is closed', async () => {
    const { driver } = setUp()
    driver.insert('Desk', cardOf())
    const one = await driver.connect('Desk', { share: 'shared' })
    const other = await driver.connect('Desk', { share: 'shared' })
    const third = await driver.connect('Desk', { share: 'shared' })
    await one.beginTransaction()
    const waiting = other.beginTransaction()
    const closed = third.beginTransaction()
    const closing = expect(closed).rejects.toEqual(code('transport'))
    await third.disconnect('leave')
    await closing
    const gone = expect(waiting).rejects.toEqual(code('card-removed'))
    driver.remove('Desk')
    await gone
  })

  it('ends its transaction when it is closed', async () => {
    const { driver } = setUp()
    driver.insert('Desk', cardOf())
    const one = await driver.connect('Desk', { share: 'shared' })
    const other = await driver.connect('Desk', { share: 'shared' })
    await one.beginTransaction()
    const answer = send(other, SELECT)
    await one.disconnect('leave')
    expect(await answer).toMatch(/9000$/)
  })

  it('tells the attributes that it has', async () => {
    const { driver } = setUp()
    driver.insert('Desk', cardOf())
    const connection = await driver.connect('Desk', { share: 'shared' })
    expect(await connection.attribute(0x00090303)).toEqual(connection.atr)
    expect(await connection.attribute(0x00080201)).toEqual(Uint8Array.of(2, 0, 0, 0))
    expect(await connection.attribute(0x12345678)).toBeUndefined()
    await expect(connection.control(0x42000001, hex('FF00480000'))).rejects.toEqual(code('unsupported'))
  })
})

describe('a card that is pulled', () => {
  it.each([1, 2, 3])('before APDU %i has not seen it', async (apdu) => {
    const { driver, reader } = setUp()
    const card = cardOf()
    driver.insert('Desk', card)
    driver.removeAt('Desk', { apdu, reached: false })
    const connection = await driver.connect('Desk', { share: 'shared' })
    const commands = [SELECT, contactOptions('00'), '00B2010C00']
    for (const command of commands.slice(0, apdu - 1))
      expect(await send(connection, command)).toMatch(/9000$/)
    await expect(send(connection, commands[apdu - 1] ?? '')).rejects.toEqual(code('card-removed'))
    await expect(send(connection, ATC)).rejects.toEqual(code('card-removed'))
    expect(reader('Desk')?.presence).toBe('empty')
    driver.insert('Tap', card)
    const again = await driver.connect('Tap', { share: 'shared' })
    await send(again, SELECT)
    expect(await send(again, ATC)).toBe(`9F360200${apdu > 2 ? '09' : '08'}9000`)
  })

  it('after an APDU has performed it, though no answer came', async () => {
    const { driver } = setUp()
    const card = cardOf()
    driver.insert('Desk', card)
    const connection = await driver.connect('Desk', { share: 'shared' })
    await send(connection, SELECT)
    driver.removeAt('Desk', { apdu: 1, reached: true })
    await expect(send(connection, contactOptions('00'))).rejects.toEqual(code('card-removed'))
    driver.insert('Desk', card)
    await expect(send(connection, ATC)).rejects.toEqual(code('card-removed'))
    const again = await driver.connect('Desk', { share: 'exclusive' })
    await send(again, SELECT)
    expect(await send(again, ATC)).toBe('9F360200099000')
  })

  it('in the middle of a write is whole when it comes back', async () => {
    const { driver } = setUp()
    const card = cardOf()
    driver.insert('Desk', card)
    const connection = await driver.connect('Desk', { share: 'shared' })
    await send(connection, SELECT)
    card.memory.tear(3, 'half')
    await expect(send(connection, contactOptions('00'))).rejects.toEqual(code('card-removed'))
    driver.insert('Desk', card)
    const again = await driver.connect('Desk', { share: 'shared' })
    await send(again, SELECT)
    expect(await send(again, ATC)).toBe('9F360200089000')
  })

  it('with its reader leaves `no-reader` behind', async () => {
    const { driver } = setUp()
    driver.insert('Desk', cardOf())
    const connection = await driver.connect('Desk', { share: 'shared' })
    const direct = await driver.connect('Desk', { share: 'direct' })
    driver.removeReader('Desk')
    await expect(send(connection, SELECT)).rejects.toEqual(code('card-removed'))
    await expect(direct.attribute(0x00090303)).rejects.toEqual(code('no-reader'))
    await expect(driver.connect('Desk', { share: 'shared' })).rejects.toEqual(code('no-reader'))
    driver.addReader('Desk', { kind: 'contact' })
    driver.insert('Desk', cardOf())
    expect((await driver.connect('Desk', { share: 'shared' })).protocol).toBe('T=1')
  })
})

describe('the store', () => {
  it('has the new state before the answer is out, and only where something changed', async () => {
    const store = new MemoryCardStore()
    const saved: string[] = []
    const slow: VirtualCardStore = {
      load: (id) => store.load(id),
      save: async (id, image) => {
        await Promise.resolve()
        await store.save(id, image)
        saved.push(id)
      }
    }
    const { driver } = setUp({ store: slow })
    driver.insert('Desk', cardOf(), { id: 'mine' })
    const connection = await driver.connect('Desk', { share: 'shared' })
    await send(connection, SELECT)
    expect(saved).toEqual([])
    await send(connection, contactOptions('00'))
    expect(saved).toEqual(['mine'])
    const parsed = parseCardImage(await store.load('mine'))
    if (parsed.kind !== 'ok') throw new Error(parsed.reason)
    driver.remove('Desk')
    driver.insert('Desk', VirtualCard.fromImage(parsed.image), { id: 'mine' })
    const again = await driver.connect('Desk', { share: 'shared' })
    await send(again, SELECT)
    expect(await send(again, ATC)).toBe('9F360200099000')
  })

  it('that cannot save keeps the answer back, and saves the next change again', async () => {
    let full = true
    const { driver } = setUp({
      store: {
        load: () => Promise.resolve(undefined),
        save: () => (full ? Promise.reject(new Error('disk full')) : Promise.resolve())
      }
    })
    driver.insert('Desk', cardOf(), { id: 'mine' })
    const connection = await driver.connect('Desk', { share: 'shared' })
    await send(connection, SELECT)
    await expect(send(connection, contactOptions('00'))).rejects.toEqual(code('transport'))
    await expect(send(connection, ATC)).rejects.toThrow('disk full')
    full = false
    await send(connection, SELECT)
    expect(await send(connection, contactOptions('00'))).toMatch(/9000$/)
  })
})

it('stops: tells nothing any more, and closes what is open', async () => {
  const { driver, snapshots } = setUp()
  driver.insert('Desk', cardOf())
  const connection = await driver.connect('Desk', { share: 'shared' })
  await driver.stop()
  await driver.stop()
  const count = snapshots.length
  driver.remove('Desk')
  expect(snapshots).toHaveLength(count)
  await expect(send(connection, SELECT)).rejects.toEqual(code('transport'))
})
