import type { Command } from 'commander'
import { cryptogramInput, type TagLookup } from '../../engine/cryptogram/compositions/application-cryptogram'
import { type Transaction } from '../../engine/cryptogram/key-set'
import { type Composition } from '../../engine/key-operations/operation'
import { type CryptogramProfile } from '../../engine/cryptogram/profiles/profile'
import { decodeTlv } from '../../engine/tlv/tlv'
import { cryptogramHelp, cryptogramTexts as texts } from '../../texts/cli/cryptogram'
import type { CliRun } from '../cli-run'
import { usageFailure } from '../usage-failure'
import { hexOption, requiredHex } from './cryptogram-arguments'

/** The data of a transaction, as options. */
export interface TransactionFlags {
  readonly tlv?: string
  readonly block?: string
  readonly atc?: string
  readonly un?: string
}

export function addTransactionOptions(command: Command, run: CliRun): Command {
  return command
    .option('--tlv <HEX>', run.text(cryptogramHelp.tlv))
    .option('--block <HEX>', run.text(cryptogramHelp.block))
    .option('--atc <HEX>', run.text(cryptogramHelp.atc))
    .option('--un <HEX>', run.text(cryptogramHelp.un))
}

const atcTag = 0x9f36
const unTag = 0x9f37

/** ATC and unpredictable number, from their options or from the data objects. Throws `AppFailure`. */
export function transactionOf(
  flags: TransactionFlags,
  { needsUn, objects }: { readonly needsUn: boolean; readonly objects?: TagLookup | undefined }
): Transaction {
  const atc = objects?.(atcTag)
  const un = objects?.(unTag)
  const given = flags.un !== undefined || needsUn
  return {
    atc: flags.atc === undefined && atc !== undefined ? atc : requiredHex('--atc', flags.atc, 2),
    ...(flags.un === undefined && un !== undefined
      ? { unpredictableNumber: un }
      : given && { unpredictableNumber: requiredHex('--un', flags.un, 4) })
  }
}

/** The data objects of `--tlv`; undefined where it is not there. Throws `AppFailure`. */
export function objectsOf(tlv: string | undefined): TagLookup | undefined {
  if (tlv === undefined) return undefined
  const { nodes, problems } = decodeTlv(hexOption('--tlv', tlv))
  if (problems.length > 0 || nodes.length === 0) throw usageFailure(texts.badTlv)
  const values = new Map<number, Uint8Array>()
  for (const { tag, value } of nodes) {
    if (values.has(tag)) throw usageFailure(texts.twice(tagDigits(tag)))
    values.set(tag, value)
  }
  return (tag) => values.get(tag)
}

/** What the cryptogram covers: the data objects put together, or the block as it was given. Throws `AppFailure`. */
export function* inputOf(
  profile: CryptogramProfile,
  flags: TransactionFlags,
  objects: TagLookup | undefined
): Composition<Uint8Array> {
  if (objects === undefined) {
    if (flags.block === undefined) throw usageFailure(texts.missing('--tlv'))
    return hexOption('--block', flags.block)
  }
  if (flags.block !== undefined) throw usageFailure(texts.notBoth('--tlv', '--block'))
  const input = yield* cryptogramInput(profile, objects)
  switch (input.kind) {
    case 'ok':
      return input.block
    case 'missing':
      throw usageFailure(texts.missingTag(tagDigits(input.tag)))
    case 'length':
      throw usageFailure(texts.tagLength(tagDigits(input.tag), input.expected, input.actual))
  }
}

function tagDigits(tag: number): string {
  return tag.toString(16).toUpperCase()
}
