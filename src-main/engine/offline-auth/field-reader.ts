import type { Field, FieldName } from './authentication'

/** Takes named fields off the front of some bytes. Past the end they are shorter than asked for, never an error. */
export class FieldReader {
  readonly fields: Field[] = []
  #offset = 0

  constructor(private readonly bytes: Uint8Array) {}

  /** How many bytes were not taken yet. */
  get left(): number {
    return this.bytes.length - this.#offset
  }

  take(name: FieldName, length: number, sensitive = false): Uint8Array {
    const bytes = this.bytes.subarray(this.#offset, this.#offset + Math.max(0, length))
    if (bytes.length > 0) {
      this.fields.push({ name, offset: this.#offset, bytes, ...(sensitive && { sensitive: true as const }) })
    }
    this.#offset += bytes.length
    return bytes
  }

  /** One byte as a number; 0 past the end. */
  byte(name: FieldName): number {
    return this.take(name, 1)[0] ?? 0
  }
}
