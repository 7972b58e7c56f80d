/**
 * Where small documents live: settings, recent reports, virtual cards. A write is all or nothing: after a crash the
 * old or the new document is there, never half of one.
 */
export interface DocumentStore {
  /** The document, or undefined where there is none or it cannot be read as JSON. `name` is like `cards/ecash`. */
  read(name: string): unknown
  write(name: string, document: unknown): void
  remove(name: string): void
  /** Names below a folder, e.g. `reports`, in no particular order. */
  list(folder: string): readonly string[]
  /**
   * Tries to hold a name against other processes (window and command line share one data folder). Returns the
   * release function, or who holds it.
   */
  hold(
    name: string
  ): { readonly kind: 'held'; release(): void } | { readonly kind: 'taken'; readonly by: string }
}
