import { parseHex } from '../engine/bytes/hex'
import type { MemoryImage } from './memory/card-memory'

/** A whole card as plain JSON: everything that it is lies in its memory. */
export interface CardImage {
  readonly format: 'cardwright-card'
  readonly version: 1
  readonly memory: MemoryImage
}

export type ParsedCardImage =
  | { readonly kind: 'ok'; readonly image: CardImage }
  | {
      readonly kind: 'bad-image'
      readonly reason: 'not-an-image' | 'newer-version' | 'damaged'
      readonly at?: string
    }

/** Checks an image that comes from a file or a store. Never throws; what is wrong is named. */
export function parseCardImage(value: unknown): ParsedCardImage {
  if (!isRecord(value) || value['format'] !== 'cardwright-card') return bad('not-an-image')
  const { version, memory } = value
  if (typeof version === 'number' && version > 1) return bad('newer-version')
  if (version !== 1 || !isRecord(memory) || memory['version'] !== 1) return bad('damaged', 'version')
  const { cells, log } = memory
  if (!isRecord(cells)) return bad('damaged', 'cells')
  const broken = Object.entries(cells).find(([, cell]) => !isHex(cell))
  if (broken !== undefined) return bad('damaged', broken[0])
  if (!isRecord(log) || !Array.isArray(log['entries'])) return bad('damaged', 'log')
  const { count, entries } = log
  if (typeof count !== 'number' || !Number.isInteger(count) || count < 0 || count > entries.length) {
    return bad('damaged', 'log')
  }
  if (!entries.every(isLogEntry)) return bad('damaged', 'log')
  return { kind: 'ok', image: value as unknown as CardImage }
}

function isLogEntry(entry: unknown): boolean {
  return (
    isRecord(entry) &&
    typeof entry['cell'] === 'string' &&
    (entry['before'] === null || isHex(entry['before']))
  )
}

function isHex(value: unknown): boolean {
  return typeof value === 'string' && parseHex(value).kind === 'ok'
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function bad(reason: 'not-an-image' | 'newer-version' | 'damaged', at?: string): ParsedCardImage {
  return { kind: 'bad-image', reason, ...(at !== undefined && { at }) }
}
