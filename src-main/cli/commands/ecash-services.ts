import type { Command } from 'commander'
import { ecashHelp, ecashTexts as say } from '../../texts/cli/ecash'
import { transactHelp } from '../../texts/cli/transact'
import type { CliRun } from '../cli-run'
import { confirm, printResult } from '../context'
import { type EcashFlags, runAction } from '../ecash-run'
import type { ExitCode } from '../exit-codes'
import { minorUnits } from '../minor-units'
import { usageFailure } from '../usage-failure'
import { balanceText, readPurse } from './ecash-balance'
import { addCommon } from './ecash-load'

interface LimitFlags extends EcashFlags {
  readonly balance?: string
  readonly transaction?: string
  readonly threshold?: string
}

interface BlockFlags extends EcashFlags {
  readonly yes?: boolean
}

/** `cardwright ecash limits`: without a new one, what they are. */
export function addEcashLimits(ecash: Command, run: CliRun): void {
  addCommon(ecash.command('limits').description(run.text(ecashHelp.limits)), run)
    .option('--balance <AMOUNT>', run.text(ecashHelp.balanceLimit))
    .option('--transaction <AMOUNT>', run.text(ecashHelp.transactionLimit))
    .option('--threshold <AMOUNT>', run.text(ecashHelp.threshold))
    .addHelpText('after', run.examples('cardwright ecash limits --balance 500 --transaction 200'))
    .action(
      run.action<LimitFlags>(async (context, _args, flags): Promise<ExitCode> => {
        const { balance, transaction, threshold } = flags
        if (balance === undefined && transaction === undefined && threshold === undefined) {
          const purse = await readPurse(context, flags)
          const { balanceLimit, transactionLimit, resetThreshold } = purse
          printResult(context, { balanceLimit, transactionLimit, resetThreshold }, () =>
            balanceText(purse, context.language)
          )
          return 0
        }
        return runAction(context, flags, {
          kind: 'set-limits',
          ...(balance !== undefined && { balanceLimit: limit(balance) }),
          ...(transaction !== undefined && { transactionLimit: limit(transaction) }),
          ...(threshold !== undefined && { resetThreshold: limit(threshold) })
        })
      })
    )
}

/** A limit may be zero, other than an amount that moves. */
function limit(text: string): number {
  return /^0(?:\.0{1,2})?$/.test(text.trim()) ? 0 : minorUnits(text)
}

/** `cardwright ecash pin`. */
export function addEcashPin(ecash: Command, run: CliRun): void {
  addCommon(ecash.command('pin').description(run.text(ecashHelp.pin)), run)
    .argument('<WHAT>', run.text(ecashHelp.pinWhat))
    .option('--pin-fd <N>', run.text(transactHelp.pinFd))
    .addHelpText('after', run.examples('cardwright ecash pin change', 'cardwright ecash pin unblock'))
    .action(
      run.action<EcashFlags>((context, args, flags) => {
        const what = args.text(0)
        if (what !== 'change' && what !== 'unblock') throw usageFailure(say.badPin(what))
        return runAction(context, flags, { kind: `${what}-pin` })
      })
    )
}

/** `cardwright ecash block`. */
export function addEcashBlock(ecash: Command, run: CliRun): void {
  addCommon(ecash.command('block').description(run.text(ecashHelp.block)), run)
    .argument('<WHAT>', run.text(ecashHelp.blockWhat))
    .option('--yes', run.text(ecashHelp.yes))
    .addHelpText(
      'after',
      run.examples('cardwright ecash block application', 'cardwright ecash block card --yes')
    )
    .action(
      run.action<BlockFlags>(async (context, args, flags): Promise<ExitCode> => {
        const what = args.text(0)
        if (what !== 'application' && what !== 'card') throw usageFailure(say.badBlock(what))
        if (what === 'card') await confirm(context, say.blocksCard, flags.yes ?? false)
        return runAction(context, flags, { kind: `block-${what}` })
      })
    )
}

/** `cardwright ecash unblock`. */
export function addEcashUnblock(ecash: Command, run: CliRun): void {
  addCommon(ecash.command('unblock').description(run.text(ecashHelp.unblock)), run).action(
    run.action<EcashFlags>((context, _args, flags) =>
      runAction(context, flags, { kind: 'unblock-application' })
    )
  )
}
