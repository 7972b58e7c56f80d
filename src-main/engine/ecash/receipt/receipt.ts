import type { HistoryRow, ReceiptView } from '../../../contract/ecash'
import { type LocalText, sameText } from '../../../texts/local-text'
import { entryTitle } from '../../../texts/phrases/ecash'
import { responseCodeText } from '../../../texts/phrases/issuer'
import { receiptTexts as say } from '../../../texts/phrases/receipt'
import { money } from '../../emv/reasons'
import type { EntryFacts, Flow } from '../entry/entry-facts'

/** How an entry is closed, or `open`. */
type State = HistoryRow['state']

/** For which flows the balances on the card belong on the receipt. */
const ON_CARD: ReadonlySet<Flow> = new Set([
  'load',
  'load-kept',
  'unload',
  'purchase-contact',
  'purchase-flash'
])

export interface ReceiptData {
  readonly entry: string
  readonly facts: EntryFacts
  readonly closed: Exclude<State, 'open'> | undefined
  /** Minutes that the terminal's clock is ahead of UTC. */
  readonly utcOffset: number
  /** It was printed before. */
  readonly copy: boolean
  /** The issuer is the built-in one. */
  readonly test: boolean
}

/** Money moved, or moved back: whoever paid gets it in writing. */
export function hasReceipt({ amount }: EntryFacts, closed: State | undefined): boolean {
  return amount !== undefined && (closed === 'completed' || closed === 'reversed')
}

/** A receipt, line by line; the card's number is truncated in the journal already. */
export function receiptView(data: ReceiptData): ReceiptView {
  const { entry, facts, closed, copy, test } = data
  return {
    entry,
    title: entryTitle(facts),
    lines: lines(data),
    notes: [
      ...(closed === 'reversed' ? [say.states.reversed] : []),
      ...(copy ? [say.copy] : []),
      ...(test ? [say.test] : [])
    ]
  }
}

function lines({ entry, facts, closed, utcOffset }: ReceiptData): ReceiptView['lines'] {
  const { pan, label, at, terminal, merchant, amount, currency, flow, atc, arc, tc, arqc } = facts
  const { balanceBefore, balanceAfter } = ON_CARD.has(flow) && closed === 'completed' ? facts : NONE
  const balance = (minor: number | undefined): LocalText | undefined =>
    minor === undefined ? undefined : money(minor, currency)
  const text = (value: string | number | undefined): LocalText | undefined =>
    value === undefined ? undefined : sameText(String(value))
  return [
    line(say.card, text(pan)),
    line(say.application, text(label)),
    line(say.time, sameText(localTime(at, utcOffset))),
    line(say.terminal, text(terminal)),
    line(say.merchant, text(merchant)),
    line(say.amount, balance(amount), true),
    line(say.before, balance(balanceBefore)),
    line(say.after, balance(balanceAfter), true),
    line(say.counter, text(atc)),
    line(say.cryptogram, text(tc ?? arqc)),
    line(say.responseCode, arc === undefined ? undefined : responseCodeText(arc)),
    line(say.reference, text(entry))
  ].flat()
}

const NONE: Pick<EntryFacts, 'balanceBefore' | 'balanceAfter'> = {}

function line(name: LocalText, value: LocalText | undefined, strong = false): ReceiptView['lines'] {
  return value === undefined ? [] : [{ name, value, strong }]
}

function localTime(at: number, utcOffset: number): string {
  return new Date(at + utcOffset * 60_000).toISOString().slice(0, 19).replace('T', ' ')
}
