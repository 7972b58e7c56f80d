import type { Command } from 'commander'
import { ecashHelp } from '../../texts/cli/ecash'
import type { CliRun } from '../cli-run'
import { addEcashBalance, addEcashLog } from './ecash-balance'
import { addEcashLoad, addEcashUnload } from './ecash-load'
import { addEcashPay } from './ecash-pay'
import { addEcashReceipt } from './ecash-receipt'
import { addEcashRecover } from './ecash-recover'
import { addEcashBlock, addEcashLimits, addEcashPin, addEcashUnblock } from './ecash-services'

/** `cardwright ecash`: everything with the electronic cash on a card. */
export function addEcash(program: Command, run: CliRun): void {
  const ecash = program.command('ecash').description(run.text(ecashHelp.ecash))
  ecash.addHelpText(
    'after',
    run.examples(
      'cardwright ecash balance --reader virtual:debit-ecash',
      'cardwright ecash load --amount 100 --from account',
      'cardwright ecash pay --amount 12.50',
      'cardwright ecash recover'
    )
  )
  const commands = [
    addEcashBalance,
    addEcashLog,
    addEcashLoad,
    addEcashUnload,
    addEcashPay,
    addEcashRecover,
    addEcashLimits,
    addEcashPin,
    addEcashBlock,
    addEcashUnblock,
    addEcashReceipt
  ]
  for (const add of commands) add(ecash, run)
}
