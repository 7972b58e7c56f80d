import type { ApplicantFile } from '../../contract/personalization'

/** A line of a batch that waits to become a card. */
export interface BatchLine {
  /** From 1. */
  readonly number: number
  readonly applicant: ApplicantFile
  /** Cards that were spoiled for it. */
  readonly spoiled: number
  /** The production whose card is to be replaced. */
  readonly replaces?: string
}

/** After so many spoiled cards a line is given up: it is not the cards. */
const MOST_SPOILED = 3

/** The lines of a batch: each is given to one lane at a time, and comes back where its card was spoiled. */
export class BatchLines {
  private readonly waiting: BatchLine[]

  constructor(applicants: readonly ApplicantFile[], done: ReadonlySet<number>) {
    this.waiting = applicants
      .map((applicant, index) => ({ number: index + 1, applicant, spoiled: 0 }))
      .filter(({ number }) => !done.has(number))
  }

  get left(): number {
    return this.waiting.length
  }

  /** Whether the line with this number waits. */
  has(number: number): boolean {
    return this.waiting.some((line) => line.number === number)
  }

  take(): BatchLine | undefined {
    return this.waiting.shift()
  }

  /** Nothing was done for it. */
  giveBack(line: BatchLine): void {
    this.waiting.unshift(line)
  }

  /** Its card is scrap; whether it gets another one. */
  spoil(line: BatchLine, production: string | undefined): boolean {
    const spoiled = line.spoiled + 1
    if (spoiled >= MOST_SPOILED) return false
    this.waiting.unshift({ ...line, spoiled, ...(production !== undefined && { replaces: production }) })
    return true
  }
}
