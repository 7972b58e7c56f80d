import type { CommandApdu } from '../../../engine/apdu/command-apdu'
import type { ResponseApdu } from '../../../engine/apdu/response-apdu'
import type { CommandContext } from '../../os/card-application'
import { SW, answer, status } from '../../os/status-words'
import { readLinearRecord, recordAddress } from '../records'
import { CyclicLog } from './cyclic-log'
import { fciObject } from './fci-objects'
import type { PbocState } from './pboc-state'

/** Log entries in the FCI: SFI and number of records of the transaction log, and of the load log (JR/T 0025). */
const LOG_ENTRIES = [0x9f4d, 0xdf4d] as const

/**
 * READ RECORD (EMV Book 3, 6.5.11). Log records come without a template, record 1 the newest. 6A86 for parameters
 * that name no file, 6A82 for a file that is not there, 6A83 past its records.
 */
export function readRecord(state: PbocState, command: CommandApdu, context: CommandContext): ResponseApdu {
  const address = recordAddress(command)
  if ('sw' in address) return status(address.sw)
  const log = logOf(state, address.sfi, context)
  if (log === undefined) return readLinearRecord(state.memory, address.sfi, address.record)
  const record = log.read(address.record)
  return record === undefined ? status(SW.recordNotFound) : answer(record)
}

function logOf({ memory }: PbocState, sfi: number, context: CommandContext): CyclicLog | undefined {
  for (const tag of LOG_ENTRIES) {
    const [logSfi, capacity] = fciObject(memory, context.interface, tag) ?? []
    if (logSfi === sfi && capacity !== undefined) return new CyclicLog(memory, sfi, capacity)
  }
  return undefined
}
