import type { Command } from 'commander'
import { concat } from '../../engine/bytes/bytes'
import { toHex } from '../../engine/bytes/hex'
import { scriptMacWith, type ScriptCommand } from '../../engine/cryptogram/compositions/script'
import { type Transaction } from '../../engine/cryptogram/key-set'
import { type Composition } from '../../engine/key-operations/operation'
import { type CryptogramProfile } from '../../engine/cryptogram/profiles/profile'
import { runComposition } from '../../engine/key-operations/run-composition'
import { type Step } from '../../engine/key-operations/transcript'
import { cryptogramHelp, cryptogramTexts as texts } from '../../texts/cli/cryptogram'
import type { CliRun } from '../cli-run'
import type { ExitCode } from '../exit-codes'
import { usageFailure } from '../usage-failure'
import {
  addKeyOptions,
  addProfileOption,
  givenKey,
  hexOption,
  profileOf,
  requiredHex,
  type GivenKey,
  type KeyFlags
} from './cryptogram-arguments'
import { sessionKeyOf } from './cryptogram-keys'
import { printCryptogram, warnOfEvidence } from './cryptogram-result'

interface Flags extends KeyFlags {
  readonly profile?: string
  readonly command?: string
  readonly arqc?: string
  readonly atc?: string
}

/** `cardwright cryptogram script-mac`: an issuer script command with its MAC. */
export function addCryptogramScriptMac(cryptogram: Command, run: CliRun): void {
  const command = cryptogram.command('script-mac').description(run.text(cryptogramHelp.scriptMac))
  addProfileOption(addKeyOptions(command, run), run)
    .option('--command <HEX>', run.text(cryptogramHelp.command))
    .option('--arqc <HEX>', run.text(cryptogramHelp.ac))
    .option('--atc <HEX>', run.text(cryptogramHelp.atc))
    .addHelpText(
      'after',
      run.examples(
        'cardwright cryptogram script-mac --key-file udk-mac.txt --atc 0240 --arqc 5D016C91005E7CC2 --command 04DA9F7906000000002000'
      )
    )
    .action(
      run.action<Flags>(async (context, _args, flags): Promise<ExitCode> => {
        const profile = profileOf(flags.profile)
        const script = scriptOf(flags.command)
        const transaction = {
          atc: requiredHex('--atc', flags.atc, 2),
          ac: requiredHex('--arqc', flags.arqc, 8)
        }
        const given = await givenKey(context, flags, profile.algorithm)
        const steps: Step[] = []
        const mac = runComposition(macOf(profile, given, script, transaction), steps)
        const lc = Uint8Array.of(script.data.length + mac.length)
        const command = toHex(concat(script.header, lc, script.data, mac))
        const document = { profile: profile.id, mac: toHex(mac), command }
        printCryptogram(context, flags, steps, { document, lines: [toHex(mac), command] })
        warnOfEvidence(context, profile)
        return 0
      })
    )
}

function* macOf(
  profile: CryptogramProfile,
  given: GivenKey,
  command: ScriptCommand,
  transaction: Transaction
): Composition<Uint8Array> {
  const { session, macLength } = profile.script
  const key = yield* sessionKeyOf(given, session, transaction)
  return yield* scriptMacWith(key, macLength, command, transaction)
}

/** Room for the longest MAC has to stay in a short command. */
const LONGEST_DATA = 247

function scriptOf(text: string | undefined): ScriptCommand {
  if (text === undefined) throw usageFailure(texts.missing('--command'))
  const bytes = hexOption('--command', text)
  const data = bytes.slice(5)
  const isWhole = bytes.length === 4 || (bytes.length > 4 && bytes[4] === data.length)
  if (!isWhole || data.length > LONGEST_DATA) throw usageFailure(texts.badCommand)
  return { header: bytes.slice(0, 4), data }
}
