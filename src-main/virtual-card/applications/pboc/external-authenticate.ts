import type { CommandApdu } from '../../../engine/apdu/command-apdu'
import type { ResponseApdu } from '../../../engine/apdu/response-apdu'
import { equalInConstantTime } from '../../../engine/crypto/constant-time'
import { arpc } from '../../../engine/cryptogram/in-memory'
import type { CommandContext } from '../../os/card-application'
import { SW, status } from '../../os/status-words'
import { transactionKeys } from './card-keys'
import { takesIssuerUpdate } from './flash/issuer-update'
import type { PbocState } from './pboc-state'
import { RiskMemory } from './risk-memory'

const ARPC_BYTES = 8
const ARC_BYTES = 2

/**
 * EXTERNAL AUTHENTICATE (EMV Book 3, 6.5.4; JR/T 0025.5): checks the issuer's ARPC, once, between the two GENERATE ACs.
 * 6300 where it is wrong, which the next transaction will still know; 6985 otherwise.
 */
export function externalAuthenticate(
  state: PbocState,
  { p1, p2, data }: CommandApdu,
  context: CommandContext
): ResponseApdu {
  if (p1 !== 0 || p2 !== 0) return status(SW.wrongParameters)
  if (data.length !== ARPC_BYTES + ARC_BYTES) return status(SW.wrongLength)
  const { transaction, memory } = state
  const held = transaction && transactionKeys(memory, transaction)
  const awaited =
    transaction?.first?.kind === 'ARQC' &&
    takesIssuerUpdate(memory, transaction) &&
    !transaction.secondDone &&
    transaction.issuerAuthentication === 'not-tried'
  if (!awaited || held === undefined || transaction.first === undefined)
    return status(SW.conditionsNotSatisfied)
  const { atc, first } = transaction
  const arc = data.subarray(ARPC_BYTES)
  const expected = arpc(held.profile, held.keys.ac, { ac: first.value, arc }, { atc })
  if (equalInConstantTime(expected, data.subarray(0, ARPC_BYTES))) {
    transaction.issuerAuthentication = 'right'
    context.note({ code: 'issuer-authenticated' })
    return status(SW.ok)
  }
  transaction.issuerAuthentication = 'wrong'
  new RiskMemory(memory).set('issuerAuthenticationFailed', true)
  context.note({ code: 'issuer-refused' })
  return status(SW.authenticationFailed)
}
