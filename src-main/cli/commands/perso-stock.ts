import type { Command } from 'commander'
import type { StockLotView } from '../../contract/production'
import { isLuhn } from '../../engine/personalization/applicant/pan'
import { lotViewOf } from '../../services/production/production-text'
import { stockHelp as help, stockTexts as say } from '../../texts/cli/perso-stock'
import type { Language } from '../../texts/local-text'
import type { CliRun } from '../cli-run'
import { printResult, type CliContext } from '../context'
import type { ExitCode } from '../exit-codes'
import { readTextFile } from '../files'
import { safeText } from '../output/safe-text'
import { table } from '../output/table'
import { usageFailure } from '../usage-failure'

/** `cardwright perso stock`: deliveries of cards. */
export function addPersoStock(perso: Command, run: CliRun): void {
  const stock = perso.command('stock').description(run.text(help.stock))
  stock.addHelpText(
    'after',
    run.examples(
      'cardwright perso stock',
      'cardwright perso stock receive "Blank cards, May" 500',
      'cardwright perso stock receive "Printed, May" --numbers numbers.txt'
    )
  )
  stock
    .command('list', { isDefault: true })
    .description(run.text(help.list))
    .action(
      run.action(async (context): Promise<ExitCode> => {
        const lots = (await context.workbench().production.stock.lots()).map(lotViewOf)
        printResult(context, { lots }, () => lotsText(lots, context.language))
        return 0
      })
    )
  stock
    .command('receive')
    .description(run.text(help.receive))
    .argument('<NAME>', run.text(help.name))
    .argument('[COUNT]', run.text(help.count))
    .option('--numbers <FILE>', run.text(help.numbers))
    .action(
      run.action<{ readonly numbers?: string }>(async (context, args, { numbers }): Promise<ExitCode> => {
        const lot = lotViewOf(await received(context, args.text(0), args.optional(1), numbers))
        printResult(context, lot, () =>
          safeText(`${say.received(lot.id, lot.name, lot.received)[context.language]}\n`)
        )
        return 0
      })
    )
}

function received(
  context: CliContext,
  name: string,
  count: string | undefined,
  numbers: string | undefined
): Promise<Parameters<typeof lotViewOf>[0]> {
  if ((count === undefined) === (numbers === undefined)) throw usageFailure(say.countOrNumbers)
  const { stock } = context.workbench().production
  if (numbers !== undefined) return stock.receivePreprinted(name, numbersIn(numbers))
  if (count === undefined || !/^[1-9]\d{0,5}$/.test(count)) throw usageFailure(say.badCount(count ?? ''))
  return stock.receive(name, Number(count))
}

/** The card numbers in a file, one a line. Throws `AppFailure`; a number is never repeated in it. */
function numbersIn(file: string): string[] {
  const text = readTextFile(file)
  if (!text.endsWith('\n')) throw usageFailure(say.halfWritten(file))
  const seen = new Map<string, number>()
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    const number = line.replaceAll(' ', '')
    if (number === '') continue
    if (!/^\d{12,19}$/.test(number) || !isLuhn(number)) throw usageFailure(say.badNumber(index + 1))
    const before = seen.get(number)
    if (before !== undefined) throw usageFailure(say.numberTwice(index + 1, before))
    seen.set(number, index + 1)
  }
  return [...seen.keys()]
}

function lotsText(lots: readonly StockLotView[], language: Language): string {
  if (lots.length === 0) return `${say.none[language]}\n`
  const { heads } = say
  const head = [
    ...[heads.id, heads.name, heads.kind, heads.received, heads.made, heads.begun, heads.scrapped],
    heads.left
  ]
  const rows = lots.map(({ id, name, kind, received: count, made, begun, scrapped, left }) => [
    ...[id, name, say.kinds[kind][language]],
    ...[count, made, begun, scrapped, left].map(String)
  ])
  return safeText(table([head.map((text) => text[language]), ...rows]))
}
