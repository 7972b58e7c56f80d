import type { Command } from 'commander'
import type { Secret } from '../../engine/crypto/secret'
import { passphraseOf } from '../../services/vault/passphrase-policy'
import type { VaultService } from '../../services/vault/vault-service'
import { vaultHelp, vaultTexts as say } from '../../texts/cli/vault'
import type { LocalText } from '../../texts/local-text'
import type { CliRun } from '../cli-run'
import { note, type CliContext } from '../context'
import { PinLines } from '../pin-lines'
import { usageFailure } from '../usage-failure'

/** How a command gets at the vault and the token. */
export interface UnlockFlags {
  readonly passphraseFd?: string
  readonly tokenPinFd?: string
}

/** Options for the passphrase and the token's PIN. */
export function addUnlockOptions(command: Command, run: CliRun): Command {
  return command
    .option('--passphrase-fd <N>', run.text(vaultHelp.passphraseFd))
    .option('--token-pin-fd <N>', run.text(vaultHelp.tokenPinFd))
}

/** Lines of file descriptors: passphrase and PIN may come one after the other from the same. */
export class SecretLines {
  private readonly files = new Map<string, PinLines>()

  constructor(private readonly context: CliContext) {}

  /**
   * The next line of the descriptor, or where there is none what a person types unseen. Throws `AppFailure` with
   * `missing` where neither is there.
   */
  async next(descriptor: string | undefined, question: LocalText, missing: LocalText): Promise<Secret> {
    const { terminal, language } = this.context
    const text =
      descriptor === undefined ? await terminal.askHidden(question[language]) : this.file(descriptor).next()
    if (text === undefined || text === '') throw usageFailure(missing)
    return passphraseOf(text)
  }

  private file(descriptor: string): PinLines {
    const known = this.files.get(descriptor) ?? new PinLines(descriptor)
    this.files.set(descriptor, known)
    return known
  }
}

/** The vault, unlocked. Rejects with `AppFailure`. */
export async function unlockVault(
  context: CliContext,
  { passphraseFd }: UnlockFlags,
  lines = new SecretLines(context)
): Promise<VaultService> {
  const { vault } = context.workbench()
  const { state } = vault.status()
  if (state === 'unlocked') return vault
  // What is absent or damaged says so by itself, before anybody types.
  if (state !== 'locked') vault.requireOpen()
  const { failuresBefore } = await vault.unlock(
    await lines.next(passphraseFd, say.askPassphrase, say.needsPassphrase)
  )
  if (failuresBefore > 0) note(context, say.failedBefore(failuresBefore))
  return vault
}

/**
 * The vault, unlocked as far as these keys need it: not at all for the built-in ones, with its token where one of them
 * lies there. Rejects with `AppFailure`.
 */
export async function vaultFor(
  context: CliContext,
  flags: UnlockFlags,
  names: readonly string[],
  lines = new SecretLines(context)
): Promise<VaultService> {
  const { vault } = context.workbench()
  if (names.every((name) => name.startsWith('test:'))) return vault
  await unlockVault(context, flags, lines)
  const isOnToken = names.some((name) => vault.record(name).backend === 'token')
  if (isOnToken) await unlockToken(context, flags, lines)
  return vault
}

/** Unlocks the token with its PIN. Rejects with `AppFailure`. */
export async function unlockToken(
  context: CliContext,
  flags: UnlockFlags,
  lines: SecretLines
): Promise<void> {
  const { vault } = context.workbench()
  if (vault.isTokenUnlocked()) return
  await vault.unlockToken(await lines.next(flags.tokenPinFd, say.askTokenPin, say.needsTokenPin))
}
