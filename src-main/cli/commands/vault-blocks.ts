import type { Command } from 'commander'
import { keyUsages } from '../../contract/vault'
import { vaultHelp, vaultTexts as say } from '../../texts/cli/vault'
import type { CliRun } from '../cli-run'
import { printResult } from '../context'
import type { ExitCode } from '../exit-codes'
import { choice } from './cryptogram-arguments'
import { addUnlockOptions, SecretLines, unlockToken, vaultFor, type UnlockFlags } from './vault-unlock'

interface ImportFlags extends UnlockFlags {
  readonly label: string
  readonly kek: string
  readonly usage?: string
  readonly exportable?: boolean
  readonly token?: boolean
  readonly custodian?: string
}

interface ExportFlags extends UnlockFlags {
  readonly kek: string
  readonly blockVersion?: string
  readonly custodian?: string
}

/** `cardwright vault import-block`: TEST or real as its key-encrypting key is. */
export function addVaultImportBlock(vault: Command, run: CliRun): void {
  addUnlockOptions(vault.command('import-block').description(run.text(vaultHelp.importBlock)), run)
    .argument('[BLOCK]', run.text(vaultHelp.block))
    .requiredOption('--label <LABEL>', run.text(vaultHelp.label))
    .requiredOption('--kek <KEY>', run.text(vaultHelp.kek))
    .option('--usage <USAGE>', run.text(vaultHelp.usage(keyUsages.join(', '))))
    .option('--exportable', run.text(vaultHelp.exportable))
    .option('--token', run.text(vaultHelp.token))
    .option('--custodian <NAME>', run.text(vaultHelp.custodian))
    .addHelpText('after', run.examples('cardwright vault import-block --label pin-1 --kek zmk-1 <block.txt'))
    .action(
      run.action<ImportFlags>(async (context, args, flags): Promise<ExitCode> => {
        const { label, kek, usage, exportable = false, token, custodian } = flags
        const word = args.optional(0) ?? '-'
        const block = word === '-' ? await context.terminal.readInput() : word
        const lines = new SecretLines(context)
        const service = await vaultFor(context, flags, [kek], lines)
        if (token === true) await unlockToken(context, flags, lines)
        const key = await service.importBlock({
          ...{ block, label, kek, exportable, custodian },
          usage: usage === undefined ? undefined : choice('--usage', usage, keyUsages),
          backend: token === true ? 'token' : 'software'
        })
        printResult(context, { key }, () => `${say.imported(key.label, key.kcv)[context.language]}\n`)
        return 0
      })
    )
}

/** `cardwright vault export-block`: the block on standard output. */
export function addVaultExportBlock(vault: Command, run: CliRun): void {
  addUnlockOptions(vault.command('export-block').description(run.text(vaultHelp.exportBlock)), run)
    .argument('<KEY>', run.text(vaultHelp.key))
    .requiredOption('--kek <KEY>', run.text(vaultHelp.kek))
    .option('--block-version <V>', run.text(vaultHelp.version))
    .option('--custodian <NAME>', run.text(vaultHelp.custodian))
    .addHelpText('after', run.examples('cardwright vault export-block pin-1 --kek zmk-1'))
    .action(
      run.action<ExportFlags>(async (context, args, flags): Promise<ExitCode> => {
        const { kek, blockVersion, custodian } = flags
        const name = args.text(0)
        const version =
          blockVersion === undefined
            ? undefined
            : choice('--block-version', blockVersion, ['A', 'B', 'C', 'D'])
        const service = await vaultFor(context, flags, [name, kek])
        const block = await service.exportBlock({ name, kek, version, custodian })
        printResult(context, { block }, () => `${block}\n`)
        return 0
      })
    )
}
