import type { Command } from 'commander'
import { concat } from '../../engine/bytes/bytes'
import { toHex } from '../../engine/bytes/hex'
import { arpcWithCode, arpcWithStatus } from '../../engine/cryptogram/compositions/response-cryptogram'
import { type Transaction } from '../../engine/cryptogram/key-set'
import { type Composition } from '../../engine/key-operations/operation'
import { runComposition } from '../../engine/key-operations/run-composition'
import { type SessionMethod } from '../../engine/cryptogram/session-method'
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
import { transactionOf } from './cryptogram-transaction'

interface Flags extends KeyFlags {
  readonly profile?: string
  readonly arqc?: string
  readonly arc?: string
  readonly csu?: string
  readonly proprietary?: string
  readonly atc?: string
  readonly un?: string
}

/** `cardwright cryptogram arpc`: what the issuer answers to an ARQC. */
export function addCryptogramArpc(cryptogram: Command, run: CliRun): void {
  const command = cryptogram.command('arpc').description(run.text(cryptogramHelp.arpc))
  addProfileOption(addKeyOptions(command, run), run)
    .option('--arqc <HEX>', run.text(cryptogramHelp.ac))
    .option('--arc <HEX>', run.text(cryptogramHelp.arc))
    .option('--csu <HEX>', run.text(cryptogramHelp.csu))
    .option('--proprietary <HEX>', run.text(cryptogramHelp.proprietary))
    .option('--atc <HEX>', run.text(cryptogramHelp.atc))
    .option('--un <HEX>', run.text(cryptogramHelp.un))
    .addHelpText(
      'after',
      run.examples(
        'cardwright cryptogram arpc --key-file udk.txt --atc 0240 --arqc 5D016C91005E7CC2 --arc 3030',
        'cardwright cryptogram arpc --profile visa-18 --key-file udk.txt --atc 001C --arqc 7A788EA6B8A3E733 --csu 00000000'
      )
    )
    .action(
      run.action<Flags>(async (context, _args, flags): Promise<ExitCode> => {
        const profile = profileOf(flags.profile)
        const ac = requiredHex('--arqc', flags.arqc, 8)
        const answer = answerOf(flags, ac)
        const given = await givenKey(context, flags, profile.algorithm)
        const { session } = profile.arpc
        const transaction = derivesFromAtc(given, session)
          ? transactionOf(flags, { needsUn: session === 'mchip-skd' })
          : { atc: new Uint8Array(2) }
        const steps: Step[] = []
        const composition = answered(given, session, transaction, answer)
        const { arpc, issuerAuthenticationData } = runComposition(composition, steps)
        const document = { profile: profile.id, arpc, issuerAuthenticationData }
        printCryptogram(context, flags, steps, { document, lines: [arpc, `91 ${issuerAuthenticationData}`] })
        warnOfEvidence(context, profile)
        return 0
      })
    )
}

type Answer =
  | { readonly method: 1; readonly request: Parameters<typeof arpcWithCode>[1] }
  | { readonly method: 2; readonly request: Parameters<typeof arpcWithStatus>[1] }

/** By the response code or by the card status update: the one that was given. */
function answerOf({ arc, csu, proprietary }: Flags, ac: Uint8Array): Answer {
  if (arc !== undefined && csu !== undefined) throw usageFailure(texts.notBoth('--arc', '--csu'))
  if (csu === undefined) {
    if (proprietary !== undefined) throw usageFailure(texts.missing('--csu'))
    return { method: 1, request: { ac, arc: requiredHex('--arc', arc, 2) } }
  }
  const own = proprietary === undefined ? {} : { proprietary: ownData(proprietary) }
  return { method: 2, request: { ac, csu: requiredHex('--csu', csu, 4), ...own } }
}

function ownData(proprietary: string): Uint8Array {
  return hexOption('--proprietary', proprietary, [0, 1, 2, 3, 4, 5, 6, 7, 8])
}

function derivesFromAtc({ kind }: GivenKey, session: SessionMethod): boolean {
  return kind !== 'session' && session !== 'none'
}

function* answered(
  given: GivenKey,
  session: SessionMethod,
  transaction: Transaction,
  answer: Answer
): Composition<{ readonly arpc: string; readonly issuerAuthenticationData: string }> {
  const key = yield* sessionKeyOf(given, session, transaction)
  if (answer.method === 1) {
    const arpc = yield* arpcWithCode(key, answer.request)
    return { arpc: toHex(arpc), issuerAuthenticationData: toHex(concat(arpc, answer.request.arc)) }
  }
  const arpc = yield* arpcWithStatus(key, answer.request)
  const { csu, proprietary = new Uint8Array() } = answer.request
  return { arpc: toHex(arpc), issuerAuthenticationData: toHex(concat(arpc, csu, proprietary)) }
}
