import { describe, expect, it } from 'vitest'
import published from '../../../../resources/test-issuer/test-issuer.json'
import type { CardAlgorithms } from '../../../../src-main/contract/personalization'
import { concat } from '../../../../src-main/engine/bytes/bytes'
import { hex, toHex } from '../../../../src-main/engine/bytes/hex'
import { sm2Verify } from '../../../../src-main/engine/crypto/sm2'
import { checkKeys, checkProfile } from '../../../../src-main/engine/personalization/profile/check-profile'
import { testPersonalizationKeys } from '../../../../src-main/engine/personalization/test-keys'
import { decodeTlv, findTag } from '../../../../src-main/engine/tlv/tlv'
import { prepared, testIccKey, testSm2Key, withAlgorithms } from '../support'

const bits = (testIccKey().modulus.length * 8) as 1024 | 1152 | 1408

function card(algorithms: CardAlgorithms) {
  const profile = withAlgorithms(algorithms)
  const [pboc] = prepared({
    ...profile,
    issuer: { ...profile.issuer, iccKey: { bits, exponent: 3 } }
  }).applications
  if (pboc === undefined) throw new Error('no application')
  const dgi = (id: number): Uint8Array => {
    const content = pboc.groupings.find((grouping) => grouping.id === id)?.content
    if (content?.kind !== 'plain') throw new Error(`no ${id.toString(16)}`)
    return content.bytes
  }
  const value = (id: number, tag: number): Uint8Array | undefined =>
    findTag(decodeTlv(dgi(id)).nodes, tag)?.value
  const ids = pboc.groupings.map(({ id }) => id.toString(16).toUpperCase().padStart(4, '0'))
  return { pboc, dgi, value, ids }
}

/** Static data: the first record of file 2 without its template, and the AIP. */
function staticData({ dgi }: ReturnType<typeof card>): Uint8Array {
  const [record] = decodeTlv(dgi(0x0201)).nodes
  return concat(record?.value ?? new Uint8Array(0), hex('7D00'))
}

const ISSUER = hex(published.issuer.sm2.publicKey)

/** As PBOC 3.0 has them: everything in clear, and behind it r and s over that and the static data. */
function checkSm2(
  made: ReturnType<typeof card>,
  [certificates, own, signature]: readonly [number, number, number]
): void {
  expect(toHex(made.value(certificates, 0x8f) ?? hex(''))).toBe('F2')
  expect(toHex(made.value(certificates, 0x90) ?? hex(''))).toBe(published.issuer.sm2.certificate)
  const certificate = made.value(own, 0x9f46) ?? hex('')
  expect(certificate).toHaveLength(148)
  // Format, card number, last month, serial number, algorithms 04 and 00, curve 11, length of the key, the key.
  expect(toHex(certificate.subarray(0, 84))).toBe(
    '146228480000000000117F' + '1235' + '000123' + '04001140' + toHex(testSm2Key().publicKey)
  )
  const data = staticData(made)
  expect(sm2Verify(ISSUER, concat(certificate.subarray(0, 84), data), certificate.subarray(84))).toBe(true)
  const signed = made.value(signature, 0x93) ?? hex('')
  expect(toHex(signed.subarray(0, 3))).toBe('13DAC1')
  expect(signed).toHaveLength(67)
  expect(sm2Verify(ISSUER, concat(signed.subarray(0, 3), data), signed.subarray(3))).toBe(true)
}

describe('a card with SM2 alone', () => {
  const made = card('sm2')

  it('has the SM2 set where an RSA card has its own, and nothing of RSA', () => {
    checkSm2(made, [0x0301, 0x0203, 0x0204])
    for (const id of ['8201', '8205', '9114', '9201', '0601']) expect(made.ids).not.toContain(id)
    expect(made.value(0x0301, 0x9f32)).toBeUndefined()
    expect(made.value(0x0202, 0x9f47)).toBeUndefined()
    expect(toHex(made.value(0x9200, 0x9f10) ?? hex(''))).toBe('0701010300000004')
    expect(toHex(made.dgi(0x9102))).not.toContain('DF6901')
  })

  it('brings SM4 keys and the private key, never in clear', () => {
    const grouping = (id: number) => made.pboc.groupings.find((one) => one.id === id)
    expect(grouping(0x8100)).toMatchObject({ encrypt: true, content: { kind: 'secret' } })
    expect(grouping(0x8030)).toMatchObject({ encrypt: true, content: { kind: 'keys' } })
    expect(JSON.stringify(made.pboc)).not.toContain(published.cards['debit-ecash'].sm2.privateKey)
  })
})

describe('a card with both', () => {
  const made = card('both')

  it('has a set of records for each, and asks the terminal which', () => {
    checkSm2(made, [0x0601, 0x0602, 0x0603])
    expect(toHex(made.value(0x0301, 0x8f) ?? hex(''))).toBe('F1')
    for (const id of ['8201', '8100', '8030', '9030', '9114', '9213', '9217', '9201'])
      expect(made.ids).toContain(id)
    expect(toHex(made.value(0x9102, 0x9f38) ?? hex(''))).toBe('9F7A019F02065F2A02DF6901')
    expect(toHex(made.value(0x9201, 0x9f10) ?? hex(''))).toBe('0701010300000004')
    expect(toHex(made.value(0x9200, 0x9f10) ?? hex(''))).toBe('0701010300000001')
    expect(toHex(made.value(0x9217, 0x9f10) ?? hex(''))).toBe('0701170300000004')
  })
})

describe('a card with RSA', () => {
  it('has nothing of SM', () => {
    const { ids, dgi } = card('rsa')
    for (const id of ['8100', '8030', '9114', '0601']) expect(ids).not.toContain(id)
    expect(toHex(dgi(0x9103))).not.toContain('DF6901')
  })
})

describe('what the algorithms need', () => {
  const keys = testPersonalizationKeys()
  const found = (
    algorithms: CardAlgorithms,
    changes: Parameters<typeof withAlgorithms>[1],
    own = keys
  ): string[] =>
    checkKeys(withAlgorithms(algorithms, changes), own).map(({ path, code }) => `${path} ${code}`)

  it.each(['rsa', 'sm2', 'both'] as const)('%s is sound', (algorithms) => {
    const profile = withAlgorithms(algorithms)
    expect([...checkProfile(profile), ...checkKeys(profile, keys)]).toEqual([])
  })

  it('is an SM2 key of the issuer, under the named key of the payment system, and SM4 keys', () => {
    const { sm2: _sm2, ...withoutSm2 } = keys
    const { sm4: _sm4, ...withoutSm4 } = keys
    expect(found('both', {}, withoutSm2)).toEqual(['issuer.algorithms sm2-missing'])
    expect(found('rsa', {}, withoutSm2)).toEqual([])
    expect(found('sm2', {}, withoutSm4)).toEqual(['applications sm4-missing'])
    expect(found('sm2', { issuer: { algorithms: 'sm2', caIndex: 'F1' } })).toEqual([
      'issuer.caIndex ca-index-differs'
    ])
    expect(found('both', { issuer: { algorithms: 'both', caIndexSm2: '57' } })).toEqual([
      'issuer.caIndexSm2 ca-index-differs'
    ])
  })

  it('is a key of the card', () => {
    const profile = withAlgorithms('both')
    const issuer = { ...profile.issuer, iccKey: { bits, exponent: 3 } as const }
    expect(() => prepared({ ...profile, issuer }, undefined, keys, 'none')).toThrow('no SM2 key')
  })
})
