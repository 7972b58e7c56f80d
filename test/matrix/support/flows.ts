import type { CardAction } from '../../../src-main/contract/ecash'
import type { TerminalConfiguration } from '../../../src-main/engine/emv/terminal-configuration'
import type { CardChanges } from '../../../src-main/services/issuer/issuer-store-port'
import { terminalPreset } from '../../../src-main/services/terminals/terminal-presets'
import type { ReadyMadeCard } from '../../../src-main/virtual-card/ready-made/ready-made-cards'
import type { Known } from './both-sides'
import type { Fault } from './faults'
import { NEW_PIN } from './holder'
import type { MatrixWorld } from './matrix-world'
import { APPROVES_OFFLINE, APPROVES_UNASKED, trustingTerminal } from './offline-account'

/** Something that a person has done with a card, and what it comes to when nothing goes wrong. */
export interface Flow {
  readonly name: string
  readonly card: ReadyMadeCard
  readonly side: 'contact' | 'contactless'
  readonly action: CardAction
  readonly terminal: (id?: string) => TerminalConfiguration
  /** Cells of the card, and what the issuer knows of it, that are otherwise than of a fresh one. */
  readonly cells?: Readonly<Record<string, string>>
  readonly issuerCard?: CardChanges
  readonly before?: (world: MatrixWorld) => Promise<void>
  /** What goes wrong in any case while it is done. */
  readonly always?: readonly Fault[]
  /** Minor units by kind of ledger account, and on the card, once all purchases are uploaded. */
  readonly effect: Readonly<Record<string, number>>
  /** What it may come to as well: a card whose e-cash cannot be used pays from the account behind it. */
  readonly otherwise?: Readonly<Record<string, number>>
  /** What card and issuer know afterwards that they did not before. */
  readonly becomes?: Partial<Known>
  /** The card does not log it. */
  readonly unlogged?: true
  /** The card checks a PIN, and takes a try from its counter before it does: power that is lost right then costs one. */
  readonly risksTry?: true
  /** Doing it again after it was done is refused, or would be something else. */
  readonly once?: true
}

const AMOUNT = 40_00
const DEBIT = 'A000000333010101'
const KEPT = 30_00

function flow(
  name: string,
  action: CardAction,
  effect: Flow['effect'],
  more: Partial<Omit<Flow, 'name' | 'action' | 'effect'>> = {}
): Flow {
  return { name, action, effect, card: 'debit-ecash', side: 'contact', terminal: terminalPreset, ...more }
}

const keep = async ({ issuer, ref: card }: MatrixWorld): Promise<void> => {
  await issuer.desk.keep({ card, amount: KEPT, from: 'cash', drawer: 'desk' })
}

/** Every kind of load, unload, purchase and script. */
export const FLOWS: readonly Flow[] = [
  flow(
    'load-account',
    { kind: 'load', amount: AMOUNT, from: 'account' },
    { account: -AMOUNT, ecash: AMOUNT, card: AMOUNT }
  ),
  flow(
    'load-account-credit',
    { kind: 'load', amount: AMOUNT, from: 'account' },
    { account: -AMOUNT, ecash: AMOUNT, card: AMOUNT },
    { card: 'credit-ecash' }
  ),
  flow(
    'load-account-contactless',
    { kind: 'load', amount: AMOUNT, from: 'account' },
    { account: -AMOUNT, ecash: AMOUNT, card: AMOUNT },
    { side: 'contactless' }
  ),
  flow(
    'load-other',
    { kind: 'load', amount: AMOUNT, from: 'other-account', pan: '6228480000000015' },
    { account: -AMOUNT, ecash: AMOUNT, card: AMOUNT }
  ),
  flow(
    'load-cash',
    { kind: 'load', amount: AMOUNT, from: 'cash' },
    { drawer: -AMOUNT, ecash: AMOUNT, card: AMOUNT },
    { card: 'ecash' }
  ),
  flow(
    'load-kept',
    { kind: 'load-kept' },
    { kept: -KEPT, ecash: KEPT, card: KEPT },
    { before: keep, once: true }
  ),
  flow(
    'unload-account',
    { kind: 'unload', amount: AMOUNT, to: 'account' },
    { account: AMOUNT, ecash: -AMOUNT, card: -AMOUNT }
  ),
  flow(
    'unload-cash',
    { kind: 'unload', amount: 15_00, to: 'cash' },
    { drawer: 15_00, ecash: -15_00, card: -15_00 },
    { card: 'ecash' }
  ),
  flow(
    'pay-contact-ecash',
    { kind: 'pay', amount: 12_50, mode: 'contact' },
    { merchant: 12_50, ecash: -12_50, card: -12_50 },
    { otherwise: { merchant: 12_50, account: -12_50 } }
  ),
  flow(
    'pay-flash',
    { kind: 'pay', amount: 12_50, mode: 'flash' },
    { merchant: 12_50, ecash: -12_50, card: -12_50 },
    { side: 'contactless' }
  ),
  flow(
    'pay-flash-online',
    { kind: 'pay', amount: 12_50, mode: 'flash', online: true },
    { merchant: 12_50, account: -12_50 },
    { side: 'contactless' }
  ),
  flow(
    'pay-contact-online',
    { kind: 'pay', amount: 12_50, mode: 'contact', online: true },
    { merchant: 12_50, account: -12_50 }
  ),
  flow(
    'pay-contact-offline',
    { kind: 'pay', amount: 12_50, mode: 'contact' },
    { merchant: 12_50, account: -12_50 },
    { terminal: trustingTerminal, cells: APPROVES_OFFLINE, risksTry: true }
  ),
  flow(
    'pay-contact-line-down',
    { kind: 'pay', amount: 12_50, mode: 'contact' },
    { merchant: 12_50, account: -12_50 },
    {
      terminal: trustingTerminal,
      cells: APPROVES_UNASKED,
      risksTry: true,
      always: [{ kind: 'host', exchange: 1, how: 'silent' }]
    }
  ),
  flow(
    'pay-flash-unlogged',
    { kind: 'pay', amount: 12_50, mode: 'flash' },
    { merchant: 12_50, ecash: -12_50, card: -12_50 },
    { side: 'contactless', cells: { [`${DEBIT}/object/9F68`]: '9900F000' }, unlogged: true }
  ),
  flow(
    'set-limits',
    { kind: 'set-limits', balanceLimit: 900_00 },
    {},
    { becomes: { limits: '90000/100000/1000' } }
  ),
  flow(
    'set-all-limits',
    { kind: 'set-limits', balanceLimit: 900_00, transactionLimit: 500_00, resetThreshold: 5_00 },
    {},
    { becomes: { limits: '90000/50000/500' } }
  ),
  flow('change-pin', { kind: 'change-pin' }, {}, { becomes: { pin: NEW_PIN } }),
  flow(
    'unblock-pin',
    { kind: 'unblock-pin' },
    {},
    {
      cells: { [`${DEBIT}/object/9F17`]: '00' },
      issuerCard: { pinTriesLeft: 0 },
      becomes: { pinTries: '3' }
    }
  ),
  flow(
    'block-application',
    { kind: 'block-application' },
    {},
    { becomes: { status: 'application-blocked' }, once: true }
  ),
  flow(
    'unblock-application',
    { kind: 'unblock-application' },
    {},
    {
      cells: { [`${DEBIT}/blocked`]: '01' },
      issuerCard: { status: 'application-blocked' },
      becomes: { status: 'active' },
      once: true
    }
  ),
  flow('block-card', { kind: 'block-card' }, {}, { becomes: { status: 'card-blocked' }, once: true })
]
