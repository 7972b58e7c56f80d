/** What is remembered of a chip whose keys somebody tried. */
export interface ChipAttempts {
  /** Attempts since the last one that was right, the one that is under way included. */
  readonly failures: number
  /** Milliseconds since 1970. */
  readonly changedAt: number
}

/** Attempts at the keys of chips, across runs of the program. `chip`: what the chip tells of itself, as hex. */
export interface ChipAttemptStore {
  find(chip: string): Promise<ChipAttempts | undefined>
  /** Replaces what was remembered. */
  put(chip: string, attempts: ChipAttempts): Promise<void>
}
