import { describe, expect, test } from 'vitest'
import { hex, toHex } from '../../../src-main/engine/bytes/hex'
import { keyCheckValue } from '../../../src-main/engine/crypto/kcv'
import { type KeyRef, type SecretKey, secretKey } from '../../../src-main/engine/crypto/key-ref'
import { applicationCryptogram } from '../../../src-main/engine/cryptogram/compositions/application-cryptogram'
import { cardKey, cardKeys } from '../../../src-main/engine/cryptogram/compositions/card-key'
import { pinChangeData } from '../../../src-main/engine/cryptogram/compositions/pin-change'
import { sessionKeys } from '../../../src-main/engine/cryptogram/compositions/session-key'
import { type Composition, type Operation } from '../../../src-main/engine/key-operations/operation'
import { performInMemory } from '../../../src-main/engine/key-operations/perform-in-memory'
import { cryptogramProfile } from '../../../src-main/engine/cryptogram/profiles/all-profiles'
import {
  type KeyHolder,
  runComposition,
  runCompositionAsync
} from '../../../src-main/engine/key-operations/run-composition'
import { signedStaticData, signStaticData } from '../../../src-main/engine/offline-auth/build/signatures'
import { testIssuer } from '../../../src-main/engine/offline-auth/test-issuer'
import { SESSION_METHODS } from '../../../src-main/engine/cryptogram/session-method'
import { type Step } from '../../../src-main/engine/key-operations/transcript'

/** A vault: keys go by handles, and no operation gives one away. */
class Vault implements KeyHolder {
  private readonly keys = new Map<string, SecretKey>()
  readonly performed: Operation['kind'][] = []

  hold(key: SecretKey): KeyRef {
    const handle = `key-${this.keys.size}`
    this.keys.set(handle, key)
    return { algorithm: key.algorithm, handle, length: key.secret.length }
  }

  async perform(operation: Operation) {
    await Promise.resolve()
    this.performed.push(operation.kind)
    if (operation.kind === 'sign') {
      if (!('handle' in operation.key) || operation.key.handle !== 'issuer')
        throw new Error('not in this vault')
      return performInMemory({ ...operation, key: testIssuer().rsa.signer })
    }
    const key = this.find(operation.key)
    const inside: Operation =
      operation.kind === 'derive' && 'other' in operation.derivation
        ? {
            ...operation,
            key,
            derivation: { ...operation.derivation, other: this.find(operation.derivation.other) }
          }
        : { ...operation, key }
    const result = performInMemory(inside)
    return 'algorithm' in result ? this.hold(result as SecretKey) : result
  }

  async checkValue(key: KeyRef) {
    return keyCheckValue(this.find(key))
  }

  private find(key: KeyRef): SecretKey {
    const found = 'handle' in key ? this.keys.get(key.handle) : undefined
    if (found === undefined) throw new Error('not in this vault')
    return found
  }
}

const issuerKeys = {
  ac: secretKey('3des', hex('F0C34A8124CEE0A91A0B034AA97D6EAC')),
  mac: secretKey('3des', hex('12B1AC4AF070CC35612BFE2D30AB600D')),
  enc: secretKey('3des', hex('D30F45EABC12AC3EF56B0C0D7F8654DE'))
}
const card = { pan: '6228000100001', psn: '01' }
const transaction = { atc: hex('0240'), unpredictableNumber: hex('1E78EEBC'), ac: hex('5D016C91005E7CC2') }
const input = hex('000000000001000000000000015600800460000156140701001E78EEBC7D00024003A04002')
const pboc = cryptogramProfile('pboc-01')

function* arqc(issuerKey: KeyRef): Composition<Uint8Array> {
  return yield* applicationCryptogram(pboc, yield* cardKey(issuerKey, card), input, transaction)
}

describe('the same composition', () => {
  test('signs with a key that it never sees', async () => {
    const { signer } = testIssuer().rsa
    const content = {
      dataAuthenticationCode: hex('DAC1'),
      staticData: hex('5A0862284800000000185F24033512317D00')
    }
    const held = { algorithm: 'rsa', handle: 'issuer', length: signer.length } as const
    const vault = new Vault()
    const signed = await runCompositionAsync(signStaticData(held, content), vault)
    expect(signed).toEqual(signedStaticData(signer, content))
    expect(vault.performed).toEqual(['sign'])
    expect(() => runComposition(signStaticData(held, content))).toThrow('not in memory')
  })

  test('gives the same on a vault as in memory, with the same transcript', async () => {
    const inMemory: Step[] = []
    const expected = runComposition(arqc(issuerKeys.ac), inMemory)
    const vault = new Vault()
    const held: Step[] = []
    const result = await runCompositionAsync(arqc(vault.hold(issuerKeys.ac)), vault, held)
    expect(toHex(result)).toBe('5D016C91005E7CC2')
    expect(result).toEqual(expected)
    expect(held).toEqual(inMemory)
    expect(vault.performed).toEqual(['derive', 'derive', 'mac'])
  })

  test.each(SESSION_METHODS)('derives session keys by %s alike in both', async (method) => {
    const vault = new Vault()
    function* derived(keys: Record<'ac' | 'mac' | 'enc', KeyRef>) {
      return yield* sessionKeys(method, yield* cardKeys(keys, card), transaction)
    }
    const held = {
      ac: vault.hold(issuerKeys.ac),
      mac: vault.hold(issuerKeys.mac),
      enc: vault.hold(issuerKeys.enc)
    }
    const inVault = await runCompositionAsync(derived(held), vault)
    const inMemory = runComposition(derived(issuerKeys))
    for (const name of ['ac', 'mac', 'enc'] as const) {
      expect(await vault.checkValue(inVault[name])).toEqual(keyCheckValue(inMemory[name] as SecretKey))
    }
  })

  test('stops where the holder says no, with what it said', async () => {
    const vault = new Vault()
    const foreign: KeyRef = { algorithm: '3des', handle: 'elsewhere', length: 16 }
    await expect(runCompositionAsync(arqc(foreign), vault)).rejects.toThrow('not in this vault')
    expect(() => runComposition(arqc(foreign))).toThrow('not in memory')
  })
})

describe('the transcript', () => {
  test('tells each step in order, with blocks and check values', () => {
    const steps: Step[] = []
    runComposition(arqc(issuerKeys.ac), steps)
    expect(steps.map(({ name }) => name)).toEqual([
      'diversification-data',
      'card-key',
      'session-key',
      'application-cryptogram'
    ])
    const last = steps.at(-1)
    expect(last?.block).toEqual(input)
    expect(last?.padded && toHex(last.padded)).toBe(`${toHex(input)}800000`)
    expect(steps[1]?.result).toEqual({ name: 'card-key', algorithm: '3des', kcv: hex('C63931') })
  })

  test('holds no key bytes', () => {
    const steps: Step[] = []
    runComposition(arqc(issuerKeys.ac), steps)
    const text = JSON.stringify(steps, (_, value: unknown) =>
      value instanceof Uint8Array ? toHex(value) : value
    )
    for (const half of ['F0C34A8124CEE0A9', '014C986ECD8F4915', '7CC8B59E3BCDFD98', 'D4102725E6E5AD32']) {
      expect(text).not.toContain(half)
    }
  })

  test('marks everything that holds a PIN or a card number', () => {
    const steps: Step[] = []
    runComposition(pinChangeData(pboc, issuerKeys, { pin: '123456' }, transaction), steps)
    runComposition(cardKey(issuerKeys.ac, card), steps)
    const shown = steps.flatMap(({ inputs, result, block, padded, sensitiveBlock }) => [
      ...[...inputs, result].flatMap((value) =>
        'bytes' in value && !('sensitive' in value) ? [toHex(value.bytes)] : []
      ),
      ...(sensitiveBlock
        ? []
        : [block, padded].flatMap((bytes) => (bytes === undefined ? [] : [toHex(bytes)])))
    ])
    expect(shown.join(' ')).not.toMatch(/123456|228000100001/)
    expect(shown.length).toBeGreaterThan(2)
  })
})

describe('faults name the argument', () => {
  const key = issuerKeys.ac
  const cases: readonly (readonly [string, () => unknown])[] = [
    ['pan', () => runComposition(cardKey(key, { pan: '12345678901234567890', psn: '00' }))],
    ['psn', () => runComposition(cardKey(key, { pan: '1', psn: '1' }))],
    ['atc: 1 bytes', () => runComposition(sessionKeys('pboc', issuerKeys, { atc: hex('01') }))],
    ['ac: no bytes', () => runComposition(sessionKeys('emv-csk-arqc', issuerKeys, { atc: hex('0001') }))],
    [
      'unpredictableNumber: no bytes',
      () => runComposition(sessionKeys('mchip-skd', issuerKeys, { atc: hex('0001') }))
    ],
    ['pin', () => runComposition(pinChangeData(pboc, issuerKeys, { pin: '123' }, transaction))],
    [
      'currentPin',
      () => runComposition(pinChangeData(pboc, issuerKeys, { pin: '1234', currentPin: 'x' }, transaction))
    ]
  ]
  test.each(cases)('%s', (message, run) => {
    expect(run).toThrow(message)
  })

  test('SM4 has the PBOC session key only', () => {
    const sm4 = secretKey('sm4', new Uint8Array(16))
    const keys = { ac: sm4, mac: sm4, enc: sm4 }
    for (const method of SESSION_METHODS) {
      const run = () => runComposition(sessionKeys(method, keys, transaction))
      if (method === 'none' || method === 'pboc') expect(run).not.toThrow()
      else expect(run).toThrow('method')
    }
  })
})
