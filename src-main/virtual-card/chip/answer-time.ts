/** How fast a chip is. */
export interface AnswerTimeProfile {
  /** Bit rate of the interface in kbit/s: 106 and 424 are usual (ISO/IEC 14443-3 and -4). */
  readonly kilobitsPerSecond: number
  /** Milliseconds for one physical write of its memory; 5 is usual. */
  readonly millisecondsPerWrite: number
}

/** What a command cost: bytes in both directions, physical writes. */
export interface CardExchange {
  readonly commandBytes: number
  readonly responseBytes: number
  readonly writes: number
}

/** A byte goes with its parity bit (ISO/IEC 14443-3, 6.2.3). */
const BITS_PER_BYTE = 9

/** Milliseconds that a chip takes over the exchange: transmission, and its memory. Computing is not counted. */
export function answerTime(
  { kilobitsPerSecond, millisecondsPerWrite }: AnswerTimeProfile,
  commandBytes: number,
  responseBytes: number,
  writes: number
): number {
  return ((commandBytes + responseBytes) * BITS_PER_BYTE) / kilobitsPerSecond + writes * millisecondsPerWrite
}
