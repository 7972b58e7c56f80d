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
  /** What the card's receipt is checked with. */
  readonly receiptKey?: string
}

export function addTokenOptions(command: Command, run: CliRun): Command {
  return command
    .option('--token <HEX>', run.text(help.token))
    .option('--token-key <NAME>', run.text(help.tokenKey))
    .option('--receipt-key <NAME>', run.text(help.receiptKey))
}

/** What an action does by the issuer's leave: its token, and the key that checks the receipt. */
export interface Delegated {
  readonly token?: ContentSignature
  readonly receiptKey?: string
}

/** The token of an action and the key for its receipt, where they are wanted. Throws `AppFailure`. */
export function delegatedOf({ token, tokenKey, receiptKey }: TokenFlags): Delegated {
  const signature = signatureOf(['--token', token], ['--token-key', tokenKey])
  return {
    ...(signature !== undefined && { token: signature }),
    ...(receiptKey !== undefined && { receiptKey })
  }
}

/** Names of vault keys that they need. */
export function keysOfDelegated({ token, receiptKey }: Delegated): string[] {
  return [...keysIn([token]), ...(receiptKey === undefined ? [] : [receiptKey])]
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
