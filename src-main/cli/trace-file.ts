import { closeSync, writeSync } from 'node:fs'
import { traceLine } from '../engine/trace/format'
import type { TraceEntry, TraceHeader } from '../engine/trace/trace'
import type { AppFailure } from '../services/app-failure'
import { notWritten, openPrivateFile } from './files'

/**
 * The file of `--trace`. Each entry is written when it happens and whole, so that the file is complete however the
 * program ends.
 */
export class TraceFile {
  private readonly descriptor: number
  private header: TraceHeader | undefined
  private problem: AppFailure | undefined

  /** Creates the file, for its owner only. Throws `AppFailure` where it cannot, or exists and `force` is false. */
  constructor(
    private readonly path: string,
    force: boolean
  ) {
    this.descriptor = openPrivateFile(path, force)
  }

  /** Never throws: a full disk must not stop what happens on the card. `close` tells. */
  append(header: TraceHeader, entries: readonly TraceEntry[]): void {
    if (this.problem !== undefined) return
    try {
      if (header !== this.header) writeSync(this.descriptor, traceLine(header))
      this.header = header
      writeSync(this.descriptor, entries.map(traceLine).join(''))
    } catch (error) {
      this.problem = notWritten(this.path, error)
    }
  }

  /** Throws `AppFailure` where something could not be written. */
  close(): void {
    closeSync(this.descriptor)
    if (this.problem !== undefined) throw this.problem
  }
}
