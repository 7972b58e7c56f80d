import type { Command } from 'commander'
import { helpTexts } from '../../texts/cli/help'
import { serveTexts } from '../../texts/cli/messages'
import { usageTexts } from '../../texts/cli/usage'
import type { CliRun } from '../cli-run'
import { note, printResult, type CliContext } from '../context'
import { usageFailure } from '../usage-failure'
import { knownCard } from './known-card'

const PREFIX = 'virtual:'
/** The port of vpcd's first virtual reader. */
const FIRST_PORT = '35963'

interface Flags {
  readonly reader: string
  readonly port: string
  readonly contactless?: boolean
}

/** `cardwright card serve`: the virtual card in the system's PC/SC service, until Ctrl-C. */
export function addCardServe(card: Command, run: CliRun): void {
  card
    .command('serve')
    .description(run.text(helpTexts.cardServe))
    .requiredOption('--reader <R>', run.text(helpTexts.serveReader))
    .option('--contactless', run.text(helpTexts.serveContactless))
    .option('--port <N>', run.text(helpTexts.port), FIRST_PORT)
    .addHelpText(
      'after',
      run.examples(
        'cardwright card serve --reader virtual:debit-ecash',
        'cardwright card serve --reader virtual:debit-ecash --contactless'
      )
    )
    .action(run.action(serve))
}

async function serve(context: CliContext, _args: unknown, flags: Flags): Promise<0> {
  const port = portOf(flags.port)
  if (!flags.reader.startsWith(PREFIX)) throw usageFailure(usageTexts.needsVirtual(flags.reader))
  const workbench = context.workbench()
  const card = knownCard(workbench.shelf, flags.reader)
  let lost = false
  const served = await workbench.serveCard(card, {
    port,
    side: flags.contactless === true ? 'contactless' : 'contact',
    signal: context.signal,
    onState: (state) => {
      if (state === 'waiting-for-service') note(context, serveTexts.lost)
      else if (lost) note(context, serveTexts.back)
      lost = state === 'waiting-for-service'
    }
  })
  printResult(context, { serving: card, port }, () => `${serveTexts.serving(card, port)[context.language]}\n`)
  await served.ended
  note(context, serveTexts.ended)
  return 0
}

function portOf(text: string): number {
  const port = Number(text)
  if (!/^\d{1,5}$/.test(text) || port < 1 || port > 65_535) throw usageFailure(usageTexts.badPort(text))
  return port
}
