import type { CommandApdu } from '../../../engine/apdu/command-apdu'
import type { ResponseApdu } from '../../../engine/apdu/response-apdu'
import { decodeTlv, findTag, tlv } from '../../../engine/tlv/tlv'
import type { CommandContext } from '../../os/card-application'
import { SW, answer, status } from '../../os/status-words'
import { readLinearRecord, recordAddress } from '../records'
import { loadLogStatement } from './load-log-statement'
import type { PbocState } from './pboc-state'
import { balanceAfter, spendEcash } from './spend-ecash'
import { logOf } from './transaction-log'

/** Log entries in the FCI: SFI and number of records of the transaction log, and of the load log (JR/T 0025). */
const TRANSACTION_LOG = 0x9f4d
const LOAD_LOG = 0xdf4d
const TEMPLATE = 0x70

/**
 * READ RECORD (EMV Book 3, 6.5.11). Log records come without a template, record 1 the newest; record 0 of the load log
 * is its statement with a MAC. In flash pay the last record of the AFL debits: the answer, the new balance and the line
 * in the log are one update (JR/T 0025.12). 6A86 for parameters that name no file, 6A82 for a file that is not there,
 * 6A83 past its records, 6985 where the e-cash no longer covers the amount.
 */
export function readRecord(state: PbocState, command: CommandApdu, context: CommandContext): ResponseApdu {
  const address = recordAddress(command)
  if ('sw' in address) return status(address.sw)
  const place = { memory: state.memory, side: context.interface }
  for (const entry of [TRANSACTION_LOG, LOAD_LOG]) {
    const log = logOf(place, entry)
    if (log?.sfi !== address.sfi) continue
    const record =
      address.record === 0 && entry === LOAD_LOG
        ? loadLogStatement(state.memory, log)
        : log.read(address.record)
    return record === undefined ? status(SW.recordNotFound) : answer(record)
  }
  const read = readLinearRecord(state.memory, address.sfi, address.record)
  const due = state.transaction?.pendingDebit
  const isLast = due?.sfi === address.sfi && due.record === address.record
  return isLast && read.sw === SW.ok ? debit(state, read, context) : read
}

function debit(state: PbocState, read: ResponseApdu, context: CommandContext): ResponseApdu {
  const { transaction } = state
  const due = transaction?.pendingDebit
  if (transaction === undefined || due === undefined) return read
  const left = balanceAfter(state, due.amount)
  if (left === undefined) return status(SW.conditionsNotSatisfied)
  state.memory.atomically(() =>
    spendEcash(
      state,
      transaction,
      { balanceAfter: left, terminal: transaction.pdol, logged: due.logged },
      context
    )
  )
  delete transaction.pendingDebit
  if (due.extra.length === 0) return read
  const stored = findTag(decodeTlv(read.data).nodes, TEMPLATE)?.value ?? new Uint8Array(0)
  return answer(tlv(TEMPLATE, stored, due.extra))
}
