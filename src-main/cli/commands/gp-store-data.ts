import type { Command } from 'commander'
import type { StoreContent } from '../../contract/chip'
import { storePreviewOf } from '../../services/chip/store-content'
import { gpTexts as say } from '../../texts/cli/gp'
import { gpHelp as help } from '../../texts/cli/gp-help'
import type { CliRun } from '../cli-run'
import { printResult, type CliContext } from '../context'
import type { ExitCode } from '../exit-codes'
import { readTextFile } from '../files'
import { addChannelOptions, type ChannelFlags } from '../gp-channel'
import { performAndPrint } from '../gp-perform'
import { aidOf, hexOf, listOf, wordOf } from '../gp-words'
import { storePreviewText } from '../output/store-preview-text'
import { usageFailure } from '../usage-failure'

interface StoreFlags extends ChannelFlags {
  readonly data?: string
  readonly file?: string
  readonly form: string
  readonly encipher?: string
  readonly preview?: boolean
}

const FORMS = { plain: 'plain', dgi: 'dgi', tlv: 'ber-tlv' } as const

/** `cardwright gp store-data`. */
export function addGpStoreData(gp: Command, run: CliRun): void {
  addChannelOptions(gp.command('store-data').description(run.text(help.storeData)), run)
    .argument('[AID]', run.text(help.storeAid))
    .option('--data <HEX>', run.text(help.data))
    .option('--file <FILE>', run.text(help.dataFile))
    .option('--form <F>', run.text(help.form), 'plain')
    .option('--encipher <LIST>', run.text(help.encipher))
    .option('--preview', run.text(help.preview))
    .addHelpText(
      'after',
      run.examples(
        'cardwright gp store-data --form tlv --data 42036228485A',
        'cardwright gp store-data A000000333010101 --form dgi --file groupings.txt --encipher 8201',
        'cardwright gp store-data --form dgi --file groupings.txt --preview'
      )
    )
    .action(
      run.action<StoreFlags>((context, args, flags) => {
        const application = args.optional(0)
        const content = {
          ...{ form: FORMS[wordOf('--form', flags.form, ['plain', 'dgi', 'tlv'])] },
          data: dataOf(flags),
          ...(flags.encipher !== undefined && { encipher: listOf(flags.encipher).map(groupingName) })
        } as const
        if (flags.preview === true) return showPreview(context, content)
        const action = {
          kind: 'store-data',
          ...content,
          ...(application !== undefined && { application: aidOf(application) })
        } as const
        return performAndPrint(context, flags, action)
      })
    )
}

function showPreview(context: CliContext, content: StoreContent): ExitCode {
  const preview = storePreviewOf(content)
  printResult(context, preview, () => storePreviewText(preview, context.language))
  return 0
}

function dataOf({ data, file }: StoreFlags): string {
  if (data !== undefined && file === undefined) return hexOf('--data', data)
  if (file !== undefined && data === undefined) return hexOf('--file', readTextFile(file))
  throw usageFailure(say.dataOnce)
}

function groupingName(text: string): string {
  if (!/^[0-9A-F]{4}$/i.test(text)) throw usageFailure(say.badGrouping(text))
  return text.toUpperCase()
}
