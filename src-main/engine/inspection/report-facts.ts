import type { ApplicationView, InspectionReport, LogRecord, LogView, Money } from '../../contract/report'
import { type LocalText, sameText } from '../../texts/local-text'
import { reportPhrases as label } from '../../texts/phrases/report'
import { groupedPan } from '../trace/explain/values/pan'
import { amountText } from '../trace/explain/values/money'

/** One labelled line of a report. */
export interface Fact {
  readonly label: LocalText
  readonly value: LocalText
}

/** What is said of the card as a whole. */
export function cardFacts(report: InspectionReport): Fact[] {
  const { card } = report
  return facts([
    [label.family, card.family.name],
    [label.at, sameText(report.at.replace('T', ' ').replace(/\.\d+Z$/, ' UTC'))],
    [label.reader, sameText(report.reader)],
    [label.interface, label[card.interface]],
    [label.protocol, sameText(card.protocol)],
    [label.uid, maybe(card.uid)],
    [label.ats, maybe(card.ats)],
    [label.atr, maybe(card.atr.hex === '' ? undefined : card.atr.hex)],
    [label.outcome, label[report.outcome]]
  ])
}

/** What is said of one application, without balances and lists. */
export function applicationFacts(application: ApplicationView): Fact[] {
  const { authentication } = application
  return facts([
    [label.kind, application.kindText],
    [label.aid, sameText(application.aid)],
    [label.label, maybe(application.label)],
    [label.preferredName, maybe(application.preferredName)],
    [label.state, application.blocked ? label.blocked : undefined],
    [label.pan, maybe(application.pan && groupedPan(application.pan))],
    [label.panSequence, maybe(application.panSequence)],
    [label.cardholder, maybe(application.cardholder)],
    [label.effective, maybe(application.effective)],
    [label.expiry, maybe(application.expiry)],
    [label.serviceCode, application.serviceCode],
    [label.currency, maybe(application.currency)],
    [label.country, maybe(application.country)],
    [label.languages, maybe(application.languages.join(', '))],
    [label.priority, maybe(application.priority?.toString())],
    [label.foundBy, foundByText(application)],
    [label.atc, maybe(application.atc?.toString())],
    [label.lastOnlineAtc, maybe(application.lastOnlineAtc?.toString())],
    [label.pinTriesLeft, maybe(application.pinTriesLeft?.toString())],
    [label.authentication, authentication.text],
    [label.caKeyIndex, maybe(authentication.caKeyIndex)]
  ])
}

/** Balance and limits of each purse. */
export function balanceFacts(
  application: ApplicationView
): { purse: LocalText; balance: LocalText; limits: Fact[] }[] {
  return application.balances.map((view) => ({
    purse: label.purse(view.purse),
    balance: moneyText(view.balance),
    limits: facts([
      [label.limit, view.limit && moneyText(view.limit)],
      [label.singleLimit, view.singleLimit && moneyText(view.singleLimit)],
      [label.resetThreshold, view.resetThreshold && moneyText(view.resetThreshold)],
      [label.cvmLimit, view.cvmLimit && moneyText(view.cvmLimit)]
    ])
  }))
}

/** Lists of sentences: cardholder verification, usage, action codes. */
export function applicationLists(
  application: ApplicationView
): { label: LocalText; items: readonly LocalText[] }[] {
  const codes = application.actionCodes.map(({ name, hex, conditions }) => ({
    label: { en: `${name.en} (${hex})`, zh: `${name.zh}（${hex}）` },
    items: conditions.length === 0 ? [label.none] : conditions
  }))
  return [
    { label: label.cvmRules, items: application.cvmRules },
    { label: label.usage, items: application.usage },
    ...codes
  ].filter(({ items }) => items.length > 0)
}

export interface LogTable {
  readonly title: LocalText
  readonly columns: readonly LocalText[]
  readonly rows: readonly (readonly LocalText[])[]
  /** Said in place of the table where there is no row. */
  readonly empty: LocalText
}

/** A log as a table of those columns that any of its records has. */
export function logTable(log: LogView): LogTable {
  const columns: readonly (readonly [LocalText, (record: LogRecord) => LocalText | undefined])[] = [
    [label.record, (record) => sameText(String(record.record))],
    [label.date, ({ date }) => maybe(date)],
    [label.time, ({ time }) => maybe(time)],
    [label.type, ({ type }) => type],
    [label.amount, signedAmount],
    [label.before, ({ before }) => before && moneyText(before)],
    [label.after, ({ after }) => after && moneyText(after)],
    [label.merchant, ({ merchant }) => maybe(merchant)],
    [label.terminalCountry, ({ country }) => maybe(country)],
    [label.atcShort, ({ atc }) => maybe(atc?.toString())]
  ]
  const used = columns.filter(([, valueOf]) => log.records.some((record) => valueOf(record) !== undefined))
  return {
    title: log.kind === 'load' ? label.loadLog : label.transactionLog,
    columns: used.map(([name]) => name),
    rows: log.records.map((record) => used.map(([, valueOf]) => valueOf(record) ?? sameText('–'))),
    empty: label.logEmpty(log.capacity)
  }
}

/** The sign says whether the money came onto the card or went off it. */
function signedAmount({ amount, direction }: LogRecord): LocalText | undefined {
  if (!amount) return undefined
  const { en, zh } = moneyText(amount)
  const sign = direction === undefined ? '' : direction === 'in' ? '+' : '−'
  return { en: `${sign}${en}`, zh: `${sign}${zh}` }
}

export function moneyText({ minor, currency }: Money): LocalText {
  return amountText(minor, currency)
}

function foundByText({ foundBy }: ApplicationView): LocalText | undefined {
  if (foundBy.length === 0) return undefined
  const names = foundBy.map((by) => (by === 'probe' ? label.probe : sameText(by.toUpperCase())))
  return { en: names.map(({ en }) => en).join(', '), zh: names.map(({ zh }) => zh).join('、') }
}

function facts(rows: readonly (readonly [LocalText, LocalText | undefined])[]): Fact[] {
  return rows.flatMap(([name, value]) => (value === undefined ? [] : [{ label: name, value }]))
}

function maybe(text: string | undefined): LocalText | undefined {
  return text === undefined || text === '' ? undefined : sameText(text)
}
