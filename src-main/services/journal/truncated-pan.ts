/** A card number as it may be kept and shown: the first six and the last four digits (622848*********0018). */
export function truncatedPan(pan: string): string {
  return pan.length <= 10
    ? '*'.repeat(pan.length)
    : `${pan.slice(0, 6)}${'*'.repeat(pan.length - 10)}${pan.slice(-4)}`
}
