/** The place of the documents cannot be used, or refused one. */
export class StorageFailure extends Error {
  override readonly name = 'StorageFailure'

  constructor(
    readonly path: string,
    /** The operating system's code (`ENOSPC`), never its sentence. */
    readonly code: string,
    options?: ErrorOptions
  ) {
    super(`${path}: ${code}`, options)
  }
}

/**
 * Where small documents live: settings, recent reports, virtual cards. A write is all or nothing: after a crash the
 * old or the new document is there, never half of one.
 */
export interface DocumentStore {
  /** The document, or undefined where there is none or it cannot be read as JSON. `name` is like `cards/ecash`. */
  read(name: string): unknown
  /** Throws `StorageFailure`. */
  write(name: string, document: unknown): void
  remove(name: string): void
  /** Keeps what is stored under a name, but cannot be used, out of the way of a new document. Never throws. */
  setAside(name: string): void
  /** Names below a folder, e.g. `reports`, in no particular order. */
  list(folder: string): readonly string[]
  /**
   * Tries to hold a name against other processes (window and command line share one data folder). Returns the
   * release function, or the id of the process that holds it, where that is known. Throws `StorageFailure`.
   */
  hold(name: string): Hold
  /** Whether a process that lives holds the name. Only looks: two who ask at once do not see each other. Never throws. */
  isHeld(name: string): boolean
}

export type Hold =
  { readonly kind: 'held'; release(): void } | { readonly kind: 'taken'; readonly process?: number }
