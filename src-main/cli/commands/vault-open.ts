import type { Command } from 'commander'
import type { Secret } from '../../engine/crypto/secret'
import { vaultHelp, vaultTexts as say } from '../../texts/cli/vault'
import type { Language } from '../../texts/local-text'
import type { VaultStatus } from '../../services/vault/vault-service'
import type { CliRun } from '../cli-run'
import { printResult } from '../context'
import type { ExitCode } from '../exit-codes'
import { usageFailure } from '../usage-failure'
import { SecretLines, unlockVault, type UnlockFlags } from './vault-unlock'

/** `cardwright vault init`. */
export function addVaultInit(vault: Command, run: CliRun): void {
  vault
    .command('init')
    .description(run.text(vaultHelp.init))
    .option('--passphrase-fd <N>', run.text(vaultHelp.passphraseFd))
    .option('--anew', run.text(vaultHelp.anew))
    .addHelpText(
      'after',
      run.examples('cardwright vault init', 'cardwright vault init --passphrase-fd 3 3<FILE')
    )
    .action(
      run.action<UnlockFlags & { anew?: boolean }>(async (context, _, flags): Promise<ExitCode> => {
        const passphrase = await newPassphrase(flags, new SecretLines(context))
        await context.workbench().vault.create(passphrase, flags.anew)
        passphrase.wipe()
        printResult(context, { made: true }, () => `${say.made[context.language]}\n`)
        return 0
      })
    )
}

/** `cardwright vault status`. */
export function addVaultStatus(vault: Command, run: CliRun): void {
  vault
    .command('status')
    .description(run.text(vaultHelp.status))
    .action(
      run.action((context): ExitCode => {
        const status = context.workbench().vault.status()
        printResult(context, status, () => statusText(status, context.language))
        return status.state === 'damaged' ? 1 : 0
      })
    )
}

/** `cardwright vault unlock-check`. */
export function addVaultUnlockCheck(vault: Command, run: CliRun): void {
  vault
    .command('unlock-check')
    .description(run.text(vaultHelp.unlockCheck))
    .option('--passphrase-fd <N>', run.text(vaultHelp.passphraseFd))
    .action(
      run.action<UnlockFlags>(async (context, _, flags): Promise<ExitCode> => {
        await unlockVault(context, flags)
        printResult(context, { opens: true }, () => `${say.opens[context.language]}\n`)
        return 0
      })
    )
}

/** `cardwright vault passphrase`: changes it, or only after how long the vault locks. */
export function addVaultPassphrase(vault: Command, run: CliRun): void {
  vault
    .command('passphrase')
    .description(run.text(vaultHelp.passphrase))
    .option('--passphrase-fd <N>', run.text(vaultHelp.passphraseFd))
    .option('--idle <MINUTES>', run.text(vaultHelp.idle))
    .addHelpText('after', run.examples('cardwright vault passphrase', 'cardwright vault passphrase --idle 5'))
    .action(
      run.action<UnlockFlags & { idle?: string }>(async (context, _, flags): Promise<ExitCode> => {
        const { vault: service } = context.workbench()
        if (flags.idle !== undefined) {
          const minutes = /^\d{1,2}$/.test(flags.idle) ? Number(flags.idle) : 0
          if (minutes < 1 || minutes > 60) throw usageFailure(say.badMinutes(flags.idle))
          service.setIdleMinutes(minutes)
          printResult(context, { idleMinutes: minutes }, () => `${say.idleSet(minutes)[context.language]}\n`)
          return 0
        }
        const lines = new SecretLines(context)
        const old = await lines.next(flags.passphraseFd, say.askPassphrase, say.needsPassphrase)
        const next = await newPassphrase(flags, lines)
        await service.changePassphrase(old, next)
        for (const secret of [old, next]) secret.wipe()
        printResult(context, { changed: true }, () => `${say.changed[context.language]}\n`)
        return 0
      })
    )
}

/** From a descriptor once; from a person twice, since a slip would lock everybody out. */
async function newPassphrase(flags: UnlockFlags, lines: SecretLines): Promise<Secret> {
  const first = await lines.next(flags.passphraseFd, say.askNewPassphrase, say.needsPassphrase)
  if (flags.passphraseFd !== undefined) return first
  const second = await lines.next(undefined, say.askAgain, say.needsPassphrase)
  const isSame = first.use((one) => second.use((other) => Buffer.compare(one, other) === 0))
  second.wipe()
  if (!isSame) throw usageFailure(say.notTheSame)
  return first
}

function statusText({ state, failures, wait, idleMinutes, token }: VaultStatus, language: Language): string {
  const lines = [
    say.vaultIs(say.states[state]),
    ...(failures > 0 ? [say.failures(failures, Math.ceil(wait / 1000))] : []),
    say.idleIs(idleMinutes),
    ...(token === undefined ? [] : [say.tokenIs(token.module, token.label ?? String(token.slot ?? ''))])
  ]
  return lines.map((line) => `${line[language]}\n`).join('')
}
