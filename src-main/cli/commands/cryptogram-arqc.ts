import type { Command } from 'commander'
import { toHex } from '../../engine/bytes/hex'
import { cryptogramOver, type TagLookup } from '../../engine/cryptogram/compositions/application-cryptogram'
import { type Composition } from '../../engine/key-operations/operation'
import { type CryptogramProfile } from '../../engine/cryptogram/profiles/profile'
import { runComposition } from '../../engine/key-operations/run-composition'
import { type Step } from '../../engine/key-operations/transcript'
import { cryptogramHelp } from '../../texts/cli/cryptogram'
import type { CliRun } from '../cli-run'
import type { ExitCode } from '../exit-codes'
import {
  addKeyOptions,
  addProfileOption,
  givenKey,
  profileOf,
  type GivenKey,
  type KeyFlags
} from './cryptogram-arguments'
import { sessionKeyOf } from './cryptogram-keys'
import { printCryptogram, warnOfEvidence } from './cryptogram-result'
import {
  addTransactionOptions,
  inputOf,
  objectsOf,
  transactionOf,
  type TransactionFlags
} from './cryptogram-transaction'

export interface ArqcFlags extends KeyFlags, TransactionFlags {
  readonly profile?: string
}

/** `cardwright cryptogram arqc`: what the card would answer. */
export function addCryptogramArqc(cryptogram: Command, run: CliRun): void {
  const command = cryptogram.command('arqc').description(run.text(cryptogramHelp.arqc))
  addTransactionOptions(addProfileOption(addKeyOptions(command, run), run), run)
    .addHelpText(
      'after',
      run.examples(
        'cardwright cryptogram arqc --key-file imk.txt --pan 6228480000000000026 --psn 01 --tlv 9F0206... --explain',
        'cardwright cryptogram arqc --key-file udk.txt --atc 0240 --block 000000000001...'
      )
    )
    .action(
      run.action<ArqcFlags>(async (context, _args, flags): Promise<ExitCode> => {
        const profile = profileOf(flags.profile)
        const objects = objectsOf(flags.tlv)
        const given = await givenKey(context, flags, profile.algorithm)
        const steps: Step[] = []
        const ac = toHex(runComposition(cryptogramOf(profile, given, flags, objects), steps))
        const document = { profile: profile.id, ac }
        printCryptogram(context, flags, steps, { document, lines: [ac] })
        warnOfEvidence(context, profile)
        return 0
      })
    )
}

/** The cryptogram of the flags. Throws `AppFailure` where something that it needs is missing. */
export function* cryptogramOf(
  profile: CryptogramProfile,
  given: GivenKey,
  flags: TransactionFlags,
  objects: TagLookup | undefined
): Composition<Uint8Array> {
  const input = yield* inputOf(profile, flags, objects)
  // A key that is the transaction's own already is derived from nothing.
  const key =
    given.kind === 'session'
      ? given.key
      : yield* sessionKeyOf(
          given,
          profile.session,
          transactionOf(flags, { needsUn: profile.session === 'mchip-skd', objects })
        )
  return yield* cryptogramOver(profile, key, input)
}
