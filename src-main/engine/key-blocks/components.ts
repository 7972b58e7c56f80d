import { type KeyAlgorithm, type SecretKey, isKeyLength, secretKey } from '../crypto/key-ref'
import type { Secret } from '../crypto/secret'

/**
 * The key whose components are given: all mixed by exclusive or, so that each by itself says nothing of the key. A fault
 * unless there are two or more of one length that suits the algorithm.
 */
export function combineComponents(algorithm: KeyAlgorithm, components: readonly Secret[]): SecretKey {
  const [first] = components
  if (first === undefined || components.length < 2) throw new Error('components: fewer than two')
  if (!isKeyLength(algorithm, first.length) || components.some(({ length }) => length !== first.length)) {
    throw new Error('components: not of one length that suits the algorithm')
  }
  const mixed = new Uint8Array(first.length)
  for (const component of components) {
    component.use((bytes) => bytes.forEach((byte, index) => (mixed[index] = (mixed[index] ?? 0) ^ byte)))
  }
  const key = secretKey(algorithm, mixed)
  mixed.fill(0)
  return key
}
