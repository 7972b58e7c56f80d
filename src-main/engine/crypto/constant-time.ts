/**
 * Whether both hold the same bytes, in a time that depends on their lengths only: for MACs, cryptograms and keys, where
 * a comparison that stops early would tell how much was right.
 */
export function equalInConstantTime(left: Uint8Array, right: Uint8Array): boolean {
  if (left.length !== right.length) return false
  let difference = 0
  for (let index = 0; index < left.length; index += 1) {
    difference |= (left[index] ?? 0) ^ (right[index] ?? 0)
  }
  return difference === 0
}
