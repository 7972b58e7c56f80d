import type { CommandApdu } from '../../../engine/apdu/command-apdu'
import type { ResponseApdu } from '../../../engine/apdu/response-apdu'
import { signedDynamicData } from '../../../engine/offline-auth/build/signatures'
import { tlv } from '../../../engine/tlv/tlv'
import { SW, answer, status } from '../../os/status-words'
import { recordObject } from '../records'
import { iccSigner } from './card-keys'
import type { PbocState } from './pboc-state'
import { terminalData } from './terminal-data'

const DDOL = 0x9f49

/**
 * INTERNAL AUTHENTICATE (EMV Book 2, 6.5): signs what the DDOL asks for; the dynamic number is the ATC. 6985 outside a
 * transaction and for a card without a key, 6700 where the data does not fit the list.
 */
export function internalAuthenticate(state: PbocState, { p1, p2, data }: CommandApdu): ResponseApdu {
  if (p1 !== 0 || p2 !== 0) return status(SW.wrongParameters)
  const { transaction } = state
  const signer = transaction && iccSigner(state.memory, transaction)
  if (transaction === undefined || signer === undefined) return status(SW.conditionsNotSatisfied)
  const terminal = terminalData(recordObject(state.memory, DDOL) ?? new Uint8Array(0), data)
  if (terminal === undefined || data.length === 0) return status(SW.wrongLength)
  transaction.dynamicSignature = true
  const { atc } = transaction
  return answer(tlv(0x80, signedDynamicData(signer, { iccDynamicNumber: atc, terminalData: terminal.bytes })))
}
