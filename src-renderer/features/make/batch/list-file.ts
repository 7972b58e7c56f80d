/** As much as a list of applicants may have, in bytes. */
export const LARGEST_LIST = 16 * 1024 * 1024

/**
 * The text of a list: UTF-8, or GB 18030, in which spreadsheets in China write tables. Undefined where it is neither, or
 * holds what no text holds.
 */
export function listText(bytes: Uint8Array): string | undefined {
  for (const encoding of ['utf-8', 'gb18030']) {
    try {
      const text = new TextDecoder(encoding, { fatal: true }).decode(bytes)
      return text.includes('\0') ? undefined : text
    } catch {
      // The next one may fit.
    }
  }
  return undefined
}
