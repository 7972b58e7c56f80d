import { concat } from '../../../engine/bytes/bytes'
import { decodeDol, fillDol } from '../../../engine/tlv/dol'
import type { CardInterface } from '../../card-log'
import type { MemoryArea } from '../../memory/memory-area'
import { CyclicLog } from './cyclic-log'
import { fciObject } from './fci-objects'
import { objectCell } from './pboc-cells'
import type { TerminalData } from './terminal-data'

const TRANSACTION_LOG = { entry: 0x9f4d, format: 0x9f4f } as const
const LOAD_LOG = { entry: 0xdf4d, format: 0xdf4f } as const
const ATC = 0x9f36

/** Where a log lies. `side`: its entry stands in the FCI of that interface. */
export interface LogPlace {
  readonly memory: MemoryArea
  readonly side: CardInterface
}

interface Logged {
  readonly atc: Uint8Array
  readonly terminal: TerminalData
}

/** Appends a transaction in the card's own format (JR/T 0025.5, transaction log); nothing where the card keeps none. */
export function logTransaction(place: LogPlace, logged: Logged): void {
  logOf(place, TRANSACTION_LOG.entry)?.append(formatted(place.memory, TRANSACTION_LOG.format, logged))
}

/** Appends a change of a balance: tag, before, after, and the card's own format (JR/T 0025.13, load log). */
export function logBalanceChange(
  place: LogPlace,
  logged: Logged & { readonly tag: Uint8Array; readonly before: Uint8Array; readonly after: Uint8Array }
): void {
  const { tag, before, after } = logged
  const rest = formatted(place.memory, LOAD_LOG.format, logged)
  logOf(place, LOAD_LOG.entry)?.append(concat(tag, before, after, rest))
}

/** The log whose entry in the FCI is this tag. */
export function logOf({ memory, side }: LogPlace, entry: number): CyclicLog | undefined {
  const [sfi, capacity] = fciObject(memory, side, entry) ?? []
  return sfi === undefined || capacity === undefined ? undefined : new CyclicLog(memory, sfi, capacity)
}

function formatted(memory: MemoryArea, format: number, { atc, terminal }: Logged): Uint8Array {
  const { entries } = decodeDol(memory.read(objectCell(format)) ?? new Uint8Array(0))
  return fillDol(
    entries,
    (tag) => (tag === ATC ? atc : terminal.value(tag)),
    () => undefined
  )
}
