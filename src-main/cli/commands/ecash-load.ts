import type { Command } from 'commander'
import type { CardAction } from '../../contract/ecash'
import { ecashHelp, ecashTexts as say } from '../../texts/cli/ecash'
import { helpTexts } from '../../texts/cli/help'
import { transactHelp } from '../../texts/cli/transact'
import type { CliRun } from '../cli-run'
import type { CliContext } from '../context'
import { type EcashFlags, runAction } from '../ecash-run'
import { minorUnits } from '../minor-units'
import { PinLines } from '../pin-lines'
import { usageFailure } from '../usage-failure'

interface LoadFlags extends EcashFlags {
  readonly amount?: string
  readonly from: string
  readonly pan?: string
  readonly panFd?: string
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
    .option('--pan-fd <N>', run.text(ecashHelp.panFd))
    .option('--pan <PAN>', run.text(ecashHelp.pan))
    .option('--pin-fd <N>', run.text(transactHelp.pinFd))
    .addHelpText(
      'after',
      run.examples(
        'cardwright ecash load --amount 100 --from account',
        'cardwright ecash load --amount 100 --from cash --reader virtual:ecash',
        'cardwright ecash load --amount 20 --from other',
        'cardwright ecash load --amount 20 --from other --pan-fd 4 --pin-fd 3 4<pan.txt 3<pin.txt',
        'cardwright ecash load --from kept'
      )
    )
    .addHelpText('after', `\n${run.text(ecashHelp.testIssuerPin)}`)
    .action(
      run.action<LoadFlags>(async (context, _args, flags) =>
        runAction(context, flags, await loadOf(context, flags))
      )
    )
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

async function loadOf(context: CliContext, flags: LoadFlags): Promise<CardAction> {
  const { from, amount } = flags
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
    case 'other-account':
      return { kind: 'load', amount: money, from: 'other-account', pan: await otherPan(context, flags) }
    default:
      throw usageFailure(say.badSource(from))
  }
}

/** Digits of the other card, from a descriptor, the option, or unseen from the person at the terminal. */
async function otherPan({ terminal, language }: CliContext, flags: LoadFlags): Promise<string> {
  const { pan, panFd, pinFd } = flags
  if (panFd !== undefined && pan !== undefined) throw usageFailure(say.onePan)
  // What is left in it would be taken for PINs.
  if (panFd !== undefined && panFd === pinFd) throw usageFailure(say.sameDescriptor)
  const given =
    panFd === undefined
      ? (pan ?? (await terminal.askHidden(say.askPan[language])))
      : new PinLines(panFd).next()
  if (given === undefined) throw usageFailure(say.needsPan)
  const digits = given.replace(/[ -]/g, '')
  if (!/^\d{8,19}$/.test(digits)) throw usageFailure(say.badPan)
  return digits
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
