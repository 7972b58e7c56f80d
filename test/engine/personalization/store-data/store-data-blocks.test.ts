import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { concat } from '../../../../src-main/engine/bytes/bytes'
import { hex, toHex } from '../../../../src-main/engine/bytes/hex'
import { decryptCbc, decryptEcb } from '../../../../src-main/engine/crypto/cipher'
import { secretKey, type SecretKey } from '../../../../src-main/engine/crypto/key-ref'
import { Secret } from '../../../../src-main/engine/crypto/secret'
import { unpadMethod2 } from '../../../../src-main/engine/crypto/padding'
import { runComposition } from '../../../../src-main/engine/key-operations/run-composition'
import { decodeDgis } from '../../../../src-main/engine/personalization/dgi'
import type { PreparedDgi } from '../../../../src-main/engine/personalization/prepare/prepared-card'
import { storeDataBlocks } from '../../../../src-main/engine/personalization/store-data/store-data-blocks'
import type { ScpName } from '../../../../src-main/engine/secure-channel/session'

const DES = secretKey('3des', hex('404142434445464748494A4B4C4D4E4F'))
const AES = secretKey('aes', hex('404142434445464748494A4B4C4D4E4F'))

function session(name: ScpName): Parameters<typeof storeDataBlocks>[0] {
  const dek = name === 'SCP03' ? AES : DES
  return { scp: { name, i: 0 }, keys: { enc: dek, mac: dek, dek } }
}

function opened(name: ScpName, data: Uint8Array): Uint8Array {
  return name === 'SCP03' ? decryptCbc(AES, data) : decryptEcb(DES, data)
}

const plain = (id: number, length: number): PreparedDgi => ({
  id,
  content: { kind: 'plain', bytes: new Uint8Array(length).fill(id & 0xff) },
  encrypt: false,
  pad: false
})

const secret = (id: number, bytes: Uint8Array, pad: boolean): PreparedDgi => ({
  id,
  content: { kind: 'secret', secret: new Secret(bytes) },
  encrypt: true,
  pad
})

function blocks(groupings: readonly PreparedDgi[], room = 100, name: ScpName = 'SCP02') {
  return runComposition(storeDataBlocks(session(name), groupings, { room, structure: 'none' }))
}

describe('STORE DATA of data groupings', () => {
  it('small ones share a command, in their order', () => {
    const made = blocks([plain(1, 20), plain(2, 20), plain(3, 60)])
    expect(made.map(({ data }) => data.length)).toEqual([46, 63])
    expect(made.map(({ number, last, encipherment }) => [number, last, encipherment])).toEqual([
      [0, false, 'none'],
      [1, true, 'none']
    ])
  })

  it('a large one spans commands of its own', () => {
    const made = blocks([plain(1, 5), plain(2, 240), plain(3, 5)])
    expect(made.map(({ data }) => data.length)).toEqual([8, 100, 100, 43, 8])
  })

  it('enciphered and plain ones never share', () => {
    const made = blocks([plain(1, 5), secret(0x8010, hex('26123456FFFFFFFF'), false), plain(3, 5)])
    expect(made.map(({ encipherment }) => encipherment)).toEqual(['none', 'enciphered', 'none'])
  })

  it.each(['SCP01', 'SCP02', 'SCP03'] as const)(
    '%s: a secret is there under the data key, padded',
    (name) => {
      const [block] = blocks([secret(0x8201, hex('0102030405'), true)], 100, name)
      const [grouping] = decodeDgis(block?.data ?? hex('')).groupings
      expect(toHex(unpadMethod2(opened(name, grouping?.data ?? hex(''))) ?? hex(''))).toBe('0102030405')
    }
  )

  it.each([
    ['SCP02', false],
    ['SCP02', true],
    ['SCP03', false],
    ['SCP03', true]
  ] as const)('%s, padded %s: keys are there under the data key', (name, pad) => {
    const key = (byte: string): SecretKey => secretKey('3des', hex(byte.repeat(16)))
    const keys = [key('11'), key('22'), key('33')]
    const content = { kind: 'keys', keys, checks: hex('') } as const
    const [block] = blocks([{ id: 0x8000, content, encrypt: true, pad }], 100, name)
    const data = opened(name, decodeDgis(block?.data ?? hex('')).groupings[0]?.data ?? hex(''))
    const expected = '11'.repeat(16) + '22'.repeat(16) + '33'.repeat(16)
    expect(toHex(pad ? (unpadMethod2(data) ?? hex('')) : data)).toBe(expected)
  })

  it('never sends a secret in clear', () => {
    const naked = { ...secret(0x8010, hex('26123456FFFFFFFF'), false), encrypt: false }
    expect(() => blocks([naked])).toThrow(/in clear/)
  })

  it('nothing is lost, whatever the lengths', () => {
    const grouping = fc.record({
      id: fc.integer({ min: 0, max: 0xffff }),
      content: fc.uint8Array({ maxLength: 400 }).map((bytes) => ({ kind: 'plain', bytes }) as const),
      encrypt: fc.constant(false),
      pad: fc.constant(false)
    })
    fc.assert(
      fc.property(fc.array(grouping), fc.integer({ min: 16, max: 255 }), (groupings, room) => {
        const made = blocks(groupings, room)
        expect(made.every(({ data }) => data.length <= room)).toBe(true)
        expect(made.map(({ number }) => number)).toEqual(made.map((_, index) => index))
        expect(decodeDgis(concat(...made.map(({ data }) => data))).groupings).toEqual(
          groupings.map(({ id, content }) => ({ id, data: content.bytes }))
        )
      })
    )
  })
})
