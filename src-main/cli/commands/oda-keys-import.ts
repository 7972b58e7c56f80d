import { basename } from 'node:path'
import type { Command } from 'commander'
import { odaHelp, odaTexts as say } from '../../texts/cli/oda'
import type { CliRun } from '../cli-run'
import { printResult, type CliContext } from '../context'
import { readTextFile } from '../files'

interface ImportFlags {
  readonly source?: string
}

/** `cardwright oda keys import`: all keys of a JSON file, or none. */
export function addOdaKeysImport(keys: Command, run: CliRun): void {
  keys
    .command('import')
    .description(run.text(odaHelp.import))
    .argument('<FILE>', run.text(odaHelp.importFile))
    .option('--source <TEXT>', run.text(odaHelp.source))
    .addHelpText('after', run.examples('cardwright oda keys import unionpay.json'))
    .action(
      run.action<ImportFlags>((context, args, { source }) => {
        const file = args.text(0)
        importKeys(context, readTextFile(file), source ?? basename(file))
        return 0
      })
    )
}

interface AddFlags extends ImportFlags {
  readonly rid: string
  readonly index: string
  readonly modulus?: string
  readonly exponent?: string
  readonly publicKey?: string
  readonly checkValue?: string
  readonly expiry?: string
}

/** `cardwright oda keys add`: one key by hand. */
export function addOdaKeysAdd(keys: Command, run: CliRun): void {
  keys
    .command('add')
    .description(run.text(odaHelp.add))
    .requiredOption('--rid <HEX>', run.text(odaHelp.rid))
    .requiredOption('--index <HEX>', run.text(odaHelp.index))
    .option('--modulus <HEX>', run.text(odaHelp.modulus))
    .option('--exponent <HEX>', run.text(odaHelp.exponent))
    .option('--public-key <HEX>', run.text(odaHelp.publicKey))
    .option('--check-value <HEX>', run.text(odaHelp.checkValue))
    .option('--expiry <DAY>', run.text(odaHelp.expiry))
    .option('--source <TEXT>', run.text(odaHelp.source))
    .action(
      run.action<AddFlags>((context, _args, { checkValue, source, ...fields }) => {
        // What was left out is left out of the JSON too.
        importKeys(context, JSON.stringify({ ...fields, sha1: checkValue }), source ?? '')
        return 0
      })
    )
}

function importKeys(context: CliContext, text: string, source: string): void {
  const result = context.workbench().caKeys.import(text, source)
  const { added, replaced, unchanged } = result
  printResult(context, result, () => `${say.imported(added, replaced, unchanged)[context.language]}\n`)
}
