import type { Command } from 'commander'
import type { CardAction } from '../../contract/ecash'
import { ecashHelp, ecashTexts as say } from '../../texts/cli/ecash'
import { helpTexts } from '../../texts/cli/help'
import { transactHelp } from '../../texts/cli/transact'
import type { CliRun } from '../cli-run'
import { type EcashFlags, runAction } from '../ecash-run'
import { minorUnits } from '../minor-units'
import { usageFailure } from '../usage-failure'

interface LoadFlags extends EcashFlags {
  readonly amount?: string
  readonly from: string
  readonly pan?: string
}

interface UnloadFlags extends EcashFlags {
  readonly amount?: string
  readonly to: string
}

/** `cardwright ecash load`. */
export function addEcashLoad(ecash: Command, run: CliRun): void {
  addCommon(ecash.command('load').description(run.text(ecashHelp.load)), run)
    .option('--amount <AMOUNT>', run.text(ecashHelp.amount))
    .option('--from <SOURCE>', run.text(ecashHelp.from), 'account')
    .option('--pan <PAN>', run.text(ecashHelp.pan))
    .option('--pin-fd <N>', run.text(transactHelp.pinFd))
    .addHelpText(
      'after',
      run.examples(
        'cardwright ecash load --amount 100 --from account',
        'cardwright ecash load --amount 100 --from cash --reader virtual:ecash',
        'cardwright ecash load --amount 20 --from other --pan 6228480000000015 --pin-fd 3 3<pin.txt',
        'cardwright ecash load --from kept'
      )
    )
    .action(run.action<LoadFlags>((context, _args, flags) => runAction(context, flags, loadOf(flags))))
}

/** `cardwright ecash unload`. */
export function addEcashUnload(ecash: Command, run: CliRun): void {
  addCommon(ecash.command('unload').description(run.text(ecashHelp.unload)), run)
    .option('--amount <AMOUNT>', run.text(ecashHelp.amount))
    .option('--to <TARGET>', run.text(ecashHelp.to), 'account')
    .addHelpText('after', run.examples('cardwright ecash unload --amount 20 --to cash'))
    .action(run.action<UnloadFlags>((context, _args, flags) => runAction(context, flags, unloadOf(flags))))
}

export function addCommon(command: Command, run: CliRun): Command {
  return command
    .option('--reader <R>', run.text(helpTexts.reader))
    .option('--contactless', run.text(ecashHelp.contactless))
    .option('--trace <FILE>', run.text(helpTexts.trace))
    .option('--force', run.text(helpTexts.force))
}

function loadOf({ from, amount, pan }: LoadFlags): CardAction {
  if (from === 'kept') {
    if (amount !== undefined) throw usageFailure(say.amountOfKept)
    return { kind: 'load-kept' }
  }
  const money = amountGiven(amount)
  switch (from) {
    case 'account':
    case 'cash':
      return { kind: 'load', amount: money, from }
    case 'other':
    case 'other-account': {
      if (pan === undefined) throw usageFailure(say.needsPan)
      const digits = pan.replace(/[ -]/g, '')
      if (!/^\d{8,19}$/.test(digits)) throw usageFailure(say.badPan)
      return { kind: 'load', amount: money, from: 'other-account', pan: digits }
    }
    default:
      throw usageFailure(say.badSource(from))
  }
}

function unloadOf({ to, amount }: UnloadFlags): CardAction {
  const money = amountGiven(amount)
  if (to !== 'account' && to !== 'cash') throw usageFailure(say.badTarget(to))
  return { kind: 'unload', amount: money, to }
}

/** Minor units of `--amount`. Throws `AppFailure` where it is missing or no amount. */
export function amountGiven(amount: string | undefined): number {
  if (amount === undefined) throw usageFailure(say.needsAmount)
  return minorUnits(amount)
}
