import type { Command } from 'commander'
import type { ContentSignature } from '../contract/chip'
import { gpTexts as say } from '../texts/cli/gp'
import { gpHelp as help } from '../texts/cli/gp-help'
import type { CliRun } from './cli-run'
import { hexOf } from './gp-words'
import { usageFailure } from './usage-failure'

/** The issuer's leave, for domains that need it. */
export interface TokenFlags {
  readonly token?: string
  readonly tokenKey?: string
}

export function addTokenOptions(command: Command, run: CliRun): Command {
  return command
    .option('--token <HEX>', run.text(help.token))
    .option('--token-key <NAME>', run.text(help.tokenKey))
}

/** The token for an action, where one is wanted. Throws `AppFailure`. */
export function tokenOf({ token, tokenKey }: TokenFlags): { readonly token?: ContentSignature } {
  const signature = signatureOf(['--token', token], ['--token-key', tokenKey])
  return signature === undefined ? {} : { token: signature }
}

/** A signature that is given in hex, or the key that makes it; undefined without either. Throws `AppFailure`. */
export function signatureOf(
  [madeOption, made]: readonly [string, string | undefined],
  [keyOption, key]: readonly [string, string | undefined]
): ContentSignature | undefined {
  if (made !== undefined && key !== undefined) {
    throw usageFailure(say.signatureOnce(`${madeOption}, ${keyOption}`))
  }
  if (made !== undefined) return { kind: 'made', bytes: hexOf(madeOption, made) }
  return key === undefined ? undefined : { kind: 'key', key }
}

/** Names of vault keys that signatures are made with. */
export function keysIn(signatures: readonly (ContentSignature | undefined)[]): string[] {
  return signatures.flatMap((signature) => (signature?.kind === 'key' ? [signature.key] : []))
}
