import { concat } from '../bytes/bytes'
import { decryptCbc, decryptEcb, encryptCbc, encryptEcb } from '../crypto/cipher'
import { type KeyRef, type SecretKey, secretKey } from '../crypto/key-ref'
import { cbcMac, cmac, retailMac } from '../crypto/mac'
import { adjustParity } from '../crypto/parity'
import { type Derivation, type Operation, type OperationResult } from './operation'
import { challengeInput } from './scp03-input'
import { type SigningKey } from './signer'

/** Performs an operation on keys whose bytes are in memory; a key that is held elsewhere is a fault. */
export function performInMemory(operation: Operation): OperationResult {
  if (operation.kind === 'sign') return signInMemory(operation.key, operation.data)
  const key = inMemory(operation.key)
  switch (operation.kind) {
    case 'encipher':
      return operation.mode === 'ecb'
        ? encryptEcb(key, operation.data)
        : encryptCbc(key, operation.data, operation.iv)
    case 'decipher':
      return operation.mode === 'ecb'
        ? decryptEcb(key, operation.data)
        : decryptCbc(key, operation.data, operation.iv)
    case 'mac':
      return macInMemory(key, operation)
    case 'card-challenge':
      return cmac(key, challengeInput(operation)).slice(0, operation.length)
    case 'derive': {
      const derived = derivedBytes(key, operation.derivation)
      if (operation.oddParity) adjustParity(derived)
      const result = secretKey(key.algorithm, derived)
      derived.fill(0)
      return result
    }
    case 'mask':
      return key.secret.use((bytes) => mixed(bytes.subarray(operation.offset), operation.data))
  }
}

function macInMemory(key: SecretKey, { method, data, iv }: Extract<Operation, { kind: 'mac' }>): Uint8Array {
  switch (method) {
    case 'retail':
      return retailMac(key, data, iv)
    case 'cbc':
      return cbcMac(key, data, iv)
    case 'cmac':
      return cmac(key, data)
  }
}

function derivedBytes(key: SecretKey, derivation: Derivation): Uint8Array {
  switch (derivation.by) {
    case 'enciphering':
      return (derivation.chained === true ? encryptCbc : encryptEcb)(key, derivation.data)
    case 'cmac': {
      const made = derivation.inputs.map((input) => cmac(key, input))
      const bytes = concat(...made).slice(0, derivation.length)
      for (const block of made) block.fill(0)
      return bytes
    }
    case 'cutting':
      return key.secret.use((bytes) => bytes.slice(0, derivation.length))
    case 'enciphering-key': {
      const plain = inMemory(derivation.other).secret.use((bytes) => mixed(bytes, derivation.mask))
      const enciphered = encryptEcb(key, plain)
      plain.fill(0)
      return enciphered
    }
    case 'mixing':
      return key.secret.use((bytes) => mixed(bytes, derivation.data))
    case 'mixing-key':
      return key.secret.use((bytes) => inMemory(derivation.other).secret.use((other) => mixed(bytes, other)))
  }
}

/** `data` mixed with the bytes of the key at the same places; a fault where the key is too short for it. */
function mixed(key: Uint8Array, data: Uint8Array): Uint8Array {
  if (key.length < data.length) throw new Error(`data: ${data.length} bytes for ${key.length} of a key`)
  return data.map((byte, index) => byte ^ (key[index] ?? 0))
}

function signInMemory(key: SigningKey, data: Uint8Array): Uint8Array {
  if ('handle' in key) throw new Error('the key is not in memory')
  return key.algorithm === 'rsa' ? key.privateOperation(data) : key.sign(data)
}

function inMemory(key: KeyRef): SecretKey {
  if (!('secret' in key)) throw new Error('the key is not in memory')
  return key
}
