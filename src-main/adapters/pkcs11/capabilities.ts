import type { Capability, Where } from '../../services/vault/token-port'

/** Numbers of mechanisms (PKCS #11, pkcs11t.h). */
const MECHANISM = {
  RSA_X_509: 0x0003,
  DES3_ECB: 0x0132,
  DES3_CBC: 0x0133,
  DES3_CMAC: 0x0138,
  AES_ECB: 0x1081,
  AES_CBC: 0x1082,
  AES_CMAC: 0x108a,
  DES3_CBC_ENCRYPT_DATA: 0x1103,
  AES_CBC_ENCRYPT_DATA: 0x1105
} as const

type Need = readonly (keyof typeof MECHANISM)[]

/** What must be there for an operation, and what it is then: its key, or the one that it makes, stays or not. */
const ROWS: readonly (readonly [Capability['operation'], Capability['algorithm'], Need, Where])[] = [
  ['cipher', '3des', ['DES3_ECB', 'DES3_CBC'], 'inside'],
  ['cipher', 'aes', ['AES_ECB', 'AES_CBC'], 'inside'],
  ['mac-cbc', '3des', ['DES3_CBC'], 'inside'],
  ['mac-cbc', 'aes', ['AES_CBC'], 'inside'],
  ['mac-cmac', '3des', ['DES3_CMAC'], 'inside'],
  ['mac-cmac', 'aes', ['AES_CMAC'], 'inside'],
  ['mac-retail-imported', '3des', ['DES3_ECB', 'DES3_CBC'], 'inside'],
  ['mac-retail-made', '3des', [], 'not'],
  ['scp02-session', '3des', ['DES3_CBC_ENCRYPT_DATA'], 'inside'],
  ['scp02-command-mac', '3des', ['DES3_CBC'], 'derived-outside'],
  ['scp03-session-128', 'aes', ['AES_CBC_ENCRYPT_DATA', 'AES_ECB'], 'inside'],
  ['scp03-session-longer', 'aes', ['AES_CMAC'], 'derived-outside'],
  ['card-key', '3des', ['DES3_ECB'], 'derived-outside'],
  ['block-derived', '3des', ['DES3_CMAC'], 'derived-outside'],
  ['block-derived', 'aes', ['AES_CMAC'], 'derived-outside'],
  ['block-variant', '3des', [], 'not'],
  ['sign', 'rsa', ['RSA_X_509'], 'inside'],
  ['anything', 'sm4', [], 'not'],
  ['anything', 'sm2', [], 'not']
]

/** What a token with these mechanisms does with its keys. */
export function capabilitiesOf(mechanisms: readonly number[]): readonly Capability[] {
  const there = new Set(mechanisms)
  return ROWS.map(([operation, algorithm, needs, where]) => ({
    operation,
    algorithm,
    where: needs.every((name) => there.has(MECHANISM[name])) ? where : 'not'
  }))
}
