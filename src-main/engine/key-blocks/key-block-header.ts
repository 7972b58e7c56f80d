/** Versions of a key block: how its keys come from the protecting key, and how it is bound (ANSI X9.143, TR-31). */
export type KeyBlockVersion = 'A' | 'B' | 'C' | 'D'

/** One of the optional blocks of a header. */
export interface OptionalBlock {
  /** Two characters, such as `KS`. */
  readonly id: string
  /** As it is written, without identifier and length. */
  readonly data: string
}

/** What a key block says of its key in the clear, and protects together with it (TR-31, section A.5). */
export interface KeyBlockHeader {
  readonly version: KeyBlockVersion
  /** Two characters: `K0` a key-encrypting key, `P0` PIN, `M3` MAC, `E0` to `E6` EMV master keys. */
  readonly usage: string
  /** `T` triple DES, `A` AES, `D` DES, `R` RSA and others. */
  readonly algorithm: string
  /** `N` no restriction, `B` both ways, `E` enciphering, `D` deciphering, `X` deriving and others. */
  readonly mode: string
  /** `00` where versions are not used. */
  readonly keyVersion: string
  /** `E` under a trusted key, `N` never, `S` under any key. */
  readonly exportability: string
  readonly optional: readonly OptionalBlock[]
}

/** Characters of the header without optional blocks. */
export const HEADER_LENGTH = 16

const FORM = /^([ABCD])(\d{4})([A-Z\d]{2})([A-Z\d])([A-Z\d])([A-Za-z\d]{2})([A-Z\d])(\d{2})([A-Z\d]{2})/
const BLOCK_FORM = /^([A-Z\d]{2})([\dA-F]{2})/

/** A header with how long it and the whole block are, in characters. */
export interface ReadHeader {
  readonly header: KeyBlockHeader
  /** With the optional blocks. */
  readonly headerLength: number
  readonly blockLength: number
}

/** The header at the start of a key block; undefined where it is none. */
export function readHeader(block: string): ReadHeader | undefined {
  const form = FORM.exec(block)
  if (form === null) return undefined
  const [, version = '', length, usage = '', algorithm = '', mode = '', keyVersion = ''] = form
  const [exportability = '', count] = form.slice(7)
  const optional = readOptional(block, Number(count))
  if (optional === undefined) return undefined
  const header = { version: version as KeyBlockVersion, usage, algorithm, mode, keyVersion, exportability }
  return {
    header: { ...header, optional: optional.blocks },
    headerLength: optional.end,
    blockLength: Number(length)
  }
}

/** The header as it stands before the key, for a block of `blockLength` characters. */
export function writeHeader(header: KeyBlockHeader, blockLength: number): string {
  const { version, usage, algorithm, mode, keyVersion, exportability, optional } = header
  const count = String(optional.length).padStart(2, '0')
  const fixed = `${version}${String(blockLength).padStart(4, '0')}${usage}${algorithm}${mode}${keyVersion}${exportability}${count}00`
  return fixed + optional.map(({ id, data }) => id + hexLength(data.length + 4) + data).join('')
}

function hexLength(length: number): string {
  return length.toString(16).toUpperCase().padStart(2, '0')
}

function readOptional(
  block: string,
  count: number
): { readonly blocks: OptionalBlock[]; readonly end: number } | undefined {
  const blocks: OptionalBlock[] = []
  let at = HEADER_LENGTH
  for (let index = 0; index < count; index += 1) {
    const form = BLOCK_FORM.exec(block.slice(at))
    const length = Number.parseInt(form?.[2] ?? '', 16)
    // A length of 00 announces a longer form, which no key here needs.
    if (form === null || length < 4 || at + length > block.length) return undefined
    blocks.push({ id: form[1] ?? '', data: block.slice(at + 4, at + length) })
    at += length
  }
  return { blocks, end: at }
}
