import { randomBytes as nodeRandomBytes } from 'node:crypto'

/**
 * `length` unpredictable bytes. For the composition roots and adapters, which hand them on: protocol code never asks for
 * randomness itself.
 */
export function randomBytes(length: number): Uint8Array {
  return Uint8Array.from(nodeRandomBytes(length))
}
