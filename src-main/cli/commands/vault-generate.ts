import type { Command } from 'commander'
import { keyUsages, vaultAlgorithms } from '../../contract/vault'
import { vaultHelp, vaultTexts as say } from '../../texts/cli/vault'
import type { CliRun } from '../cli-run'
import { printResult } from '../context'
import type { ExitCode } from '../exit-codes'
import { usageFailure } from '../usage-failure'
import { choice } from './cryptogram-arguments'
import { addUnlockOptions, SecretLines, unlockToken, unlockVault, type UnlockFlags } from './vault-unlock'

/** What is said of a key that comes in. */
export interface WishFlags extends UnlockFlags {
  readonly label: string
  readonly usage?: string
  readonly algorithm?: string
  readonly real?: boolean
  readonly exportable?: boolean
  readonly token?: boolean
  readonly custodian?: string
}

interface GenerateFlags extends WishFlags {
  readonly bits?: string
  readonly exponent?: string
}

/** Options for a key that comes in. */
export function addWishOptions(command: Command, run: CliRun): Command {
  return addUnlockOptions(command, run)
    .requiredOption('--label <LABEL>', run.text(vaultHelp.label))
    .option('--usage <USAGE>', run.text(vaultHelp.usage(keyUsages.join(', '))))
    .option('--algorithm <NAME>', run.text(vaultHelp.algorithm))
    .option('--real', run.text(vaultHelp.real))
    .option('--exportable', run.text(vaultHelp.exportable))
    .option('--token', run.text(vaultHelp.token))
    .option('--custodian <NAME>', run.text(vaultHelp.custodian))
}

/** `cardwright vault generate`. */
export function addVaultGenerate(vault: Command, run: CliRun): void {
  addWishOptions(vault.command('generate').description(run.text(vaultHelp.generate)), run)
    .option('--bits <N>', run.text(vaultHelp.bits))
    .option('--exponent <E>', run.text(vaultHelp.exponent))
    .addHelpText(
      'after',
      run.examples(
        'cardwright vault generate --label imk-ac-1 --usage imk-ac',
        'cardwright vault generate --label issuer-1 --usage issuer-signing --algorithm rsa --bits 1984'
      )
    )
    .action(
      run.action<GenerateFlags>(async (context, _, flags): Promise<ExitCode> => {
        const { label, bits, exponent = '3', real, exportable = false, token, custodian } = flags
        const usage = choice('--usage', flags.usage ?? '', keyUsages)
        const usual = usage === 'issuer-signing' ? 'rsa' : '3des'
        const algorithm = choice('--algorithm', flags.algorithm ?? usual, vaultAlgorithms)
        if (bits !== undefined && !/^\d{2,4}$/.test(bits)) throw usageFailure(say.badBits(bits))
        const lines = new SecretLines(context)
        const service = await unlockVault(context, flags, lines)
        if (token === true) await unlockToken(context, flags, lines)
        const key = await service.generate({
          ...{ label, usage, algorithm, exportable, custodian },
          kind: real === true ? 'real' : 'TEST',
          bits: bits === undefined ? undefined : Number(bits),
          exponent: choice('--exponent', exponent, ['3', '65537']) === '3' ? 3 : 65537,
          backend: token === true ? 'token' : 'software'
        })
        printResult(context, { key }, () => `${say.generated(key.label, key.kcv)[context.language]}\n`)
        return 0
      })
    )
}
