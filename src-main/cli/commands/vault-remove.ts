import type { Command } from 'commander'
import { AppFailure } from '../../services/app-failure'
import { vaultHelp, vaultTexts as say } from '../../texts/cli/vault'
import type { LocalText } from '../../texts/local-text'
import type { CliRun } from '../cli-run'
import { printResult, type CliContext } from '../context'
import type { ExitCode } from '../exit-codes'
import { addUnlockOptions, vaultFor, type UnlockFlags } from './vault-unlock'

interface Flags extends UnlockFlags {
  readonly custodian?: string
  readonly yes?: boolean
}

/** `cardwright vault retire`. */
export function addVaultRetire(vault: Command, run: CliRun): void {
  addFinal(vault.command('retire').description(run.text(vaultHelp.retire)), run).action(
    run.action<Flags>(async (context, args, flags): Promise<ExitCode> => {
      const service = await vaultFor(context, flags, [args.text(0)])
      const { id, label } = service.record(args.text(0))
      await typed(context, label, say.askRetire(label), flags.yes === true)
      const key = await service.retire(id, flags.custodian)
      printResult(context, { key }, () => `${say.retiredNow(label)[context.language]}\n`)
      return 0
    })
  )
}

/** `cardwright vault delete`. */
export function addVaultDelete(vault: Command, run: CliRun): void {
  addFinal(vault.command('delete').description(run.text(vaultHelp.delete)), run).action(
    run.action<Flags>(async (context, args, flags): Promise<ExitCode> => {
      const service = await vaultFor(context, flags, [args.text(0)])
      const { id, label } = service.record(args.text(0))
      await typed(context, label, say.askDelete(label), flags.yes === true)
      const deleted = await service.delete(id, flags.custodian)
      printResult(context, { deleted }, () => `${say.deleted(label)[context.language]}\n`)
      return 0
    })
  )
}

function addFinal(command: Command, run: CliRun): Command {
  return addUnlockOptions(command, run)
    .argument('<KEY>', run.text(vaultHelp.key))
    .option('--custodian <NAME>', run.text(vaultHelp.custodian))
    .option('--yes', run.text(vaultHelp.yes))
}

/** Goes on where the label was typed, or `--yes` given. Rejects with `AppFailure`. */
async function typed(context: CliContext, label: string, question: LocalText, yes: boolean): Promise<void> {
  if (yes) return
  const answer = await context.terminal.ask(question[context.language])
  if (answer === undefined) throw new AppFailure('needs-consent', { detail: question })
  if (answer.trim() !== label) throw new AppFailure('cancelled', { detail: say.notTyped })
}
