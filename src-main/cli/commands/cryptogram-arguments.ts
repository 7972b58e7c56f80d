import type { Command } from 'commander'
import { parseHex } from '../../engine/bytes/hex'
import { isKeyLength, secretKey, type SecretKey } from '../../engine/crypto/key-ref'
import { type DerivationOption } from '../../engine/cryptogram/compositions/card-key'
import { type KeyKind } from '../../engine/cryptogram/find-difference'
import { type CardNumber } from '../../engine/cryptogram/key-set'
import { CRYPTOGRAM_PROFILES } from '../../engine/cryptogram/profiles/all-profiles'
import { type CryptogramProfile } from '../../engine/cryptogram/profiles/profile'
import { cryptogramHelp, cryptogramTexts as texts } from '../../texts/cli/cryptogram'
import type { CliRun } from '../cli-run'
import type { CliContext } from '../context'
import { readTextFile } from '../files'
import { usageFailure } from '../usage-failure'

/** What every command of `cryptogram` may be given. */
export interface KeyFlags {
  readonly keyFile?: string
  readonly key?: string
  readonly keyIs?: string
  readonly pan?: string
  readonly psn?: string
  readonly option?: string
  readonly explain?: boolean
  readonly reveal?: boolean
}

/** The key and what it is; with an issuer's key, the card that it is for. */
export interface GivenKey {
  readonly key: SecretKey
  readonly kind: KeyKind
  readonly card?: CardNumber
  readonly option: DerivationOption
}

const profileIds = CRYPTOGRAM_PROFILES.map(({ id }) => id)

/** Options for the key, and for showing the steps. */
export function addKeyOptions(command: Command, run: CliRun): Command {
  return command
    .option('--key-file <FILE>', run.text(cryptogramHelp.keyFile))
    .option('--key <HEX>', run.text(cryptogramHelp.key))
    .option('--key-is <KIND>', run.text(cryptogramHelp.keyIs))
    .option('--pan <DIGITS>', run.text(cryptogramHelp.pan))
    .option('--psn <DIGITS>', run.text(cryptogramHelp.psn))
    .option('--option <A|B>', run.text(cryptogramHelp.option))
    .option('--explain', run.text(cryptogramHelp.explain))
    .option('--reveal', run.text(cryptogramHelp.reveal))
}

export function addProfileOption(command: Command, run: CliRun): Command {
  return command.option('--profile <ID>', run.text(cryptogramHelp.profile(profileIds.join(', '))))
}

/** The cryptogram version that `--profile` names. Throws `AppFailure`. */
export function profileOf(word = 'pboc-01'): CryptogramProfile {
  const profile = CRYPTOGRAM_PROFILES.find(({ id }) => id === word)
  if (profile === undefined) throw usageFailure(texts.badChoice('--profile', word, profileIds.join(', ')))
  return profile
}

/** The key of the flags, for the algorithm. Reads a file or standard input where it is there. Throws `AppFailure`. */
export async function givenKey(
  context: CliContext,
  flags: KeyFlags,
  algorithm: '3des' | 'sm4'
): Promise<GivenKey> {
  const { pan, psn = '00' } = flags
  if (pan !== undefined && !/^\d{1,19}$/.test(pan)) throw usageFailure(texts.badPan)
  if (!/^\d{2}$/.test(psn)) throw usageFailure(texts.badPsn)
  const option = choice('--option', flags.option ?? 'A', ['A', 'B'])
  const kinds = ['issuer', 'card', 'session'] as const
  const kind = choice('--key-is', flags.keyIs ?? (pan === undefined ? 'card' : 'issuer'), kinds)
  if (kind === 'issuer' && pan === undefined) throw usageFailure(texts.issuerNeedsPan)
  const key = await readKey(context, flags, algorithm)
  return { key, kind, option, ...(pan !== undefined && { card: { pan, psn } }) }
}

async function readKey(
  context: CliContext,
  { keyFile = '-', key }: KeyFlags,
  algorithm: '3des' | 'sm4'
): Promise<SecretKey> {
  const name = key !== undefined ? '--key' : '--key-file'
  const text = key ?? (keyFile === '-' ? await context.terminal.readInput() : readTextFile(keyFile))
  if (text.trim() === '') throw usageFailure(texts.noKey)
  const bytes = hexOption(name, text)
  // Payment keys have double length; single and triple ones are no issuer's.
  if (bytes.length !== 16 || !isKeyLength(algorithm, bytes.length)) {
    throw usageFailure(texts.badLength(name, '16', bytes.length))
  }
  const secret = secretKey(algorithm, bytes)
  bytes.fill(0)
  return secret
}

/** One of the words, or `AppFailure`. */
export function choice<Word extends string>(option: string, word: string, words: readonly Word[]): Word {
  const found = words.find((one) => one === word)
  if (found === undefined) throw usageFailure(texts.badChoice(option, word, words.join(', ')))
  return found
}

/** The bytes of an option; of one of the `lengths`, where they are given. Its text is never part of the error. */
export function hexOption(option: string, text: string, lengths?: readonly number[]): Uint8Array {
  const outcome = parseHex(text)
  if (outcome.kind !== 'ok') throw usageFailure(texts.badHex(option))
  if (lengths !== undefined && !lengths.includes(outcome.bytes.length)) {
    throw usageFailure(texts.badLength(option, lengths.join(' / '), outcome.bytes.length))
  }
  return outcome.bytes
}

/** The bytes of an option that must be there, in its one length. */
export function requiredHex(option: string, text: string | undefined, length: number): Uint8Array {
  if (text === undefined) throw usageFailure(texts.missing(option))
  return hexOption(option, text, [length])
}
