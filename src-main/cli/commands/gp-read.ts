import type { Command } from 'commander'
import { gpHelp as help } from '../../texts/cli/gp-help'
import { helpTexts } from '../../texts/cli/help'
import { chooseReader } from '../choose-reader'
import type { CliRun } from '../cli-run'
import { printResult } from '../context'
import type { ExitCode } from '../exit-codes'
import { addChannelOptions, type ChannelFlags } from '../gp-channel'
import { performAndPrint } from '../gp-perform'
import { chipInfoText, chipListText } from '../output/chip-text'
import { traced, type TraceFlags } from '../traced'

/** `cardwright gp info`: what anybody may read. */
export function addGpInfo(gp: Command, run: CliRun): void {
  gp.command('info')
    .description(run.text(help.info))
    .option('--reader <R>', run.text(helpTexts.reader))
    .option('--trace <FILE>', run.text(helpTexts.trace))
    .option('--force', run.text(helpTexts.force))
    .action(
      run.action<TraceFlags & { readonly reader?: string }>(
        async (context, _args, flags): Promise<ExitCode> => {
          const reader = await chooseReader(context.workbench(), flags.reader, { contactless: false })
          const { chip } = context.workbench()
          const view = await traced(context, flags, () => chip.info(reader, { signal: context.signal }))
          printResult(context, view, () => chipInfoText(view, context.language))
          return 0
        }
      )
    )
}

/** `cardwright gp list`: the content, through a secure channel. */
export function addGpList(gp: Command, run: CliRun): void {
  addChannelOptions(gp.command('list').description(run.text(help.list)), run)
    .addHelpText(
      'after',
      run.examples(
        'cardwright gp list --reader virtual:blank',
        'cardwright gp list --key kmc-2 --diversification visa2'
      )
    )
    .action(
      run.action<ChannelFlags>((context, _args, flags) =>
        performAndPrint(
          context,
          flags,
          { kind: 'list' },
          { text: ({ view }) => (view === undefined ? '' : chipListText(view, context.language)) }
        )
      )
    )
}
