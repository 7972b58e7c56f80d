/**
 * Bytes that must not be seen: a key, a PIN, a private number. They are private to the object, are lent to `use` and to
 * nothing else, and print as `[secret]` wherever the object lands: templates, JSON, `util.inspect`, error messages.
 */
export class Secret {
  readonly #bytes: Uint8Array
  #wiped = false

  /** Takes a copy; wiping the source is up to the caller. */
  constructor(bytes: Uint8Array) {
    // A Buffer's own slice would share its memory.
    this.#bytes = new Uint8Array(bytes)
  }

  /** In bytes; stays the same after `wipe`. */
  get length(): number {
    return this.#bytes.length
  }

  /** Lends the bytes to `work` and returns what it makes of them. `work` must not keep them. Throws once wiped. */
  use<Result>(work: (bytes: Uint8Array) => Result): Result {
    if (this.#wiped) throw new Error('the secret has been wiped')
    return work(this.#bytes)
  }

  /** Overwrites the bytes with zeros; whoever uses the secret afterwards gets a fault. */
  wipe(): void {
    this.#bytes.fill(0)
    this.#wiped = true
  }

  toString(): string {
    return '[secret]'
  }

  toJSON(): string {
    return '[secret]'
  }

  /** What Node's `util.inspect` and `console` ask for. */
  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return '[secret]'
  }
}
