/** Lines that are only ever added to. Throws `StorageFailure` where the file cannot be used. */
export interface AuditFile {
  /** All lines, oldest first. */
  lines(): readonly string[]
  /**
   * Adds one line, made from the last one, and returns it; it is durable then. Two processes never add to the same last
   * line.
   */
  append(make: (last: string | undefined) => string): string
}
