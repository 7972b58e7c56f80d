import type { CardAction } from '../../../src-main/contract/ecash'
import type { ReadyMadeCard } from '../../../src-main/virtual-card/ready-made/ready-made-cards'
import type { MatrixWorld, Side } from './matrix-world'

/** Something that a person has done with a card, and what it comes to when nothing goes wrong. */
export interface Flow {
  readonly name: string
  readonly card: ReadyMadeCard
  readonly side: Side
  readonly action: CardAction
  /** Cells of the card that are otherwise than on a fresh one. */
  readonly cells?: Readonly<Record<string, string>>
  readonly before?: (world: MatrixWorld) => Promise<void>
  /** Minor units by kind of ledger account, and on the card, once all purchases are uploaded. */
  readonly effect: Readonly<Record<string, number>>
  /** The cell of the card in which a script that moves no money shows. */
  readonly shows?: string
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
  return { name, action, effect, card: 'debit-ecash', side: 'contact', ...more }
}

const keep = async ({ issuer }: MatrixWorld): Promise<void> => {
  await issuer.references.ready()
  const card = issuer.references.reference('6228480000000000018', '01')
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
    { merchant: 12_50, ecash: -12_50, card: -12_50 }
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
  flow('set-limits', { kind: 'set-limits', balanceLimit: 900_00 }, {}, { shows: 'object/9F77' }),
  flow(
    'set-all-limits',
    { kind: 'set-limits', balanceLimit: 900_00, transactionLimit: 500_00, resetThreshold: 5_00 },
    {},
    { shows: 'object/9F6D' }
  ),
  flow('change-pin', { kind: 'change-pin' }, {}),
  flow(
    'unblock-pin',
    { kind: 'unblock-pin' },
    {},
    { cells: { [`${DEBIT}/object/9F17`]: '00' }, shows: 'object/9F17' }
  ),
  flow('block-application', { kind: 'block-application' }, {}, { shows: 'blocked', once: true }),
  flow(
    'unblock-application',
    { kind: 'unblock-application' },
    {},
    { cells: { [`${DEBIT}/blocked`]: '01' }, shows: 'blocked', once: true }
  ),
  flow('block-card', { kind: 'block-card' }, {}, { shows: 'card-state', once: true })
]
