import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { tokenOpener } from '../../src-main/adapters/pkcs11/open-token'
import { hex, toHex } from '../../src-main/engine/bytes/hex'
import { encryptCbc } from '../../src-main/engine/crypto/cipher'
import { keyCheckValue } from '../../src-main/engine/crypto/kcv'
import {
  type HeldKey,
  type KeyAlgorithm,
  type KeyRef,
  secretKey,
  type SecretKey
} from '../../src-main/engine/crypto/key-ref'
import { Secret } from '../../src-main/engine/crypto/secret'
import { cardKey } from '../../src-main/engine/cryptogram/compositions/card-key'
import {
  type Composition,
  derive,
  encipher,
  macBy,
  type Operation
} from '../../src-main/engine/key-operations/operation'
import { performInMemory } from '../../src-main/engine/key-operations/perform-in-memory'
import { runComposition, runCompositionAsync } from '../../src-main/engine/key-operations/run-composition'
import { TokenFailure, type KeyToken } from '../../src-main/services/vault/token-port'
import { softToken, TOKEN_PIN, type SoftToken } from '../support/soft-token'

const pin = (text = TOKEN_PIN): Secret => new Secret(new TextEncoder().encode(text))
const DES = hex('404142434445464748494A4B4C4D4E4F')
const DES3 = hex('0123456789ABCDEFFEDCBA98765432101122334455667788')
const AES = hex('000102030405060708090A0B0C0D0E0F')
const AES256 = hex('603DEB1015CA71BE2B73AEF0857D77811F352C073B6108D72D9810A30914DFF4')

const keys: readonly (readonly [string, KeyAlgorithm, Uint8Array, string])[] = [
  ['double-length DES', '3des', DES, '00000000000000A1'],
  ['triple-length DES', '3des', DES3, '00000000000000A2'],
  ['AES-128', 'aes', AES, '00000000000000A3'],
  ['AES-256', 'aes', AES256, '00000000000000A4']
]

const counted = (length: number): Uint8Array =>
  Uint8Array.from({ length }, (_, index) => (index * 7 + 1) & 0xff)

let soft: SoftToken
let token: KeyToken
let exposures: string[] = []

beforeAll(async () => {
  soft = await softToken()
})
afterAll(() => soft.remove())
beforeEach(() => (exposures = []))

function held(algorithm: KeyAlgorithm, bytes: Uint8Array): HeldKey {
  const handle = keys.find((each) => each[2] === bytes)?.[3] ?? ''
  return { algorithm, handle, length: bytes.length }
}

/** What an operation gives, as bytes: of a key, what it makes of a block and its check value. */
async function outcome(perform: (operation: Operation) => unknown, operation: Operation): Promise<string> {
  const result = (await perform(operation)) as Uint8Array | KeyRef
  if (result instanceof Uint8Array) return toHex(result)
  const sample = { kind: 'encipher', key: result, mode: 'cbc', data: counted(48) } as const
  return toHex((await perform(sample)) as Uint8Array)
}

/** Every operation, for keys of an algorithm. */
function operations(key: KeyRef, length: number): readonly (readonly [string, Operation])[] {
  const isDes = key.algorithm === '3des'
  const iv = counted(isDes ? 8 : 16)
  const [whole, odd] = [counted(64), counted(45)]
  const made: (readonly [string, Operation])[] = [
    ['encipher ECB', { kind: 'encipher', key, mode: 'ecb', data: whole }],
    ['encipher CBC', { kind: 'encipher', key, mode: 'cbc', data: whole }],
    ['encipher CBC from an IV', { kind: 'encipher', key, mode: 'cbc', data: whole, iv }],
    ['encipher nothing', { kind: 'encipher', key, mode: 'ecb', data: new Uint8Array() }],
    ['decipher ECB', { kind: 'decipher', key, mode: 'ecb', data: whole }],
    ['decipher CBC from an IV', { kind: 'decipher', key, mode: 'cbc', data: whole, iv }],
    ['MAC CBC', { kind: 'mac', key, method: 'cbc', data: whole }],
    ['MAC CBC from an IV', { kind: 'mac', key, method: 'cbc', data: whole, iv }],
    ['MAC CMAC', { kind: 'mac', key, method: 'cmac', data: odd }],
    ['MAC CMAC, whole blocks', { kind: 'mac', key, method: 'cmac', data: whole }],
    ['MAC CMAC of nothing', { kind: 'mac', key, method: 'cmac', data: new Uint8Array() }],
    [
      'derive',
      { kind: 'derive', key, derivation: { by: 'enciphering', data: counted(16) }, oddParity: isDes }
    ],
    [
      'derive, chained',
      {
        kind: 'derive',
        key,
        derivation: { by: 'enciphering', data: counted(isDes ? 16 : 32), chained: true },
        oddParity: isDes
      }
    ],
    [
      'derive, enciphering a key',
      {
        ...{ kind: 'derive', key, oddParity: false },
        derivation: { by: 'enciphering-key', other: secretKey('aes', AES), mask: counted(16) }
      }
    ]
  ]
  for (const [wanted, inputs] of [
    [16, [counted(32)]],
    [16, [counted(29)]],
    [length, [counted(32), counted(31), counted(8)]]
  ] as const) {
    const derivation = { by: 'cmac', inputs, length: wanted } as const
    made.push([`derive by CMAC, ${wanted} bytes`, { kind: 'derive', key, derivation, oddParity: false }])
  }
  if (length === 16 && isDes) {
    made.push(['MAC retail', { kind: 'mac', key, method: 'retail', data: whole }])
    made.push([
      'MAC retail of a block, from an IV',
      { kind: 'mac', key, method: 'retail', data: counted(8), iv }
    ])
  }
  return made.filter(
    ([, operation]) =>
      !(
        isDes &&
        operation.kind === 'derive' &&
        operation.derivation.by === 'cmac' &&
        operation.derivation.inputs.length === 1
      )
  )
}

describe('an open token', () => {
  beforeAll(async () => {
    const open = tokenOpener(soft.workerFile)
    token = await open({ module: soft.module }, pin(), (handle, what) => exposures.push(`${handle} ${what}`))
    for (const [name, algorithm, bytes, id] of keys) await token.create(id, name, secretKey(algorithm, bytes))
  })
  afterAll(() => token.close())

  describe('a token gives what the same key gives in memory', () => {
    for (const [name, algorithm, bytes] of keys) {
      const names = operations(secretKey(algorithm, bytes), bytes.length).map(([each]) => each)
      test.each(names)(`${name}: %s`, async (wanted) => {
        const find = (key: KeyRef): Operation | undefined =>
          operations(key, bytes.length).find(([each]) => each === wanted)?.[1]
        const [inside, inMemory] = [find(held(algorithm, bytes)), find(secretKey(algorithm, bytes))]
        if (inside === undefined || inMemory === undefined) throw new Error('no such operation')
        const expected = await outcome((operation) => performInMemory(operation), inMemory)
        expect(await outcome((operation) => token.perform(operation), inside)).toBe(expected)
      })

      test(`${name}: check value`, async () => {
        expect(toHex(await token.checkValue(held(algorithm, bytes)))).toBe(
          toHex(keyCheckValue(secretKey(algorithm, bytes)))
        )
      })
    }
  })

  describe('session keys', () => {
    const both = async <Result>(
      composition: (key: KeyRef) => Composition<Result>,
      algorithm: KeyAlgorithm,
      bytes: Uint8Array
    ): Promise<readonly [Result, Result]> => [
      await runCompositionAsync(composition(held(algorithm, bytes)), token),
      runComposition(composition(secretKey(algorithm, bytes)))
    ]

    test('of SCP02 stay inside until their left half is needed', async () => {
      const data = hex('018200010000000000000000000000000'.slice(0, 32))
      function* session(key: KeyRef): Composition<readonly [KeyRef, Uint8Array]> {
        const made = yield* derive(key, { by: 'enciphering', data, chained: true }, false)
        return [made, yield* macBy('cbc', made, counted(24))]
      }
      const [[inside, mac], [, expected]] = await both(session, '3des', DES)
      expect(toHex(mac)).toBe(toHex(expected))
      expect('handle' in inside).toBe(true)
      expect(exposures).toEqual([])
      const reference = secretKey('3des', encryptCbc(secretKey('3des', DES), data))
      const retail = await runCompositionAsync(macBy('retail', inside, counted(24)), token)
      expect(toHex(retail)).toBe(toHex(runComposition(macBy('retail', reference, counted(24)))))
      const left = await runCompositionAsync(derive(inside, { by: 'cutting', length: 8 }, false), token)
      expect(toHex(keyCheckValue(left as SecretKey))).toBe(
        toHex(keyCheckValue(secretKey('3des', encryptCbc(secretKey('3des', DES), data).slice(0, 8))))
      )
      expect(exposures).toContain('00000000000000A1 derived key')
    })

    test('of SCP03 stay inside with AES-128', async () => {
      const input = hex('000000000000000000000004000080010102030405060708A1A2A3A4A5A6A7A8')
      function* session(key: KeyRef): Composition<Uint8Array> {
        const made = yield* derive(key, { by: 'cmac', inputs: [input], length: 16 }, false)
        return yield* macBy('cmac', made, counted(30))
      }
      const [mac, expected] = await both(session, 'aes', AES)
      expect(toHex(mac)).toBe(toHex(expected))
      expect(exposures).toEqual([])
    })

    test('that were too many are made again outside, and remain right', async () => {
      const made: KeyRef[] = []
      const data = (index: number): Uint8Array => counted(16).map((byte) => byte ^ index)
      for (let index = 0; index < 70; index += 1) {
        const derivation = { by: 'enciphering', data: data(index), chained: true } as const
        made.push(await runCompositionAsync(derive(held('3des', DES), derivation, false), token))
      }
      for (const index of [0, 3, 69]) {
        const key = made[index]
        if (key === undefined) throw new Error('missing')
        const expected = encryptCbc(
          secretKey('3des', encryptCbc(secretKey('3des', DES), data(index))),
          counted(16)
        )
        expect(toHex(await runCompositionAsync(encipher(key, 'cbc', counted(16)), token))).toBe(
          toHex(expected)
        )
      }
    })

    test('card keys of PBOC are derived, and told as an exposure', async () => {
      const card = { pan: '6228480000000000018', psn: '01' }
      const [inside, expected] = await both((key) => cardKey(key, card, 'A'), '3des', DES)
      expect(toHex(keyCheckValue(inside as SecretKey))).toBe(toHex(keyCheckValue(expected as SecretKey)))
      expect(exposures).toEqual(['00000000000000A1 derived key'])
    })
  })

  describe('a token refuses', () => {
    test('what needs the bytes of a key that stays there', async () => {
      const key = held('3des', DES)
      const refused: readonly Operation[] = [
        { kind: 'mask', key, offset: 0, data: counted(8) },
        { kind: 'derive', key, derivation: { by: 'cutting', length: 8 }, oddParity: false },
        { kind: 'derive', key, derivation: { by: 'mixing', data: counted(16) }, oddParity: false },
        {
          ...{ kind: 'derive', key: secretKey('3des', DES), oddParity: false },
          derivation: { by: 'enciphering-key', other: key, mask: counted(16) }
        }
      ]
      for (const operation of refused) {
        const error = await token.perform(operation).catch((thrown: unknown) => thrown)
        expect(error).toBeInstanceOf(TokenFailure)
        expect(error).toMatchObject({ problem: 'unsupported' })
      }
    })

    test('a key that it does not have, and works on after an error', async () => {
      const key = { algorithm: '3des', handle: '00000000000000FF', length: 16 } as const
      const operation = { kind: 'encipher', key, mode: 'ecb', data: counted(8) } as const
      await expect(token.perform(operation)).rejects.toMatchObject({ problem: 'no-such-key' })
      const odd = { ...operation, key: held('3des', DES), data: counted(5) }
      await expect(token.perform(odd)).rejects.toBeInstanceOf(TokenFailure)
      await expect(token.perform({ ...odd, data: counted(8) })).resolves.toHaveLength(8)
    })
  })

  test('the table of what it can do', async () => {
    const table = await token.capabilities()
    expect(table.map(({ operation, algorithm, where }) => `${algorithm} ${operation}: ${where}`))
      .toMatchInlineSnapshot(`
        [
          "3des cipher: inside",
          "aes cipher: inside",
          "3des mac-cbc: inside",
          "aes mac-cbc: inside",
          "3des mac-cmac: inside",
          "aes mac-cmac: inside",
          "3des mac-retail-imported: inside",
          "3des mac-retail-made: not",
          "3des scp02-session: inside",
          "3des scp02-command-mac: derived-outside",
          "aes scp03-session-128: inside",
          "aes scp03-session-longer: derived-outside",
          "3des card-key: derived-outside",
          "3des block-derived: derived-outside",
          "aes block-derived: derived-outside",
          "3des block-variant: not",
          "rsa sign: inside",
          "sm4 anything: not",
          "sm2 anything: not",
        ]
      `)
  })
})

describe('no token is opened', () => {
  test.each([
    [{ module: '/no/such/library.so' }, TOKEN_PIN, 'no-module'],
    [{ label: 'no such token' }, TOKEN_PIN, 'no-token'],
    [{ slot: 99 }, TOKEN_PIN, 'no-token']
  ])('%j', async (place, text, problem) => {
    const open = tokenOpener(soft.workerFile)
    await expect(open({ module: soft.module, ...place }, pin(text), () => undefined)).rejects.toMatchObject({
      problem
    })
  })
})
