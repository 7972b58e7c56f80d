import { globalPlatformSteps as say } from '../../texts/phrases/globalplatform'
import { initializeUpdate, type CardChallenge } from '../commands/globalplatform/initialize-update'
import { diversifiedKeys } from '../secure-channel/diversification'
import { handshake, isCryptogramRight } from '../secure-channel/handshake'
import type { Challenges, Handshake, Scp } from '../secure-channel/session'
import { compute, progress, random, transmit, type Workflow } from '../workflow/workflow'
import { isChallengeExpected, otherDiversification } from './check-card-answer'
import type { AboutCard, ChannelRequest, NotProved } from './open-outcome'
import { answersWhatWasAsked, isLevelKnown, keysFit } from './protocol-choice'
import { selectDomain, type SelectedDomain } from './select-domain'

/** The card has shown that it knows the keys; it was shown nothing. */
export interface KeysProved {
  readonly kind: 'proved'
  readonly domain: SelectedDomain
  readonly about: AboutCard
  /** Out of which EXTERNAL AUTHENTICATE would be made. */
  readonly made: Handshake
}

/**
 * SELECT and INITIALIZE UPDATE, and whether the card's cryptogram is that of the keys (GlobalPlatform Card 2.3.1, appendices D
 * and E; Amendment D). The card counts nothing: whatever comes of it, no attempt at its keys is used up. An SCP02 card
 * gives the same sequence counter again.
 */
export function* proveKeys(request: Omit<ChannelRequest, 'guard'>): Workflow<KeysProved | NotProved> {
  const { keys, diversification } = request
  const unfit = keysFit(keys, diversification, request.protocol?.name)
  if (unfit !== undefined) return { kind: 'keys-unfit', reason: unfit }
  yield* progress({ step: 'select-domain', text: say.selecting })
  const domain = yield* selectDomain(request)
  if (domain.kind !== 'selected') return domain
  yield* progress({ step: 'initialize-update', text: say.challenging })
  const host = yield* random(request.protocol?.s16 === true ? 16 : 8)
  const update = initializeUpdate({ keyVersion: request.keyVersion ?? 0, hostChallenge: host })
  const card = yield* transmit(update)
  if (card.kind === 'unknown-protocol') return { kind: 'unknown-protocol', number: card.protocol }
  if (card.kind !== 'ok') return { kind: 'update-refused', reason: card.kind, sw: card.sw }
  const scp = scpOf(card, domain, request)
  if (!answersWhatWasAsked(request.protocol, scp, card)) {
    return { kind: 'other-protocol', asked: request.protocol, answered: scp }
  }
  const misfit = keysFit(keys, diversification, scp.name)
  if (misfit !== undefined) return { kind: 'keys-unfit', reason: misfit, answered: scp }
  if (!isLevelKnown(scp, request.level)) return { kind: 'level-unsupported', scp, level: request.level }
  return yield* checked(request, domain, { host, card, scp })
}

interface Answered {
  readonly host: Uint8Array
  readonly card: CardChallenge
  readonly scp: Scp
}

function* checked(
  request: Omit<ChannelRequest, 'guard'>,
  domain: SelectedDomain,
  { host, card, scp }: Answered
): Workflow<KeysProved | NotProved> {
  const { kdd, keyVersion, sequence } = card
  const challenges: Challenges = { host, card: card.challenge, ...(sequence && { sequence }) }
  const about = { kdd, keyVersion, scp }
  const keys = yield* compute(diversifiedKeys(request.diversification, request.keys, kdd))
  const made: Handshake = yield* compute(handshake(scp, keys, challenges))
  if (!isCryptogramRight(made.cardCryptogram, card.cryptogram)) {
    const matching = yield* otherDiversification(request, {
      scp,
      kdd,
      challenges,
      cryptogram: card.cryptogram
    })
    return { kind: 'card-cryptogram-wrong', ...about, ...(matching && { matching }) }
  }
  const expected = yield* isChallengeExpected(keys, card, [domain.aid, request.aid])
  if (!expected && request.acceptAnyChallenge !== true) {
    return { kind: 'challenge-unexpected', ...about }
  }
  return { kind: 'proved', domain, about, made }
}

/** An SCP03 card names its options itself; for the others the person, then the card's recognition data say them. */
function scpOf(
  card: CardChallenge,
  { protocols }: SelectedDomain,
  { protocol }: Pick<ChannelRequest, 'protocol'>
): Scp {
  const name = card.protocol
  const said = protocols.find((known) => known.name === name)?.i
  const asked = protocol?.name === name ? protocol.i : undefined
  return { name, i: card.i ?? asked ?? said ?? USUAL_I[name] }
}

const USUAL_I = { SCP01: 0x05, SCP02: 0x15, SCP03: 0x00 } as const
