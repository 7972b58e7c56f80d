import { SW, status } from '../../../os/status-words'
import { CARD_STATE } from '../../../os/registry'
import { BLOCKED, CELL } from '../pboc-cells'
import { RiskMemory } from '../risk-memory'
import type { ScriptEffect } from './issuer-script'

/** APPLICATION BLOCK (EMV Book 3, 6.5.1): from now on the application gives AACs only. */
export const applicationBlock: ScriptEffect = ({ memory }, command, data, context) => {
  const refused = refusal(command, data)
  if (refused !== undefined) return status(refused)
  memory.write(CELL.blocked, Uint8Array.of(BLOCKED.byIssuer))
  context.note({ code: 'application-blocked' })
  return status(SW.ok)
}

/** APPLICATION UNBLOCK (EMV Book 3, 6.5.2). 6985 where it is blocked for good. */
export const applicationUnblock: ScriptEffect = ({ memory }, command, data, context) => {
  const refused = refusal(command, data)
  if (refused !== undefined) return status(refused)
  if (memory.read(CELL.blocked)?.[0] === BLOCKED.forGood) return status(SW.conditionsNotSatisfied)
  memory.write(CELL.blocked, Uint8Array.of(BLOCKED.no))
  new RiskMemory(memory).set('blockedByPin', false)
  context.note({ code: 'application-unblocked' })
  return status(SW.ok)
}

/** CARD BLOCK (EMV Book 3, 6.5.3): no application can be selected any more; nothing undoes it. */
export const cardBlock: ScriptEffect = ({ registry }, command, data, context) => {
  const refused = refusal(command, data)
  if (refused !== undefined) return status(refused)
  registry.cardState = CARD_STATE.cardLocked
  context.note({ code: 'card-blocked' })
  return status(SW.ok)
}

function refusal(
  { p1, p2 }: { readonly p1: number; readonly p2: number },
  data: Uint8Array
): number | undefined {
  if (p1 !== 0 || p2 !== 0) return SW.wrongParameters
  return data.length > 0 ? SW.wrongLength : undefined
}
