import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { concat } from '../../../src-main/engine/bytes/bytes'
import { hex, toHex } from '../../../src-main/engine/bytes/hex'
import { deleteObject } from '../../../src-main/engine/commands/globalplatform/delete'
import { installForExtradition } from '../../../src-main/engine/commands/globalplatform/install-for-extradition'
import { sha1 } from '../../../src-main/engine/crypto/hash'
import { secretKey } from '../../../src-main/engine/crypto/key-ref'
import { cmac, retailMac } from '../../../src-main/engine/crypto/mac'
import { padMethod2 } from '../../../src-main/engine/crypto/padding'
import { contentSignature } from '../../../src-main/engine/globalplatform/content-signature'
import { isReceiptRight, parseConfirmation } from '../../../src-main/engine/globalplatform/receipt'
import { tokenData } from '../../../src-main/engine/globalplatform/token'
import { runComposition as run } from '../../../src-main/engine/key-operations/run-composition'
import { FACTORY } from './support'

const aid = hex('F000000001')
const domain = hex('A000000151000000')

describe('a token', () => {
  it('is made over parameters, length and fields without itself', () => {
    expect(toHex(tokenData(installForExtradition({ aid, domain }).apdu))).toBe(
      '10001208A0000001510000000005F0000000010000'
    )
    expect(toHex(tokenData(deleteObject({ aid }).apdu))).toBe('0000074F05F000000001')
  })

  it('is a MAC or an RSA signature', () => {
    const data = hex('0102030405')
    const [des, aes] = [secretKey('3des', FACTORY), secretKey('aes', FACTORY)]
    expect(toHex(run(contentSignature({ kind: 'symmetric', key: des }, data)))).toBe(
      toHex(retailMac(des, padMethod2(data, 8)))
    )
    expect(toHex(run(contentSignature({ kind: 'symmetric', key: aes }, data)))).toBe(toHex(cmac(aes, data)))
    // The "private operation" of this signer shows the block that it was given.
    const key = { algorithm: 'rsa', length: 128, privateOperation: (block: Uint8Array) => block } as const
    expect(toHex(run(contentSignature({ kind: 'rsa', key }, data)))).toBe(
      `0001${'FF'.repeat(128 - 3 - 35)}003021300906052B0E03021A05000414${toHex(sha1(data))}`
    )
    const sm4 = { kind: 'symmetric', key: secretKey('sm4', FACTORY) } as const
    expect(() => run(contentSignature(sm4, data))).toThrow('sm4')
  })
})

describe('a receipt', () => {
  const key = secretKey('3des', FACTORY)
  const covered = hex('0200070A45440100112233445566')
  const names = [aid, domain]
  const over = concat(covered, hex('05'), aid, hex('08'), domain)
  const confirmation = concat(hex('08'), retailMac(key, padMethod2(over, 8)), covered)

  it('covers the confirmation and what it is about', () => {
    const parsed = parseConfirmation(confirmation)
    if (parsed === undefined) throw new Error('unreadable')
    expect(toHex(parsed.counter)).toBe('0007')
    expect(toHex(parsed.domainData)).toBe('45440100112233445566')
    expect(run(isReceiptRight(key, parsed, names))).toBe(true)
    expect(run(isReceiptRight(key, parsed, [domain, aid]))).toBe(false)
    expect(run(isReceiptRight(secretKey('3des', hex('00'.repeat(16))), parsed, names))).toBe(false)
  })

  it('is read from anything without a fault', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => void parseConfirmation(bytes)))
    expect(parseConfirmation(hex('0801'))).toBeUndefined()
  })
})
