import type { Command } from 'commander'
import { parseHex } from '../../engine/bytes/hex'
import type { CardAuthentication } from '../../engine/emv/authenticate-card'
import { helpTexts } from '../../texts/cli/help'
import { cliTexts } from '../../texts/cli/messages'
import { odaHelp, odaTexts as say } from '../../texts/cli/oda'
import type { LocalText } from '../../texts/local-text'
import { chooseReader } from '../choose-reader'
import type { CliRun } from '../cli-run'
import { note, printResult, type CliContext } from '../context'
import type { ExitCode } from '../exit-codes'
import { ProgressLine } from '../output/progress-line'
import { traced, type TraceFlags } from '../traced'
import { usageFailure } from '../usage-failure'
import { addOdaKeysExport, addOdaKeysList, addOdaKeysRemove } from './oda-keys'
import { addOdaKeysAdd, addOdaKeysImport } from './oda-keys-import'
import { authenticationDocument, authenticationText, isGenuine } from './oda-result'

interface OdaFlags extends TraceFlags {
  readonly reader?: string
  readonly contactless?: boolean
  readonly aid?: string
  readonly sm?: boolean
  readonly unpredictableNumber?: string
  readonly bytes?: boolean
  readonly reveal?: boolean
}

/** `cardwright oda`: is the card genuine, as far as can be told without its issuer. */
export function addOda(program: Command, run: CliRun): void {
  const oda = program
    .command('oda')
    .description(run.text(odaHelp.oda))
    .addHelpText(
      'after',
      run.examples(
        'cardwright oda --reader virtual:debit-ecash',
        'cardwright oda --reader virtual:ecash --contactless --bytes',
        'cardwright oda keys import unionpay.json'
      )
    )
  addCheck(oda, run)
  const keys = oda.command('keys').description(run.text(odaHelp.keys))
  for (const add of [addOdaKeysList, addOdaKeysImport, addOdaKeysAdd, addOdaKeysRemove, addOdaKeysExport]) {
    add(keys, run)
  }
}

/** What `oda` does where nothing else is named; a command of its own, so that its options are not those of `keys`. */
function addCheck(oda: Command, run: CliRun): void {
  oda
    .command('check', { isDefault: true })
    .description(run.text(odaHelp.check))
    .option('--reader <R>', run.text(helpTexts.reader))
    .option('--contactless', run.text(helpTexts.contactless))
    .option('--aid <HEX>', run.text(odaHelp.aid))
    .option('--sm', run.text(odaHelp.sm))
    .option('--unpredictable-number <HEX>', run.text(odaHelp.unpredictableNumber))
    .option('--bytes', run.text(odaHelp.bytes))
    .option('--reveal', run.text(helpTexts.reveal))
    .option('--trace <FILE>', run.text(helpTexts.trace))
    .option('--force', run.text(helpTexts.force))
    .action(run.action<OdaFlags>((context, _args, flags) => authenticate(context, flags)))
}

/** Ends with 1 unless every method that the card announces succeeded. */
async function authenticate(context: CliContext, flags: OdaFlags): Promise<ExitCode> {
  const { reveal = false, bytes = false, sm = false, contactless = false } = flags
  const aid = bytesOf(flags.aid, 5, 16, say.badAid)
  const unpredictableNumber = bytesOf(flags.unpredictableNumber, 4, 4, say.badUnpredictableNumber)
  const workbench = context.workbench()
  const reader = await chooseReader(workbench, flags.reader, { contactless })
  const progress = new ProgressLine(context.terminal.err, context.language)
  const result: CardAuthentication = await traced(context, flags, () =>
    workbench.offlineAuth
      .authenticate(reader, {
        ...{ reveal, sm, signal: context.signal, onProgress: (step) => progress.show(step) },
        ...(aid !== undefined && { aid }),
        ...(unpredictableNumber !== undefined && { unpredictableNumber })
      })
      .finally(() => progress.clear())
  )
  printResult(context, authenticationDocument(result, reveal), () =>
    authenticationText(result, context.language, { reveal, bytes })
  )
  if (!reveal && bytes) note(context, cliTexts.masked)
  return isGenuine(result) ? 0 : 1
}

function bytesOf(
  word: string | undefined,
  least: number,
  most: number,
  bad: (word: string) => LocalText
): Uint8Array | undefined {
  if (word === undefined) return undefined
  const parsed = parseHex(word)
  if (parsed.kind !== 'ok' || parsed.bytes.length < least || parsed.bytes.length > most) {
    throw usageFailure(bad(word))
  }
  return parsed.bytes
}
