import type { Command } from 'commander'
import { terminalPreset } from '../../services/terminals/terminal-presets'
import { ecashHelp } from '../../texts/cli/ecash'
import { helpTexts } from '../../texts/cli/help'
import { transactHelp } from '../../texts/cli/transact'
import type { CliRun } from '../cli-run'
import { type EcashFlags, runAction } from '../ecash-run'
import { amountGiven } from './ecash-load'

interface Flags extends EcashFlags {
  readonly amount?: string
  readonly contact?: boolean
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
      run.action<Flags>((context, _args, flags) => {
        const { contact = false, online = false } = flags
        const amount = amountGiven(flags.amount)
        const preset = terminalPreset(flags.preset).id
        const mode = contact ? 'contact' : 'flash'
        return runAction(context, flags, { kind: 'pay', amount, mode, preset, ...(online && { online }) })
      })
    )
}
