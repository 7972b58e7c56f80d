import { parse } from 'node:path'
import type { TraceEntry, TraceHeader } from '../engine/trace/trace'
import { TraceFile } from './trace-file'

/** The files of `--trace` where several readers work at once: one for each, so that each tells one reader's story. */
export class TraceFiles {
  private readonly files: ReadonlyMap<string, TraceFile>

  /** Creates a file beside `path` for each reader, by its name. Throws `AppFailure` where one cannot be made. */
  constructor(path: string, force: boolean, readers: readonly string[]) {
    const files = new Map<string, TraceFile>()
    for (const [reader, file] of pathsFor(path, readers)) files.set(reader, new TraceFile(file, force))
    this.files = files
  }

  /** Never throws; see `TraceFile`. What passes any other reader is not this command's. */
  append(header: TraceHeader, entries: readonly TraceEntry[]): void {
    this.files.get(header.reader)?.append(header, entries)
  }

  /** Closes all of them, then throws the first `AppFailure` where something could not be written. */
  close(): void {
    const problems: unknown[] = []
    for (const file of this.files.values()) {
      try {
        file.close()
      } catch (problem) {
        problems.push(problem)
      }
    }
    if (problems.length > 0) throw problems[0]
  }
}

/** `trace.jsonl` of readers A and B: `trace-a.jsonl`, `trace-b.jsonl`; names that come out alike are counted. */
export function pathsFor(path: string, readers: readonly string[]): ReadonlyMap<string, string> {
  const { dir, name, ext } = parse(path)
  const taken = new Set<string>()
  const paths = new Map<string, string>()
  for (const reader of readers) {
    const plain =
      reader
        .toLowerCase()
        .replace(/[^\p{L}\p{N}]+/gu, '-')
        .replace(/^-|-$/g, '') || 'reader'
    let own = plain
    for (let number = 2; taken.has(own); number += 1) own = `${plain}-${number}`
    taken.add(own)
    paths.set(reader, `${dir === '' ? '' : `${dir}/`}${name}-${own}${ext}`)
  }
  return paths
}
