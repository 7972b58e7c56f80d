import type { Decision, Reason, TransactionStory } from '../../contract/payment'
import { amountText } from '../../engine/trace/explain/values/money'
import { transactTexts as say } from '../../texts/cli/transact'
import type { Language, LocalText } from '../../texts/local-text'
import { safeText } from './safe-text'

/** What a decision did, in front of it. */
const MARKS: Readonly<Record<Decision['effect'], string>> = { ok: '+', info: ' ', caution: '!', stop: 'x' }

/** A transaction as text: how it came out, the facts, then every decision with its reasons. Ends with a line break. */
export function storyText(story: TransactionStory, language: Language): string {
  const lines = [
    story.sentence[language],
    ...(story.advice === undefined ? [] : [story.advice[language]]),
    '',
    ...facts(story, language),
    '',
    ...story.decisions.flatMap((decision) => decisionLines(decision, language)),
    '',
    say.time(story.apdus, Math.round(story.durationMs), rounded(story.odaMs))[language]
  ]
  return `${safeText(lines.join('\n'))}\n`
}

function rounded(milliseconds: number | undefined): number | undefined {
  return milliseconds === undefined ? undefined : Math.round(milliseconds)
}

function facts(story: TransactionStory, language: Language): string[] {
  const money = (amount: number): string =>
    amountText(amount, String(story.currency).padStart(3, '0'))[language]
  const { card, balanceBefore, balanceAfter, cryptogram, cvm } = story
  const cardText = [card?.pan, card?.label, card?.aid].filter((part) => part !== undefined).join('  ')
  const balance = [balanceBefore, balanceAfter].filter((amount) => amount !== undefined).map(money)
  const rows: readonly (readonly [LocalText, string | undefined])[] = [
    [say.amountLine, money(story.amount)],
    [say.card, cardText === '' ? undefined : cardText],
    [say.paidFrom, story.path === null ? undefined : say.path[story.path][language]],
    [say.balance, balance.length === 0 ? undefined : balance.join(' -> ')],
    [say.holder, cvm?.[language]],
    [say.counter, story.atc === undefined ? undefined : String(story.atc)],
    [say.cryptogram, cryptogram === undefined ? undefined : `${cryptogram.kind} ${cryptogram.hex}`],
    [say.responseCode, story.arc]
  ]
  const colon = language === 'zh' ? '：' : ': '
  return [
    ...rows.flatMap(([name, value]) => (value === undefined ? [] : [`${name[language]}${colon}${value}`])),
    `TVR ${story.tvr}  TSI ${story.tsi}`
  ]
}

function decisionLines({ title, text, effect, reasons }: Decision, language: Language): string[] {
  const colon = language === 'zh' ? '：' : ': '
  return [
    `${MARKS[effect]} ${title[language]}${colon}${text[language]}`,
    ...reasons.map((reason) => `    ${reasonText(reason, language)}`)
  ]
}

function reasonText({ text, tag, hex, section }: Reason, language: Language): string {
  const source = [tag, hex].filter((part) => part !== undefined).join(' ')
  const parts = [source, section].filter((part) => part !== undefined && part !== '')
  return parts.length === 0 ? text[language] : `${text[language]}  [${parts.join('; ')}]`
}
