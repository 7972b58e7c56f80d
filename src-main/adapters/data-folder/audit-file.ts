import { closeSync, fsyncSync, openSync, readFileSync, writeSync } from 'node:fs'
import type { AuditFile } from '../../services/vault/audit-file-port'
import { StorageFailure } from '../../services/storage/document-store'
import { takeLock } from './name-lock'

const PRIVATE_FILE = 0o600
/** How often another process's line is waited for, and how long each time. */
const TRIES = 200
const PAUSE_MS = 10

/** Lines in one file that only grows; each is on the disk before `append` returns. */
export class LinesFile implements AuditFile {
  constructor(private readonly path: string) {}

  lines(): readonly string[] {
    return this.text().split('\n').slice(0, -1)
  }

  append(make: (last: string | undefined) => string): string {
    const hold = this.hold()
    try {
      const text = this.text()
      // What a crash cut off keeps its line, so that it is seen as what it is.
      const gap = text === '' || text.endsWith('\n') ? '' : '\n'
      const line = make(`${text}${gap}`.split('\n').at(-2))
      this.write(`${gap}${line}\n`)
      return line
    } finally {
      hold.release()
    }
  }

  private write(text: string): void {
    try {
      const descriptor = openSync(this.path, 'a', PRIVATE_FILE)
      try {
        writeSync(descriptor, text)
        fsyncSync(descriptor)
      } finally {
        closeSync(descriptor)
      }
    } catch (error) {
      throw new StorageFailure(this.path, codeOf(error), { cause: error })
    }
  }

  private text(): string {
    try {
      return readFileSync(this.path, 'utf8')
    } catch (error) {
      if (codeOf(error) === 'ENOENT') return ''
      throw new StorageFailure(this.path, codeOf(error), { cause: error })
    }
  }

  private hold(): { release(): void } {
    for (let attempt = 0; attempt < TRIES; attempt += 1) {
      try {
        const hold = takeLock(`${this.path}.lock`)
        if (hold.kind === 'held') return hold
      } catch (error) {
        throw new StorageFailure(this.path, codeOf(error), { cause: error })
      }
      // Appending takes milliseconds, and whoever appends waits for it anyway.
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, PAUSE_MS)
    }
    throw new StorageFailure(this.path, 'EBUSY')
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'unknown'
}
