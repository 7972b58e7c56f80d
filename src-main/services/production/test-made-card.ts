import type { MadeCheck } from '../../contract/production'
import type { CheckFinding } from '../../contract/verification'
import { authenticateCard } from '../../engine/emv/authenticate-card'
import type { TerminalConfiguration } from '../../engine/emv/terminal-configuration'
import type { CaKeyLookup } from '../../engine/offline-auth/ca-key'
import type { PreparedCard } from '../../engine/personalization/prepare/prepared-card'
import { toHex } from '../../engine/bytes/hex'
import { runWorkflow, type MoneyHandlers } from '../../engine/workflow/run'
import { madeChecks as say } from '../../texts/phrases/production'
import { DESK_DRAWER } from '../ledger/ledger-accounts'
import type { IssuerHost } from '../issuer/issuer-host-port'
import type { AccessedCard } from '../sessions/card-access'
import { hostLine } from '../transactions/host-line'
import { trialTransaction } from './trial-transaction'

export interface TestParts {
  readonly host: IssuerHost
  readonly caKeys: CaKeyLookup
  /** The bank's own desk. */
  readonly terminal: () => TerminalConfiguration
  /** Milliseconds since 1970. */
  readonly now: () => number
  readonly random: (length: number) => Uint8Array
}

export interface Tested {
  readonly checks: readonly MadeCheck[]
  readonly findings: readonly CheckFinding[]
}

/** Tests of a card that was just written, on the reader where it lies. */
export class TestMadeCard {
  constructor(private readonly parts: TestParts) {}

  /** Has the card prove that it is genuine. Rejects with `Interruption` where it goes away. */
  async read(card: AccessedCard, prepared: PreparedCard): Promise<Tested> {
    return { checks: [await this.authentication(card, prepared)], findings: [] }
  }

  /** See `trialTransaction`. */
  trial(card: AccessedCard, prepared: PreparedCard, id: string): Promise<MadeCheck> {
    const { caKeys, terminal } = this.parts
    return this.run(
      card,
      trialTransaction({
        ...{
          id: `trial-${id}-${toHex(this.parts.random(4))}`,
          aid: productOf(prepared),
          terminal: terminal(),
          caKeys
        },
        interface: card.contactless ? 'contactless' : 'contact',
        drawer: DESK_DRAWER
      })
    )
  }

  private async authentication(card: AccessedCard, prepared: PreparedCard): Promise<MadeCheck> {
    const { caKeys, terminal } = this.parts
    const { methods } = await this.run(
      card,
      authenticateCard({
        ...{ terminal: terminal(), caKeys, aid: productOf(prepared) },
        interface: card.contactless ? 'contactless' : 'contact'
      })
    )
    const check = { id: 'authentication', name: say.authentication }
    const ok =
      methods.length > 0 &&
      methods.every(({ authentication }) => authentication.outcome.kind === 'authenticated')
    return ok ? { ...check, ok } : { ...check, ok, detail: say.notAuthentic }
  }

  private run<T>(card: AccessedCard, workflow: Parameters<typeof runWorkflow<T>>[0]): Promise<T> {
    const { host, now, random } = this.parts
    const handlers: MoneyHandlers = {
      channel: card.channel,
      progress: () => undefined,
      ...{ now, random },
      online: hostLine(host),
      ask: () => Promise.resolve({ kind: 'cancelled' }),
      journal: () => Promise.resolve(),
      pinPad: () => Promise.resolve(undefined)
    }
    return runWorkflow(workflow, handlers)
  }
}

/** The payment application comes first; its directories behind it. */
function productOf({ applications }: PreparedCard): Uint8Array {
  const [product] = applications
  if (product === undefined) throw new Error('a card has an application')
  return product.instance
}
