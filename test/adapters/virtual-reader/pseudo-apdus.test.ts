import { describe, expect, it } from 'vitest'
import { VirtualReaderDriver } from '../../../src-main/adapters/virtual-reader/virtual-reader-driver'
import { hex, toHex } from '../../../src-main/engine/bytes/hex'
import type { CardConnection } from '../../../src-main/services/readers/reader-driver'
import { readyMadeCard } from '../../../src-main/virtual-card/ready-made/ready-made-cards'
import { VirtualCard } from '../../../src-main/virtual-card/virtual-card'
import type { CardEvent } from '../../../src-main/virtual-card/card-log'
import { AID, contactlessOptions, selectCommand } from '../../virtual-card/card-under-test'

const LINUX_ESCAPE = 0x42000001
const WINDOWS_ESCAPE = 0x003136b0
const FEATURES = { linux: 0x42000d48, win32: 0x00313520 } as const

const code = (expected: string) => expect.objectContaining({ code: expected }) as Error

async function send(connection: CardConnection, command: string): Promise<string> {
  return toHex(await connection.transmit(hex(command)))
}

async function connected(family: 'generic' | 'acr122u-simulated', platform: NodeJS.Platform = 'linux') {
  const driver = new VirtualReaderDriver({
    platform,
    readers: [{ name: 'Tap', kind: 'contactless', family }]
  })
  const card = VirtualCard.fromImage(readyMadeCard('debit-ecash'))
  const events: CardEvent[] = []
  card.observe((event) => events.push(event))
  driver.insert('Tap', card)
  return { driver, card, events, connection: await driver.connect('Tap', { share: 'shared' }) }
}

describe.each(['generic', 'acr122u-simulated'] as const)('a %s contactless reader', (family) => {
  it('answers UID and ATS itself', async () => {
    const { connection, events } = await connected(family)
    expect(await send(connection, 'FFCA000000')).toBe('430000039000')
    expect(await send(connection, 'FFCA010000')).toBe('14788081028031C173C4210067435754455354319000')
    expect(await send(connection, 'FFCA000002')).toBe('6C04')
    expect(await send(connection, 'FFCA000004')).toBe('430000039000')
    expect(await send(connection, 'FFCA020000')).toBe('6A81')
    expect(await send(connection, 'FFB0000110')).toBe('6A81')
    expect(await send(connection, 'FF990000')).toBe('6D00')
    expect(await send(connection, 'FFCA00')).toBe('6700')
    expect(events.map(({ kind }) => kind)).toEqual(['power-up'])
  })
})

it('keeps class FF from the card in a contact reader', async () => {
  const driver = new VirtualReaderDriver({ readers: [{ name: 'Desk', kind: 'contact' }] })
  driver.insert('Desk', VirtualCard.fromImage(readyMadeCard('blank')))
  const connection = await driver.connect('Desk', { share: 'shared' })
  expect(await send(connection, 'FFCA000000')).toBe('6E00')
})

describe('the simulated ACR122U', () => {
  it('tells its firmware without a status word', async () => {
    const { connection } = await connected('acr122u-simulated')
    expect(Buffer.from(await connection.transmit(hex('FF00480000'))).toString('latin1')).toBe('ACR122U215')
  })

  it('shows LED and buzzer', async () => {
    const { connection, driver } = await connected('acr122u-simulated')
    // Both on; both off; red final with a beep, two repetitions.
    expect(await send(connection, 'FF00400F0400000000')).toBe('9003')
    expect(await send(connection, 'FF00400C0400000000')).toBe('9000')
    expect(await send(connection, 'FF0040050414000201')).toBe('9001')
    expect(driver.acr122uState('Tap')).toMatchObject({ red: true, green: false, beeps: 2 })
    expect(await send(connection, 'FF00400F03000000')).toBe('6300')
  })

  it('keeps PICC parameter, timeout and buzzer setting', async () => {
    const { connection, driver } = await connected('acr122u-simulated')
    expect(await send(connection, 'FF00500000')).toBe('90FF')
    expect(await send(connection, 'FF0051BF00')).toBe('90BF')
    expect(await send(connection, 'FF00500000')).toBe('90BF')
    expect(await send(connection, 'FF00410500')).toBe('9000')
    expect(await send(connection, 'FF00520000')).toBe('9000')
    expect(driver.acr122uState('Tap')).toMatchObject({
      piccParameter: 0xbf,
      timeout: 5,
      beepsOnDetection: false
    })
  })

  it('passes commands to its PN532', async () => {
    const { connection } = await connected('acr122u-simulated')
    expect(await send(connection, 'FF00000002D402')).toBe('D503320106079000')
    expect(await send(connection, 'FF00000002D404')).toBe('D50500010101000010809000')
    expect(await send(connection, 'FF00000004D44A0100')).toBe(
      'D54B0101000420044300000314788081028031C173C4210067435754455354319000'
    )
    expect(await send(connection, `FF00000011D44001${selectCommand(AID.debit)}`)).toMatch(
      /^D541006F.*90009000$/
    )
    expect(await send(connection, 'FF00000002D466')).toBe('6300')
    expect(await send(connection, 'FF00000000')).toBe('6300')
  })

  it('loses the card with its field, and finds it with the field again', async () => {
    const { connection, driver } = await connected('acr122u-simulated')
    expect(await send(connection, 'FF00000004D4320100')).toBe('D5339000')
    await expect(send(connection, 'FFCA000000')).rejects.toEqual(code('card-removed'))
    const direct = await driver.connect('Tap', { share: 'direct' })
    expect(toHex(await direct.control(LINUX_ESCAPE, hex('FFCA000000')))).toBe('6300')
    expect(toHex(await direct.control(LINUX_ESCAPE, hex('FF00000002D404')))).toBe('D505000000809000')
    expect(toHex(await direct.control(LINUX_ESCAPE, hex('FF00000004D44A0100')))).toBe('D54B009000')
    expect(toHex(await direct.control(LINUX_ESCAPE, hex('FF00000005D4400100A4')))).toBe('D541019000')
    await direct.control(LINUX_ESCAPE, hex('FF00000004D4320101'))
    const again = await driver.connect('Tap', { share: 'shared' })
    expect(await send(again, 'FFCA000000')).toBe('430000039000')
  })

  it.each([
    ['linux', LINUX_ESCAPE, FEATURES.linux, '130442000001'],
    ['darwin', LINUX_ESCAPE, FEATURES.linux, '130442000001'],
    ['win32', WINDOWS_ESCAPE, FEATURES.win32, '1304003136B0']
  ] as const)('listens to the control code of %s', async (platform, escape, features, list) => {
    const { connection } = await connected('acr122u-simulated', platform)
    expect(toHex(await connection.control(escape, hex('FF00500000')))).toBe('90FF')
    expect(toHex(await connection.control(features, hex('')))).toBe(list)
    const foreign = escape === LINUX_ESCAPE ? WINDOWS_ESCAPE : LINUX_ESCAPE
    await expect(connection.control(foreign, hex('FF00500000'))).rejects.toEqual(code('unsupported'))
  })

  it('takes no command longer than a short APDU', async () => {
    const { connection } = await connected('acr122u-simulated')
    await expect(connection.transmit(new Uint8Array(262))).rejects.toEqual(code('transport'))
    expect(await send(connection, `00DA0000FF${'00'.repeat(255)}00`)).toMatch(/^6[DE]00$/)
  })

  it('does not stand between card and host', async () => {
    const { connection } = await connected('acr122u-simulated')
    expect(await send(connection, selectCommand(AID.debit))).toMatch(/^6F.*9000$/)
    expect(await send(connection, contactlessOptions('40000000'))).toMatch(/^77.*9000$/)
  })
})
