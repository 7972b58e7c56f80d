/** As much as is read of a CAP file at most. */
export const LONGEST_CAP = 8 * 1024 * 1024

/** Upper-case hex, as files cross to main. */
export function bytesAsHex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0'))
    .join('')
    .toUpperCase()
}
