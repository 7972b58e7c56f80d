import { globalPlatformSteps as say } from '../../texts/phrases/globalplatform'
import { authenticateChannel } from '../commands/globalplatform/external-authenticate'
import { externalAuthenticate } from '../secure-channel/handshake'
import { compute, progress, transmit, type Workflow } from '../workflow/workflow'
import type { ChannelRequest, OpenOutcome } from './open-outcome'
import { proveKeys } from './prove-keys'
import { SecureChannel } from './secure-channel'

/**
 * Opens a secure channel: SELECT, INITIALIZE UPDATE, EXTERNAL AUTHENTICATE (GlobalPlatform Card 2.3.1, 10 and appendices
 * D, E; Amendment D). Whatever does not fit ends before EXTERNAL AUTHENTICATE, with an outcome that says why: until then
 * the card counts nothing. Interrupted anywhere, the card is as before, and the channel is not open; only after
 * EXTERNAL AUTHENTICATE of an SCP02 card its sequence counter is one higher.
 */
export function* openSecureChannel(request: ChannelRequest): Workflow<OpenOutcome> {
  const { guard, level } = request
  if (guard.failedAttempts > 0 && !guard.confirmed) {
    return { kind: 'unconfirmed', failedAttempts: guard.failedAttempts }
  }
  // Before anything else is sent: under wrong keys EXTERNAL AUTHENTICATE would cost one of the card's few attempts.
  const proved = yield* proveKeys(request)
  if (proved.kind !== 'proved') return proved
  const { about, made } = proved
  yield* progress({ step: 'external-authenticate', text: say.authenticating })
  const { value, session } = yield* compute(externalAuthenticate(made, level))
  const outcome = yield* transmit(authenticateChannel(value))
  if (outcome.kind !== 'authenticated') {
    return {
      kind: 'rejected',
      ...about,
      reason: outcome.kind,
      sw: outcome.sw,
      failedAttempts: guard.failedAttempts + 1
    }
  }
  const { aid, mostData } = proved.domain
  return { kind: 'open', channel: new SecureChannel({ aid, ...about, level, mostData }, session) }
}
