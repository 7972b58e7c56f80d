import type { Secret } from '../../engine/crypto/secret'
import type { HostReason } from '../../engine/workflow/host'
import type { Stores } from '../storage/database-port'
import type { IssuerCard } from './issuer-store-port'
import { PIN_TRIES, pinIsRight } from './pin-verifier'

/**
 * Checks a PIN that was entered for the issuer and counts the tries. Undefined where it is right. The count is part of the
 * transaction, also when the request is declined for it.
 */
export async function pinProblem(
  { issuer }: Stores,
  card: IssuerCard,
  pin: Secret
): Promise<Extract<HostReason, 'pin-wrong' | 'pin-tries-exceeded'> | undefined> {
  if (card.pin === undefined) return 'pin-wrong'
  if (card.pinTriesLeft === 0) return 'pin-tries-exceeded'
  if (await pinIsRight(card.pin, pin)) {
    if (card.pinTriesLeft < PIN_TRIES) await issuer.changeCard(card.ref, { pinTriesLeft: PIN_TRIES })
    return undefined
  }
  await issuer.changeCard(card.ref, { pinTriesLeft: card.pinTriesLeft - 1 })
  return card.pinTriesLeft === 1 ? 'pin-tries-exceeded' : 'pin-wrong'
}
