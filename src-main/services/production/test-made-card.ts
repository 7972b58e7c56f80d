import type { MadeCheck } from '../../contract/production'
import type { VerificationReport } from '../../contract/verification'
import type { CardAuthentication } from '../../engine/emv/authenticate-card'
import type { TerminalConfiguration } from '../../engine/emv/terminal-configuration'
import { toHex } from '../../engine/bytes/hex'
import type { CaKeyLookup } from '../../engine/offline-auth/ca-key'
import type { PreparedCard } from '../../engine/personalization/prepare/prepared-card'
import { isSm2Method } from '../../engine/verification/two-sets'
import { type MoneyHandlers, runWorkflow } from '../../engine/workflow/run'
import { madeChecks as say } from '../../texts/phrases/production'
import type { IssuerHost } from '../issuer/issuer-host-port'
import { DESK_DRAWER } from '../ledger/ledger-accounts'
import type { AccessedCard } from '../sessions/card-access'
import { hostLine } from '../transactions/host-line'
import { trialTransaction } from './trial-transaction'
import type { VerifyOptions, VerifyService } from './verify-service'

export interface TestParts {
  readonly host: IssuerHost
  readonly caKeys: CaKeyLookup
  /** The bank's own desk. */
  readonly terminal: () => TerminalConfiguration
  /** Milliseconds since 1970. */
  readonly now: () => number
  readonly random: (length: number) => Uint8Array
  readonly verify: VerifyService
}

export interface Tested {
  readonly checks: readonly MadeCheck[]
  readonly report: VerificationReport
}

/** Tests of a card that was just written, on the reader where it lies. */
export class TestMadeCard {
  constructor(private readonly parts: TestParts) {}

  /** Reads it back and has it prove that it is genuine. Rejects with `Interruption` where it goes away. */
  async read(card: AccessedCard, prepared: PreparedCard, options: VerifyOptions): Promise<Tested> {
    const { report, authentication } = await this.parts.verify.verifyOpen(card, prepared, options)
    return { checks: [readBack(report), rules(report), genuine(authentication)], report }
  }

  /** See `trialTransaction`. */
  trial(card: AccessedCard, prepared: PreparedCard, id: string): Promise<MadeCheck> {
    const { caKeys, terminal, host, now, random } = this.parts
    const [product] = prepared.applications
    if (product === undefined) throw new Error('a card has an application')
    const workflow = trialTransaction({
      ...{ id: `trial-${id}-${toHex(random(4))}`, aid: product.instance, terminal: terminal(), caKeys },
      interface: card.contactless ? 'contactless' : 'contact',
      drawer: DESK_DRAWER
    })
    const handlers: MoneyHandlers = {
      channel: card.channel,
      progress: () => undefined,
      ...{ now, random },
      online: hostLine(host),
      ask: () => Promise.resolve({ kind: 'cancelled' }),
      // A request that moves nothing has nothing to be made good.
      journal: () => Promise.resolve(),
      pinPad: () => Promise.resolve(undefined)
    }
    return runWorkflow(workflow, handlers)
  }
}

function readBack({ comparison }: VerificationReport): MadeCheck {
  const check = { id: 'reading', name: say.reading }
  const differing = comparison?.findings.filter(({ level }) => level === 'failed').length ?? 0
  return differing > 0
    ? { ...check, ok: false, detail: say.differs(differing) }
    : { ...check, ok: true, detail: say.fields(comparison?.compared ?? 0) }
}

function rules({ rules: all }: VerificationReport): MadeCheck {
  const broken = all.filter(({ level, outcome }) => level === 'failed' && outcome === 'broken').length
  const applied = all.filter(({ outcome }) => outcome !== 'not-applicable').length
  const check = { id: 'rules', name: say.rules }
  return broken > 0
    ? { ...check, ok: false, detail: say.broken(broken) }
    : { ...check, ok: true, detail: say.kept(applied) }
}

function genuine({ methods }: CardAuthentication): MadeCheck {
  const check = { id: 'authentication', name: say.authentication }
  const ok =
    methods.length > 0 &&
    methods.every(({ authentication }) => authentication.outcome.kind === 'authenticated')
  const names = methods.map((one) => (isSm2Method(one) ? `${one.method} (SM2)` : one.method)).join(', ')
  return ok ? { ...check, ok, detail: { en: names, zh: names } } : { ...check, ok, detail: say.notAuthentic }
}
