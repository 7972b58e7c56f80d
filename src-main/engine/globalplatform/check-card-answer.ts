import type { CardChallenge } from '../commands/globalplatform/initialize-update'
import { diversifiedKeys, type Diversification } from '../secure-channel/diversification'
import { handshake, isCryptogramRight } from '../secure-channel/handshake'
import { expectedCardChallenge } from '../secure-channel/scp03'
import type { Challenges, Scp, StaticKeys } from '../secure-channel/session'
import { compute, type Workflow } from '../workflow/workflow'
import type { ChannelRequest } from './open-outcome'
import { methodsFor } from './protocol-choice'

/** i of SCP03 (Amendment D 1.1.1, 5.1): the card makes its challenge out of a counter. */
const PSEUDO_RANDOM = 0x10

/**
 * How the same keys would have to be diversified to give the card's cryptogram. It is computed and told, and never tried
 * on the card: which keys are tried is for the person to say.
 */
export function* otherDiversification(
  { keys, diversification }: Pick<ChannelRequest, 'keys' | 'diversification'>,
  answer: {
    readonly scp: Scp
    readonly kdd: Uint8Array
    readonly challenges: Challenges
    readonly cryptogram: Uint8Array
  }
): Workflow<Diversification | undefined> {
  for (const method of methodsFor(keys.enc.algorithm)) {
    if (method === diversification) continue
    const card = yield* compute(diversifiedKeys(method, keys, answer.kdd))
    const made = yield* compute(handshake(answer.scp, card, answer.challenges))
    if (isCryptogramRight(made.cardCryptogram, answer.cryptogram)) return method
  }
  return undefined
}

/**
 * Whether an SCP03 card with pseudo-random challenges gave the one that follows from its counter and the name of the
 * domain (Amendment D 1.1.1, 6.2.2.1). True for all other cards.
 */
export function* isChallengeExpected(
  { enc }: StaticKeys,
  { protocol, i = 0, sequence, challenge }: CardChallenge,
  aids: readonly (Uint8Array | undefined)[]
): Workflow<boolean> {
  if (protocol !== 'SCP03' || (i & PSEUDO_RANDOM) === 0 || sequence === undefined) return true
  for (const aid of aids) {
    if (aid === undefined) continue
    const expected = yield* compute(expectedCardChallenge(enc, sequence, aid, challenge.length))
    if (isCryptogramRight(expected, challenge)) return true
  }
  return false
}
