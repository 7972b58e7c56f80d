import type { Trace } from '../../trace/trace'

/** Whose file it is, as it was recognised by its content. */
export type TraceFormatId =
  | 'cardwright'
  | 'json'
  | 'apdu4j'
  | 'pcsc-spy'
  | 'opensc'
  | 'proxmark3'
  | 'cardpeek'
  | 'scriptor'
  | 'hex'
  | 'pcap'
  | 'pcapng'

/** Something of a file that could not be taken over. `place` counts lines, or packets of a capture, from 1. */
export interface ImportProblem {
  readonly kind: 'bad-line' | 'bad-packet' | 'no-answer' | 'no-command' | 'cut-off'
  readonly place: number
}

/** What was read of a file in another format; `trace` may be empty. */
export interface ReadTrace {
  readonly trace: Trace
  readonly problems: readonly ImportProblem[]
}

/** A format of lines. Adding one is adding a module with this and a line in `formats.ts`. */
export interface TextTraceFormat {
  readonly id: TraceFormatId
  /** Whether the text is in this format, by what only this format has. Never throws. */
  recognises(lines: readonly string[]): boolean
  /** `name` stands for the reader where the file does not name one. Never throws. */
  read(lines: readonly string[], name: string): ReadTrace
}
