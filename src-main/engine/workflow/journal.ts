/** Plain data as it is stored; bytes as upper-case hex. Never a PIN, a key or a full card number. */
export type JournalFacts = Readonly<Record<string, string | number | boolean>>

/** One durable step of something that cannot be undone. `entry` names the whole; the steps of an entry only add up. */
export interface JournalWrite {
  readonly entry: string
  /** Stable name of the step, e.g. `answered`. */
  readonly step: string
  /** Added to what earlier steps said; the same fact again replaces it. */
  readonly facts: JournalFacts
  /** Nothing is left to be finished: the entry is closed with this outcome. */
  readonly closed?: 'completed' | 'reversed' | 'nothing-happened' | 'given-up'
}
