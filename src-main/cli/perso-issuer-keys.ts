import type { Command } from 'commander'
import { vaultHelp } from '../texts/cli/vault'
import type { CliRun } from './cli-run'
import { vaultFor, type UnlockFlags } from './commands/vault-unlock'
import type { CliContext } from './context'

const DEFAULT_ISSUER = 'test'

/** Options with which the vault is unlocked, where an issuer's keys lie in it. */
export function addIssuerUnlock(command: Command, run: CliRun): Command {
  return command
    .option('--passphrase-fd <N>', run.text(vaultHelp.passphraseFd))
    .option('--token-pin-fd <N>', run.text(vaultHelp.tokenPinFd))
}

/** Unlocks the vault as far as the keys of this issuer need it. Rejects with `AppFailure`. */
export async function unlockIssuer(
  context: CliContext,
  flags: UnlockFlags & { readonly issuer?: string }
): Promise<void> {
  const { issuers } = context.workbench().production
  const { keys } = issuers.get(flags.issuer ?? DEFAULT_ISSUER)
  const names = Object.values(keys).filter((name) => name !== undefined)
  await vaultFor(context, flags, names)
}
