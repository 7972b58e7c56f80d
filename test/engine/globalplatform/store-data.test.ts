import { describe, expect, it } from 'vitest'
import { concat } from '../../../src-main/engine/bytes/bytes'
import { hex, toHex } from '../../../src-main/engine/bytes/hex'
import { decryptCbc, decryptEcb } from '../../../src-main/engine/crypto/cipher'
import { Secret } from '../../../src-main/engine/crypto/secret'
import { storeItems, type StoreDataItem } from '../../../src-main/engine/globalplatform/store-data'
import { scriptedDomain } from './scripted-domain'

const plain = (text: string): StoreDataItem => ({ kind: 'plain', bytes: hex(text) })
const secret = (text: string, pad: boolean): StoreDataItem => ({
  kind: 'enciphered',
  value: new Secret(hex(text)),
  pad,
  head: (length) => concat(hex('8000'), Uint8Array.of(length))
})

describe('STORE DATA', () => {
  it('takes small items together and keeps enciphered ones apart', async () => {
    const domain = scriptedDomain(() => '9000')
    const items = [plain('01010101'), plain('01020102'), secret('00'.repeat(16), false), plain('91020103')]
    const result = await domain.run(storeItems(domain.channel, items, { structure: 'dgi', together: true }))
    expect(result).toEqual({ kind: 'stored', blocks: 3 })
    expect(domain.plain[0]).toBe('80E20800080101010101020102')
    expect(domain.plain[1]?.slice(0, 16)).toBe('80E2680113800010')
    expect(domain.plain[2]).toBe('80E288020491020103')
  })

  it('has a command for each item where they are not taken together', async () => {
    const domain = scriptedDomain(() => '9000')
    const items = [plain('01010101'), plain('01020102')]
    await domain.run(storeItems(domain.channel, items, { structure: 'none', together: false, open: true }))
    expect(domain.plain).toEqual(['80E200000401010101', '80E200010401020102'])
  })

  it('splits what is longer than the channel carries, and joins nothing to the pieces', async () => {
    for (const [level, room] of [
      [0x01, 247],
      [0x03, 239]
    ] as const) {
      const domain = scriptedDomain(() => '9000', { level })
      const long = 'AB'.repeat(300)
      await domain.run(
        storeItems(domain.channel, [plain(long), plain('0102')], { structure: 'ber-tlv', together: true })
      )
      expect(domain.plain.map((command) => Number.parseInt(command.slice(8, 10), 16))).toEqual([
        room,
        300 - room,
        2
      ])
      expect(domain.plain.map((command) => command.slice(4, 8))).toEqual(['1000', '1001', '9002'])
    }
  })

  it('fits into what a card with a short buffer takes', async () => {
    const domain = scriptedDomain(() => '9000', { level: 0x33, aes: true, mostData: 128 })
    await domain.run(
      storeItems(domain.channel, [plain('AB'.repeat(300))], { structure: 'none', together: false })
    )
    for (const command of domain.sent) expect(hex(command).length).toBeLessThanOrEqual(128 + 6)
  })

  it.each([false, true])('enciphers under the key of the channel, AES: %s', async (aes) => {
    const domain = scriptedDomain(() => '9000', { aes })
    const dek = domain.channel.session?.keys.dek
    if (dek === undefined || !('secret' in dek)) throw new Error('no session')
    const items = [secret('11'.repeat(16), false), secret('22'.repeat(16), true)]
    await domain.run(storeItems(domain.channel, items, { structure: 'none', together: true }))
    const values = domain.plain.map((command) => hex(command).slice(8))
    const read = (value: Uint8Array | undefined) =>
      toHex((aes ? decryptCbc : decryptEcb)(dek, value ?? new Uint8Array()))
    expect(read(values[0])).toBe('11'.repeat(16))
    expect(read(values[1])).toBe('22'.repeat(16) + '80' + '00'.repeat(aes ? 15 : 7))
    expect(domain.plain.map((command) => command.slice(4, 6))).toEqual(['60', 'E0'])
  })

  it('says how far it came, and goes on from there', async () => {
    const items = [plain('01'), plain('02'), plain('03')]
    const options = { structure: 'none', together: false } as const
    const broken = scriptedDomain((command) => (command.startsWith('80E20001') ? '6A84' : '9000'))
    expect(await broken.run(storeItems(broken.channel, items, options))).toMatchObject({
      kind: 'refused',
      reason: 'memory-full',
      blocks: 1
    })
    const again = scriptedDomain(() => '9000')
    await again.run(storeItems(again.channel, items, { ...options, from: 1 }))
    expect(again.plain).toEqual(['80E200010102', '80E280020103'])
  })
})
