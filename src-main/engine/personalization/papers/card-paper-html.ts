import type { CardLetter, ProductionReport } from '../../../contract/card-paper'
import { type Language, type LocalText, sameText } from '../../../texts/local-text'
import { cardPapers as say } from '../../../texts/phrases/card-papers'
import { amountText } from '../../trace/explain/values/money'
import { paperHtml, type PaperPart } from './paper-html'

const CNY = '156'

/**
 * A paper about a card that was made, as one HTML document. There is nothing on it that may not be: the number is truncated,
 * a PIN and keys are not among what it is made from.
 */
export function cardPaperHtml(paper: CardLetter | ProductionReport, language: Language): string {
  switch (paper.what) {
    case 'letter':
      return paperHtml({ bank: say.bank, title: say.letter.title }, letterParts(paper), language)
    case 'report':
      return paperHtml({ bank: say.bank, title: say.report.title }, reportParts(paper), language)
  }
}

/** What brings a PIN to its holder, and nothing that would tell whose account it opens but the truncated number. */
export function pinLetterHtml(
  { pan, name, pin }: { readonly pan: string; readonly name: string; readonly pin: string },
  language: Language
): string {
  const { pinLetter, letter, facts } = say
  return paperHtml(
    { bank: say.bank, title: pinLetter.title },
    [
      { kind: 'text', text: letter.greeting(name) },
      { kind: 'text', text: pinLetter.intro },
      {
        kind: 'facts',
        facts: [
          [facts.number, sameText(pan)],
          [pinLetter.pin, sameText(pin)]
        ]
      },
      { kind: 'text', text: pinLetter.keep }
    ],
    language
  )
}

function letterParts({ card, limits, pin }: CardLetter): PaperPart[] {
  const money = (minor: number): LocalText => amountText(minor, CNY)
  const { letter, facts } = say
  return [
    ...testPart(card.test),
    { kind: 'text', text: letter.greeting(card.name) },
    { kind: 'text', text: letter.intro(card.profile) },
    {
      kind: 'facts',
      facts: [
        [facts.number, sameText(card.pan)],
        [facts.holder, sameText(card.name)],
        [facts.valid, sameText(printedExpiry(card.expiry))]
      ]
    },
    { kind: 'heading', text: letter.limitsTitle },
    {
      kind: 'facts',
      facts: [
        [letter.balance, money(limits.balance)],
        [letter.transaction, money(limits.transaction)],
        [letter.cvm, money(limits.cvm)]
      ]
    },
    { kind: 'heading', text: letter.useTitle },
    {
      kind: 'list',
      lines: [...(pin ? [letter.usePin] : []), letter.useFirst, letter.useFlash, letter.lost]
    }
  ]
}

function reportParts(paper: ProductionReport): PaperPart[] {
  const { card, issuer, production, sentence, checks, findings, report, at } = paper
  const { facts, report: words } = say
  const all = [
    ...findings,
    ...(report?.rules.flatMap((rule) => rule.findings) ?? []),
    ...(report?.comparison?.findings ?? [])
  ]
  return [
    ...testPart(card.test),
    { kind: 'text', text: sentence },
    {
      kind: 'facts',
      facts: [
        [facts.number, sameText(card.pan)],
        [facts.sequence, sameText(card.psn)],
        [facts.holder, sameText(card.name)],
        [facts.product, card.profile],
        [facts.valid, sameText(printedExpiry(card.expiry))],
        ...(card.account === undefined ? [] : ([[facts.account, sameText(card.account)]] as const)),
        [facts.issuer, sameText(issuer)],
        [facts.production, sameText(production)],
        [facts.at, sameText(at.slice(0, 16).replace('T', ' '))]
      ]
    },
    { kind: 'heading', text: words.checks },
    {
      kind: 'list',
      lines: checks.map(({ name, ok, detail }) => {
        const outcome = ok ? words.passed : words.failed
        return joined(name, detail === undefined ? outcome : joined(outcome, detail, ', ', '，'))
      })
    },
    ...(report === undefined ? [] : rulesParts(report)),
    ...(all.length === 0
      ? []
      : ([
          { kind: 'heading', text: words.findings },
          { kind: 'list', lines: all.map(({ path, text }) => joined(sameText(path), text)) }
        ] as const))
  ]
}

function rulesParts({ rules, comparison }: NonNullable<ProductionReport['report']>): PaperPart[] {
  const applied = rules.filter(({ outcome }) => outcome !== 'not-applicable')
  const kept = applied.filter(({ outcome }) => outcome === 'kept')
  return [
    { kind: 'heading', text: say.report.rules },
    {
      kind: 'list',
      lines: [
        say.report.kept(kept.length, applied.length),
        ...(comparison === undefined ? [] : [say.report.compared(comparison.compared)])
      ]
    }
  ]
}

function testPart(isTest: boolean): PaperPart[] {
  return isTest ? [{ kind: 'test', text: say.test }] : []
}

function joined(left: LocalText, right: LocalText, en = ': ', zh = '：'): LocalText {
  return { en: `${left.en}${en}${right.en}`, zh: `${left.zh}${zh}${right.zh}` }
}

/** `2030-12-31` as it is printed on a card. */
export function printedExpiry(expiry: string): string {
  return `${expiry.slice(5, 7)}/${expiry.slice(2, 4)}`
}
