import { type Argument, Command } from 'commander'
import { version } from '../../package.json'
import { helpTexts } from '../texts/cli/help'
import { displayWidth, wrapped } from '../engine/inspection/display-width'
import type { LocalText } from '../texts/local-text'
import type { CliRun } from './cli-run'
import { addApdu } from './commands/apdu'
import { addCardCreate } from './commands/card-create'
import { addCardDelete } from './commands/card-delete'
import { addCardList } from './commands/card-list'
import { addCardReset } from './commands/card-reset'
import { addCardServe } from './commands/card-serve'
import { addCryptogram } from './commands/cryptogram'
import { addDemo } from './commands/demo'
import { addDoctor } from './commands/doctor'
import { addEcash } from './commands/ecash'
import { addGp } from './commands/gp'
import { addInspect } from './commands/inspect'
import { addIssuer } from './commands/issuer'
import { addOda } from './commands/oda'
import { addPerso } from './commands/perso'
import { addReaders } from './commands/readers'
import { addReportCompare } from './commands/report-compare'
import { addReportShow } from './commands/report-show'
import { addScript } from './commands/script'
import { addTraceExport } from './commands/trace-export'
import { addTraceImport } from './commands/trace-import'
import { addTraceShow } from './commands/trace-show'
import { addTransact } from './commands/transact'
import { addVault } from './commands/vault'

/** Where commander writes; it never ends the process itself. */
export interface ProgramOutput {
  readonly write: (text: string) => void
  readonly columns: number
}

/** All commands with their help in the language of this run. Parsing throws `CommanderError`. */
export function buildProgram(run: CliRun, output: ProgramOutput): Command {
  const program = new Command('cardwright')
  program
    .description(run.text(helpTexts.program))
    .option('--lang <LANG>', run.text(helpTexts.lang))
    .option('--json', run.text(helpTexts.json))
    .version(version, '--version', run.text(helpTexts.version))
    .addHelpText('after', `\n${run.text(helpTexts.exitCodes)}`)
    .addHelpText(
      'after',
      run.examples('cardwright demo', 'cardwright readers', 'cardwright inspect', 'cardwright help inspect')
    )
  addReaders(program, run)
  addInspect(program, run)
  addApdu(program, run)
  addScript(program, run)
  const card = program.command('card').description(run.text(helpTexts.card))
  for (const add of [addCardList, addCardCreate, addCardReset, addCardDelete, addCardServe]) add(card, run)
  addEcash(program, run)
  addTransact(program, run)
  addOda(program, run)
  addCryptogram(program, run)
  addIssuer(program, run)
  addVault(program, run)
  addGp(program, run)
  addPerso(program, run)
  addDemo(program, run)
  addDoctor(program, run)
  const report = program.command('report').description(run.text(helpTexts.report))
  for (const add of [addReportShow, addReportCompare]) add(report, run)
  const trace = program.command('trace').description(run.text(helpTexts.traceCommand))
  for (const add of [addTraceShow, addTraceExport, addTraceImport]) add(trace, run)
  for (const command of withSubcommands(program)) describe(command, run, output)
  return program
}

function withSubcommands(command: Command): Command[] {
  return [command, ...command.commands.flatMap(withSubcommands)]
}

/** What commander would say in English is said in the language of this run; what it would print is handed over. */
function describe(command: Command, run: CliRun, { write, columns }: ProgramOutput): void {
  command
    .exitOverride()
    .configureOutput({
      writeOut: write,
      writeErr: write,
      // Errors are told by the one place that tells all errors.
      outputError: () => undefined,
      getOutHelpWidth: () => columns,
      getErrHelpWidth: () => columns
    })
    .helpOption('-h, --help', run.text(helpTexts.help))
    .configureHelp({
      showGlobalOptions: true,
      subcommandTerm: (subcommand) =>
        [subcommand.name(), ...subcommand.registeredArguments.map(argumentTerm)].join(' '),
      displayWidth,
      boxWrap: (text, width) => wrapped(text, width).join('\n'),
      styleTitle: (title) => headingText(title, run),
      styleUsage: (usage) =>
        usage
          .replaceAll('[options]', run.text(helpTexts.optionsPlace))
          .replaceAll('[command]', run.text(helpTexts.commandPlace))
    })
  if (command.commands.length > 0) command.helpCommand('help [command]', run.text(helpTexts.helpCommand))
}

function argumentTerm(argument: Argument): string {
  const name = argument.variadic ? `${argument.name()}...` : argument.name()
  return argument.required ? `<${name}>` : `[${name}]`
}

function headingText(title: string, run: CliRun): string {
  const headings: Readonly<Record<string, LocalText>> = helpTexts.headings
  const heading = headings[title]
  return heading === undefined ? title : run.text(heading)
}
