import type { Command } from 'commander'
import { toHex } from '../../engine/bytes/hex'
import { equalInConstantTime } from '../../engine/crypto/constant-time'
import { tagName } from '../../engine/cryptogram/explain-steps'
import { findDifference, type Claim, type Difference } from '../../engine/cryptogram/find-difference'
import { runComposition } from '../../engine/key-operations/run-composition'
import { type Step } from '../../engine/key-operations/transcript'
import { cryptogramHelp, cryptogramTexts as texts } from '../../texts/cli/cryptogram'
import type { LocalText } from '../../texts/local-text'
import { cryptogramDifferences as differs } from '../../texts/phrases/cryptogram'
import type { CliRun } from '../cli-run'
import type { ExitCode } from '../exit-codes'
import { addKeyOptions, addProfileOption, givenKey, profileOf, requiredHex } from './cryptogram-arguments'
import { cryptogramOf, type ArqcFlags } from './cryptogram-arqc'
import { printCryptogram, warnOfEvidence } from './cryptogram-result'
import { addTransactionOptions, objectsOf } from './cryptogram-transaction'

interface Flags extends ArqcFlags {
  readonly arqc?: string
}

/** `cardwright cryptogram verify`: ends with 1 where the cryptogram is wrong, and says what differs if it can. */
export function addCryptogramVerify(cryptogram: Command, run: CliRun): void {
  const command = cryptogram.command('verify').description(run.text(cryptogramHelp.verify))
  addTransactionOptions(addProfileOption(addKeyOptions(command, run), run), run)
    .option('--arqc <HEX>', run.text(cryptogramHelp.ac))
    .addHelpText(
      'after',
      run.examples(
        'cardwright cryptogram verify --key-file imk.txt --pan 6228480000000000026 --psn 01 --arqc 5D016C91005E7CC2 --tlv 9F0206...'
      )
    )
    .action(
      run.action<Flags>(async (context, _args, flags): Promise<ExitCode> => {
        const profile = profileOf(flags.profile)
        const ac = requiredHex('--arqc', flags.arqc, 8)
        const objects = objectsOf(flags.tlv)
        const given = await givenKey(context, flags, profile.algorithm)
        const steps: Step[] = []
        const computed = runComposition(cryptogramOf(profile, given, flags, objects), steps)
        const right = equalInConstantTime(computed, ac)
        const { key, kind, card, option } = given
        const claim = objects && { profile, key, keyKind: kind, option, objects, ac, ...(card && { card }) }
        const hint = right ? undefined : hintOf(claim)
        const document = { profile: profile.id, right, computed: toHex(computed), ...(hint && { hint }) }
        const line = (hint === undefined ? texts.right : texts.wrong(hint))[context.language]
        printCryptogram(context, flags, steps, { document, lines: [line] })
        warnOfEvidence(context, profile)
        return right ? 0 : 1
      })
    )
}

/** Nothing is known of the parts of a block that was given as a whole. */
function hintOf(claim: Claim | undefined): LocalText {
  const difference = claim && findDifference(claim)
  return difference === undefined ? differs.none : differenceText(difference)
}

function differenceText(difference: Difference): LocalText {
  switch (difference.kind) {
    case 'psn':
      return differs.psn(difference.psn)
    case 'option':
      return differs.option(difference.option)
    case 'key':
      return differs.key(difference.keyKind)
    case 'profile':
      return differs.profile(difference.id)
    case 'zeros':
      return named(difference.tag, (name) => differs.zeros(name))
    case 'byte': {
      const { index, given, fits } = difference
      return named(difference.tag, (name) => differs.byte(name, index, byteHex(given), byteHex(fits)))
    }
  }
}

/** A sentence with a data object's tag and name in it, in each language its own. */
function named(tag: number, sentence: (name: string) => LocalText): LocalText {
  const digits = tag.toString(16).toUpperCase()
  const name = tagName(tag)
  return { en: sentence(`${digits} (${name.en})`).en, zh: sentence(`${digits}（${name.zh}）`).zh }
}

function byteHex(byte: number): string {
  return toHex(Uint8Array.of(byte))
}
