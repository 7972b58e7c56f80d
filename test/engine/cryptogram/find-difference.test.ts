import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { hex } from '../../../src-main/engine/bytes/hex'
import { secretKey } from '../../../src-main/engine/crypto/key-ref'
import { type Claim, findDifference, isRight } from '../../../src-main/engine/cryptogram/find-difference'
import { deriveCardKey, sessionKey } from '../../../src-main/engine/cryptogram/in-memory'
import { cryptogramProfile } from '../../../src-main/engine/cryptogram/profiles/all-profiles'

const values: Readonly<Record<number, string>> = {
  0x9f02: '000000000001',
  0x9f03: '000000000000',
  0x9f1a: '0156',
  0x95: '0080046000',
  0x5f2a: '0156',
  0x9a: '140701',
  0x9c: '00',
  0x9f37: '1E78EEBC',
  0x82: '7D00',
  0x9f36: '0240',
  0x9f10: '07000103A04002010A010000001000D1F61152'
}

function claim(changes: Partial<Claim> & { readonly values?: Readonly<Record<number, string>> } = {}): Claim {
  const all = Object.entries({ ...values, ...changes.values })
  const bytes = new Map(all.map(([tag, value]) => [Number(tag), hex(value)]))
  return {
    profile: cryptogramProfile('pboc-01'),
    key: secretKey('3des', hex('F0C34A8124CEE0A91A0B034AA97D6EAC')),
    keyKind: 'issuer',
    card: { pan: '6228000100001', psn: '01' },
    option: 'A',
    ac: hex('5D016C91005E7CC2'),
    objects: (tag) => bytes.get(tag),
    ...changes
  }
}

describe('the one thing that differs', () => {
  const cardKey = deriveCardKey(claim().key, { pan: '6228000100001', psn: '01' })

  test('is looked for only in a claim that is wrong', () => {
    expect(isRight(claim())).toBe(true)
    expect(isRight(claim({ ac: hex('5D016C91005E7CC3') }))).toBe(false)
  })

  test('the PAN sequence number', () => {
    const wrong = claim({ card: { pan: '6228000100001', psn: '00' } })
    expect(findDifference(wrong)).toEqual({ kind: 'psn', psn: '01' })
  })

  test('the kind of key', () => {
    expect(findDifference(claim({ key: cardKey }))).toEqual({ kind: 'key', keyKind: 'card' })
    const key = sessionKey('pboc', cardKey, { atc: hex('0240') })
    expect(findDifference(claim({ key, keyKind: 'card' }))).toEqual({ kind: 'key', keyKind: 'session' })
  })

  test('the version', () => {
    const profile = cryptogramProfile('pboc-17')
    expect(findDifference(claim({ profile }))).toEqual({ kind: 'profile', id: 'pboc-01' })
  })

  test('zeros', () => {
    expect(findDifference(claim({ values: { 0x9f03: '000000123456' } }))).toEqual({
      kind: 'zeros',
      tag: 0x9f03
    })
  })

  test('any one byte of any field', () => {
    const right = claim()
    fc.assert(
      fc.property(
        fc.constantFrom(...right.profile.fields),
        fc.nat(),
        fc.integer({ min: 1, max: 255 }),
        ({ tag, part }, at, flip) => {
          const value = right.objects(tag) ?? new Uint8Array()
          const index = (part?.offset ?? 0) + (at % (part?.length ?? value.length))
          const wrong = value.map((byte, place) => (place === index ? byte ^ flip : byte))
          const objects: Claim['objects'] = (wanted) => (wanted === tag ? wrong : right.objects(wanted))
          const [given, fits] = [wrong[index], value[index]]
          const wereZeros = part === undefined && value.every((byte) => byte === 0)
          expect(findDifference(claim({ objects }))).toEqual(
            wereZeros ? { kind: 'zeros', tag } : { kind: 'byte', tag, index: index + 1, given, fits }
          )
        }
      ),
      { numRuns: 8 }
    )
  }, 60_000)

  test('is not invented where two differ, and nothing is thrown where data is missing', () => {
    const two = claim({ values: { 0x95: '0080046001', 0x9f37: '1E78EEBD' } })
    expect(findDifference(two)).toBeUndefined()
    expect(isRight(claim({ objects: () => undefined }))).toBe(false)
    expect(findDifference(claim({ objects: () => undefined }))).toBeUndefined()
  })
})
