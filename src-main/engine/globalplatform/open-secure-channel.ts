import { globalPlatformSteps as say } from '../../texts/phrases/globalplatform'
import { authenticateChannel } from '../commands/globalplatform/external-authenticate'
import { initializeUpdate, type CardChallenge } from '../commands/globalplatform/initialize-update'
import { externalAuthenticate, handshake, isCryptogramRight } from '../secure-channel/handshake'
import { diversifiedKeys } from '../secure-channel/diversification'
import type { Challenges, Handshake, Scp } from '../secure-channel/session'
import { compute, progress, random, transmit, type Workflow } from '../workflow/workflow'
import { isChallengeExpected, otherDiversification } from './check-card-answer'
import type { ChannelRequest, OpenOutcome } from './open-outcome'
import { SecureChannel } from './secure-channel'
import { selectDomain, type SelectedDomain } from './select-domain'
import { answersWhatWasAsked, isLevelKnown, keysFit } from './protocol-choice'

/**
 * Opens a secure channel: SELECT, INITIALIZE UPDATE, EXTERNAL AUTHENTICATE (GlobalPlatform Card 2.3.1, 10 and appendices
 * D, E; Amendment D). Whatever does not fit ends before EXTERNAL AUTHENTICATE, with an outcome that says why: until then
 * the card counts nothing. Interrupted anywhere, the card is as before, and the channel is not open; only after
 * EXTERNAL AUTHENTICATE of an SCP02 card its sequence counter is one higher.
 */
export function* openSecureChannel(request: ChannelRequest): Workflow<OpenOutcome> {
  const { guard, keys, diversification } = request
  if (guard.failedAttempts > 0 && !guard.confirmed) {
    return { kind: 'unconfirmed', failedAttempts: guard.failedAttempts }
  }
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
  return yield* authenticated(request, domain, { host, card, scp })
}

interface Answered {
  readonly host: Uint8Array
  readonly card: CardChallenge
  readonly scp: Scp
}

function* authenticated(
  request: ChannelRequest,
  domain: SelectedDomain,
  { host, card, scp }: Answered
): Workflow<OpenOutcome> {
  const { kdd, keyVersion, sequence } = card
  const challenges: Challenges = { host, card: card.challenge, ...(sequence && { sequence }) }
  const about = { kdd, keyVersion, scp }
  const keys = yield* compute(diversifiedKeys(request.diversification, request.keys, kdd))
  const made: Handshake = yield* compute(handshake(scp, keys, challenges))
  // Before anything else is sent: under wrong keys EXTERNAL AUTHENTICATE would cost one of the card's few attempts.
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
  yield* progress({ step: 'external-authenticate', text: say.authenticating })
  const { value, session } = yield* compute(externalAuthenticate(made, request.level))
  const outcome = yield* transmit(authenticateChannel(value))
  if (outcome.kind !== 'authenticated') {
    return {
      kind: 'rejected',
      ...about,
      reason: outcome.kind,
      sw: outcome.sw,
      failedAttempts: request.guard.failedAttempts + 1
    }
  }
  const { aid, mostData } = domain
  return {
    kind: 'open',
    channel: new SecureChannel({ aid, ...about, level: request.level, mostData }, session)
  }
}

/** An SCP03 card names its options itself; for the others the person, then the card's recognition data say them. */
function scpOf(card: CardChallenge, { protocols }: SelectedDomain, { protocol }: ChannelRequest): Scp {
  const name = card.protocol
  const said = protocols.find((known) => known.name === name)?.i
  const asked = protocol?.name === name ? protocol.i : undefined
  return { name, i: card.i ?? asked ?? said ?? USUAL_I[name] }
}

const USUAL_I = { SCP01: 0x05, SCP02: 0x15, SCP03: 0x00 } as const
