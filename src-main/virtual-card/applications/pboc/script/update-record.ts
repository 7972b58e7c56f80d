import { SW, status } from '../../../os/status-words'
import { recordAddress, recordCell } from '../../records'
import type { ScriptEffect } from './issuer-script'

/** UPDATE RECORD (JR/T 0025.5): replaces a record that the card has. 6A86: names no file; 6A83: no such record. */
export const updateRecord: ScriptEffect = ({ memory }, command, value, context) => {
  const address = recordAddress(command)
  if ('sw' in address) return status(address.sw)
  const cell = recordCell(address.sfi, address.record)
  if (!memory.has(cell)) return status(SW.recordNotFound)
  if (value.length === 0) return status(SW.wrongLength)
  memory.write(cell, value)
  context.note({ code: 'record-replaced' })
  return status(SW.ok)
}
