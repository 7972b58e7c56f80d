import type { KeyRecord, KeyUsage } from '../../contract/vault'
import published from '../../../resources/test-issuer/test-issuer.json'
import verification from '../../../resources/test-issuer/verification-keys.json'
import { hex } from '../../engine/bytes/hex'
import { secretKey } from '../../engine/crypto/key-ref'
import { rsaPrivateKey } from '../../engine/crypto/rsa'
import { Secret } from '../../engine/crypto/secret'
import { testIssuer, type TestMasterKeys } from '../../engine/offline-auth/test-issuer'
import { rsaMaterial, sm2Material, symmetricMaterial, type KeyMaterial } from './key-material'
import type { VaultEntry } from './vault-content'

/** What cards leave the factory with, as everyone knows (GlobalPlatform's default for new cards). */
const FACTORY_KEY = '404142434445464748494A4B4C4D4E4F'
/** About card content, in the manner of that one: nobody has to make a key to try tokens, receipts and DAP. */
const CONTENT_KEYS = {
  token: '505152535455565758595A5B5C5D5E5F',
  receipt: '606162636465666768696A6B6C6D6E6F',
  dap: '707172737475767778797A7B7C7D7E7F'
} as const
const PREFIX = 'test:'

let made: ReadonlyMap<string, VaultEntry> | undefined

/** Whether a name is one of a built-in key. */
export function isTestName(name: string): boolean {
  return name.startsWith(PREFIX)
}

/** The published TEST keys: always at hand, never changed, and no card with them has value. */
export function testKeys(): ReadonlyMap<string, VaultEntry> {
  made ??= new Map(allTestKeys().map((entry) => [entry.record.id, entry]))
  return made
}

function allTestKeys(): VaultEntry[] {
  const { masterKeys } = testIssuer()
  const { rsa, sm2 } = published.issuer
  const numbers = {
    ...{ modulus: hex(rsa.modulus), exponent: hex(rsa.exponent), p: hex(rsa.p), q: hex(rsa.q) },
    ...{ dP: hex(rsa.dP), dQ: hex(rsa.dQ), qInv: hex(rsa.qInv) }
  }
  return [
    ...masters('', '3des', masterKeys.tripleDes),
    ...masters('sm4-', 'sm4', masterKeys.sm4),
    entry('kmc', 'kmc', symmetricMaterial(secretKey('3des', hex(FACTORY_KEY)))),
    entry('kmc-aes', 'kmc', symmetricMaterial(secretKey('aes', hex(FACTORY_KEY)))),
    ...(['token', 'receipt', 'dap'] as const).map((name) =>
      entry(name, `gp-${name}`, symmetricMaterial(secretKey('3des', hex(CONTENT_KEYS[name]))))
    ),
    entry('cvv', 'cvv', symmetricMaterial(secretKey('3des', hex(verification.cvv)))),
    entry('pvv', 'pvv', symmetricMaterial(secretKey('3des', hex(verification.pvv)))),
    entry('issuer-rsa', 'issuer-signing', rsaMaterial(rsaPrivateKey(numbers))),
    entry('issuer-sm2', 'issuer-signing', sm2Material(new Secret(hex(sm2.privateKey)), hex(sm2.publicKey)))
  ]
}

function masters(prefix: string, algorithm: '3des' | 'sm4', { ac, mac, enc }: TestMasterKeys): VaultEntry[] {
  const keys = { 'imk-ac': ac, 'imk-mac': mac, 'imk-enc': enc } as const
  return (['imk-ac', 'imk-mac', 'imk-enc'] as const).map((usage) =>
    entry(`${prefix}${usage}`, usage, symmetricMaterial(secretKey(algorithm, keys[usage])))
  )
}

function entry(name: string, usage: KeyUsage, { facts, secret }: KeyMaterial): VaultEntry {
  const id = `${PREFIX}${name}`
  const record: KeyRecord = {
    ...{ id, label: id, usage, ...facts },
    ...{ kind: 'TEST', origin: 'built-in', exportable: false, backend: 'software', createdAt: 0 }
  }
  return { record, secret }
}
