import type { Command } from 'commander'
import type { JournalEntry } from '../../services/journal/journal-service'
import type { JournalFacts } from '../../engine/workflow/journal'
import { entryStateTexts, issuerTexts as texts } from '../../texts/cli/issuer'
import type { Language } from '../../texts/local-text'
import type { CliRun } from '../cli-run'
import { printResult } from '../context'
import type { ExitCode } from '../exit-codes'
import { majorUnits } from '../minor-units'
import { linesWanted, localTime, type MostFlag } from '../output/lines'
import { safeText } from '../output/safe-text'
import { table } from '../output/table'
import { usageFailure } from '../usage-failure'

interface Flags extends MostFlag {
  readonly open?: boolean
}

/** `cardwright issuer journal`: entries; with the name of one, its steps. */
export function addIssuerJournal(issuer: Command, run: CliRun): void {
  issuer
    .command('journal')
    .description(run.text(texts.journal))
    .argument('[ENTRY]', run.text(texts.entry))
    .option('--open', run.text(texts.open))
    .option('--most <N>', run.text(texts.most), '20')
    .action(
      run.action<Flags>(async (context, args, flags): Promise<ExitCode> => {
        const { journal } = context.workbench().money
        const name = args.optional(0)
        if (name !== undefined) {
          const entry = await journal.entry(name)
          if (entry === undefined) throw usageFailure(texts.noEntry(name))
          printResult(context, { entry }, () => stepsText(entry, context.language))
          return 0
        }
        const open = await journal.open()
        const others = flags.open === true ? [] : await journal.history({ most: linesWanted(flags) })
        const entries = [...open, ...others.filter(({ closed }) => closed !== undefined)]
        printResult(context, { entries }, () => entriesText(entries, flags.open === true, context.language))
        return 0
      })
    )
}

function entriesText(entries: readonly JournalEntry[], onlyOpen: boolean, language: Language): string {
  if (entries.length === 0) return `${(onlyOpen ? texts.nothingOpen : texts.nothing)[language]}\n`
  const head = [
    texts.headEntry,
    texts.headTime,
    texts.headState,
    texts.headFlow,
    texts.headNumber,
    texts.headAmount
  ]
  return table([
    head.map((text) => text[language]),
    ...entries.map(({ entry, openedAt, closed, facts }) => [
      entry,
      localTime(openedAt),
      entryStateTexts[closed ?? 'open'][language],
      textFact(facts, 'flow'),
      textFact(facts, 'pan'),
      typeof facts['amount'] === 'number' ? majorUnits(facts['amount']) : ''
    ])
  ])
}

function stepsText({ steps }: JournalEntry, language: Language): string {
  const head = [texts.headTime, texts.headStep, texts.headState, texts.headFacts]
  return table([
    head.map((text) => text[language]),
    ...steps.map(({ at, step, closed, facts }) => [
      localTime(at),
      safeText(step),
      closed === undefined ? '' : entryStateTexts[closed][language],
      Object.entries(facts)
        .map(([name, value]) => safeText(`${name}=${value}`))
        .join(' ')
    ])
  ])
}

function textFact(facts: JournalFacts, name: string): string {
  const value = facts[name]
  return value === undefined ? '' : safeText(String(value))
}
