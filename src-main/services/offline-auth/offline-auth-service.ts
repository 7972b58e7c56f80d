import type { ProgressView } from '../../contract/views'
import { authenticateCard, type CardAuthentication } from '../../engine/emv/authenticate-card'
import type { TerminalConfiguration } from '../../engine/emv/terminal-configuration'
import type { CaKeyLookup } from '../../engine/offline-auth/ca-key'
import { runWorkflow, type MoneyHandlers } from '../../engine/workflow/run'
import type { CardAccess } from '../sessions/card-access'
import { cardFailure } from '../sessions/card-failure'

export interface OfflineAuthOptions {
  readonly reveal: boolean
  /** Only applications whose AID begins with this. */
  readonly aid?: Uint8Array
  /** Whether SM2 is offered to the card (DF69). */
  readonly sm: boolean
  /** 4 bytes in place of random ones, for a recording. */
  readonly unpredictableNumber?: Uint8Array
  readonly signal?: AbortSignal
  readonly onProgress?: (progress: ProgressView) => void
}

export interface OfflineAuthWorld {
  readonly cards: CardAccess
  readonly caKeys: CaKeyLookup
  readonly terminal: () => TerminalConfiguration
  /** Milliseconds since 1970. */
  readonly now: () => number
  readonly random: (length: number) => Uint8Array
}

/** Asks a card to prove that it is genuine, without its issuer. */
export class OfflineAuthService {
  constructor(private readonly world: OfflineAuthWorld) {}

  /** Rejects with `AppFailure` where the card cannot be opened or goes away. */
  async authenticate(reader: string, options: OfflineAuthOptions): Promise<CardAuthentication> {
    const { cards, caKeys, terminal, now, random } = this.world
    const { reveal, sm, aid, unpredictableNumber, signal, onProgress } = options
    const startedAt = now()
    return cards.withCard(reader, { reveal }, async (card) => {
      // A recording is judged by the day on which it was made.
      const clock = (): number => card.recordedAt ?? now()
      const handlers: MoneyHandlers = {
        channel: card.channel,
        now: clock,
        random: (length) => unpredictableNumber ?? random(length),
        progress: (step) => onProgress?.({ ...step, at: now() - startedAt }),
        ...NO_MONEY,
        ...(signal !== undefined && { signal })
      }
      const workflow = authenticateCard({
        terminal: { ...terminal(), smAlgorithms: sm },
        interface: card.contactless ? 'contactless' : 'contact',
        caKeys,
        ...(aid !== undefined && { aid })
      })
      try {
        return await runWorkflow(workflow, handlers)
      } catch (error) {
        throw cardFailure(error)
      }
    })
  }
}

const notAsked = (what: string) => (): Promise<never> =>
  Promise.reject(new Error(`offline authentication does not ask to ${what}`))

/** No money moves here, and nobody is asked. */
const NO_MONEY = {
  online: notAsked('go online'),
  journal: notAsked('journal'),
  ask: notAsked('ask a person'),
  pinPad: notAsked('use a PIN pad')
}
