import type { Command } from 'commander'
import { terminalPreset } from '../../services/terminals/terminal-presets'
import { ecashHelp, ecashTexts } from '../../texts/cli/ecash'
import { helpTexts } from '../../texts/cli/help'
import { transactHelp } from '../../texts/cli/transact'
import type { CliRun } from '../cli-run'
import { note } from '../context'
import { type EcashFlags, readerFor, runActionOn } from '../ecash-run'
import { usageFailure } from '../usage-failure'
import { amountGiven } from './ecash-load'

interface Flags extends EcashFlags {
  readonly amount?: string
  readonly contact?: boolean
  readonly flash?: boolean
  readonly online?: boolean
  readonly preset?: string
}

/** `cardwright ecash pay`. */
export function addEcashPay(ecash: Command, run: CliRun): void {
  ecash
    .command('pay')
    .description(run.text(ecashHelp.pay))
    .option('--amount <AMOUNT>', run.text(ecashHelp.amount))
    .option('--contact', run.text(ecashHelp.contact))
    .option('--flash', run.text(ecashHelp.flash))
    .option('--online', run.text(transactHelp.online))
    .option('--preset <NAME>', run.text(transactHelp.preset))
    .option('--reader <R>', run.text(helpTexts.reader))
    .option('--pin-fd <N>', run.text(transactHelp.pinFd))
    .option('--trace <FILE>', run.text(helpTexts.trace))
    .option('--force', run.text(helpTexts.force))
    .addHelpText(
      'after',
      run.examples(
        'cardwright ecash pay --amount 12.50',
        'cardwright ecash pay --amount 12.50 --contact --reader virtual:debit-ecash',
        'cardwright ecash pay --amount 3 --preset metro-gate --json'
      )
    )
    .action(
      run.action<Flags>(async (context, _args, flags) => {
        const { contact = false, flash = false, online = false } = flags
        if (contact && flash) throw usageFailure(ecashTexts.oneWay)
        const amount = amountGiven(flags.amount)
        const preset = terminalPreset(flags.preset).id
        const reader = await readerFor(context, flags, !contact)
        const info = context
          .workbench()
          .readers.snapshot()
          .readers.find(({ id }) => id === reader)
        // As a point of sale does: a card that was inserted pays by its contacts, unless the person insists.
        const inserted = !contact && !flash && info?.contactless === false
        if (inserted) note(context, ecashTexts.inserted)
        const mode = contact || inserted ? 'contact' : 'flash'
        const action = { kind: 'pay', amount, mode, preset, ...(online && { online }) } as const
        return runActionOn(context, flags, { reader, action })
      })
    )
}
