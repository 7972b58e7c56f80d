import type { Command } from 'commander'
import { scrapReason, type ProductionView } from '../../contract/production'
import { AppFailure } from '../../services/app-failure'
import { productionViewOf } from '../../services/production/production-text'
import { stockHelp as help, stockTexts as say } from '../../texts/cli/perso-stock'
import type { Language } from '../../texts/local-text'
import type { CliRun } from '../cli-run'
import { confirm, printResult } from '../context'
import type { ExitCode } from '../exit-codes'
import { linesWanted, localTime, type MostFlag } from '../output/lines'
import { safeText } from '../output/safe-text'
import { table } from '../output/table'
import { choice } from './cryptogram-arguments'

const STATES = ['begun', 'made', 'scrapped'] as const
const REASONS = scrapReason.options

/** `cardwright perso productions`: cards that were begun, made or scrapped. */
export function addPersoProductions(perso: Command, run: CliRun): void {
  perso
    .command('productions')
    .description(run.text(help.productions))
    .option('--state <S>', run.text(help.state))
    .option('--most <N>', run.text(help.most), '50')
    .addHelpText('after', run.examples('cardwright perso productions --state begun'))
    .action(
      run.action<MostFlag & { readonly state?: string }>(async (context, _args, flags): Promise<ExitCode> => {
        const state = flags.state === undefined ? undefined : choice('--state', flags.state, STATES)
        const { log } = context.workbench().production
        const productions = (await log.newest(linesWanted(flags), state)).map(productionViewOf)
        printResult(context, { productions }, () => productionsText(productions, context.language))
        return 0
      })
    )
}

/** `cardwright perso scrap`. */
export function addPersoScrap(perso: Command, run: CliRun): void {
  perso
    .command('scrap')
    .description(run.text(help.scrap))
    .argument('<ID>', run.text(help.id))
    .requiredOption('--reason <R>', run.text(help.reason(REASONS)))
    .option('--yes', run.text(help.yes))
    .addHelpText('after', run.examples('cardwright perso scrap card-5c1410b0261a --reason torn-card --yes'))
    .action(
      run.action<{ readonly reason: string; readonly yes?: boolean }>(
        async (context, args, flags): Promise<ExitCode> => {
          const reason = choice('--reason', flags.reason, REASONS)
          const { log, make } = context.workbench().production
          const found = await log.find(args.text(0))
          if (found === undefined) throw new AppFailure('production-unknown')
          await confirm(context, say.willScrap(found.id, found.pan), flags.yes ?? false)
          const scrapped = productionViewOf(await make.scrap(found.id, reason))
          printResult(context, scrapped, () => `${say.scrapped(scrapped.id)[context.language]}\n`)
          return 0
        }
      )
    )
}

function productionsText(productions: readonly ProductionView[], language: Language): string {
  if (productions.length === 0) return `${say.noProductions[language]}\n`
  const { heads } = say
  const head = [heads.id, heads.since, heads.number, heads.profile, heads.state, heads.lot, heads.why]
  const rows = productions.map(({ id, at, pan, profile, state, lot, reason }) => [
    ...[id, localTime(Date.parse(at)), pan, profile, say.states[state][language]],
    ...[lot ?? '-', reason?.[language] ?? '']
  ])
  return safeText(table([head.map((text) => text[language]), ...rows]))
}
