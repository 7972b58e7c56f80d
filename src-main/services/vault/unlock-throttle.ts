import { unlockTries } from '../../contract/vault'
import type { DocumentStore } from '../storage/document-store'

const DOCUMENT = 'vault-unlock'
/** Wrong passphrases that cost no more than the time they take. */
const FREE = 3
const LONGEST_MS = 30 * 60_000

/** How long one must wait after so many wrong passphrases in a row: 2 s, 4 s, 8 s, and half an hour in the end. */
export function delayAfter(failures: number): number {
  return failures < FREE ? 0 : Math.min(LONGEST_MS, 1000 * 2 ** (failures - FREE + 1))
}

/** Counts wrong passphrases across runs of the program, and makes each cost more time than the one before. */
export class UnlockThrottle {
  constructor(
    private readonly documents: DocumentStore,
    private readonly now: () => number
  ) {}

  failures(): number {
    return this.tries().failures
  }

  /** Milliseconds until the next try; 0 where it may be made at once. */
  wait(): number {
    const { failures, at } = this.tries()
    // A clock that was set back buys nothing: the wait begins anew, at the time that it shows now.
    if (at > this.now()) this.documents.write(DOCUMENT, { failures, at: this.now() })
    return Math.max(0, Math.min(at, this.now()) + delayAfter(failures) - this.now())
  }

  /** Before a try: it counts as failed until `succeeded`, so that ending the program in between does not help. */
  tried(): void {
    this.documents.write(DOCUMENT, { failures: this.failures() + 1, at: this.now() })
  }

  succeeded(): void {
    this.documents.remove(DOCUMENT)
  }

  private tries(): { readonly failures: number; readonly at: number } {
    const parsed = unlockTries.safeParse(this.documents.read(DOCUMENT))
    return parsed.success ? parsed.data : { failures: 0, at: 0 }
  }
}
