import type { Command } from 'commander'
import { toHex } from '../../engine/bytes/hex'
import { keyCheckValue } from '../../engine/crypto/kcv'
import { type KeyRef, type SecretKey } from '../../engine/crypto/key-ref'
import { cardKey } from '../../engine/cryptogram/compositions/card-key'
import { sessionKey } from '../../engine/cryptogram/compositions/session-key'
import { type Transaction } from '../../engine/cryptogram/key-set'
import { type Composition } from '../../engine/key-operations/operation'
import { runComposition } from '../../engine/key-operations/run-composition'
import { SESSION_METHODS, type SessionMethod } from '../../engine/cryptogram/session-method'
import { type Step } from '../../engine/key-operations/transcript'
import { cryptogramHelp, cryptogramTexts as texts } from '../../texts/cli/cryptogram'
import type { CliRun } from '../cli-run'
import type { CliContext } from '../context'
import type { ExitCode } from '../exit-codes'
import { usageFailure } from '../usage-failure'
import {
  addKeyOptions,
  choice,
  givenKey,
  hexOption,
  requiredHex,
  type GivenKey,
  type KeyFlags
} from './cryptogram-arguments'
import { printCryptogram } from './cryptogram-result'

interface DeriveFlags extends KeyFlags {
  readonly algorithm?: string
}

interface SessionFlags extends DeriveFlags {
  readonly method?: string
  readonly atc?: string
  readonly un?: string
  readonly arqc?: string
}

/** `cardwright cryptogram derive`: from an issuer's key to a card's. */
export function addCryptogramDerive(cryptogram: Command, run: CliRun): void {
  addKeyOptions(cryptogram.command('derive').description(run.text(cryptogramHelp.derive)), run)
    .option('--algorithm <NAME>', run.text(cryptogramHelp.algorithm))
    .addHelpText(
      'after',
      run.examples(
        'cardwright cryptogram derive --key-file imk.txt --pan 6228480000000000026 --psn 01 --explain'
      )
    )
    .action(
      run.action<DeriveFlags>(async (context, _args, flags): Promise<ExitCode> => {
        if (flags.pan === undefined) throw usageFailure(texts.missing('--pan'))
        const given = await givenKey(context, { ...flags, keyIs: 'issuer' }, algorithmOf(flags))
        printKey(context, flags, (steps) => runComposition(cardKeyOf(given), steps))
        return 0
      })
    )
}

/** `cardwright cryptogram session`: from an issuer's or a card's key to that of a transaction. */
export function addCryptogramSession(cryptogram: Command, run: CliRun): void {
  addKeyOptions(cryptogram.command('session').description(run.text(cryptogramHelp.session)), run)
    .option('--algorithm <NAME>', run.text(cryptogramHelp.algorithm))
    .option('--method <NAME>', run.text(cryptogramHelp.method(SESSION_METHODS.join(', '))))
    .option('--atc <HEX>', run.text(cryptogramHelp.atc))
    .option('--un <HEX>', run.text(cryptogramHelp.un))
    .option('--arqc <HEX>', run.text(cryptogramHelp.ac))
    .addHelpText('after', run.examples('cardwright cryptogram session --key-file udk.txt --atc 0240'))
    .action(
      run.action<SessionFlags>(async (context, _args, flags): Promise<ExitCode> => {
        const method = choice('--method', flags.method ?? 'pboc', SESSION_METHODS)
        const algorithm = algorithmOf(flags)
        if (algorithm === 'sm4' && method !== 'none' && method !== 'pboc') {
          throw usageFailure(texts.methodLacksForm(method))
        }
        const transaction = transactionFor(method, flags)
        const given = await givenKey(context, flags, algorithm)
        if (given.kind === 'session') throw usageFailure(texts.noSession)
        printKey(context, flags, (steps) => runComposition(sessionKeyOf(given, method, transaction), steps))
        return 0
      })
    )
}

/** The card's key: derived, where an issuer's was given. */
export function* cardKeyOf({ key, kind, card, option }: GivenKey): Composition<KeyRef> {
  return kind === 'issuer' && card !== undefined ? yield* cardKey(key, card, option) : key
}

/** The key of the transaction, whichever key was given. */
export function* sessionKeyOf(
  given: GivenKey,
  method: SessionMethod,
  transaction: Transaction
): Composition<KeyRef> {
  if (given.kind === 'session') return given.key
  return yield* sessionKey(method, yield* cardKeyOf(given), transaction)
}

function transactionFor(method: SessionMethod, { atc, un, arqc }: SessionFlags): Transaction {
  const needsUn = method === 'mchip-skd'
  const needsArqc = method === 'emv-csk-arqc'
  return {
    atc:
      needsArqc || method === 'none' ? hexOption('--atc', atc ?? '0000', [2]) : requiredHex('--atc', atc, 2),
    ...((needsUn || un !== undefined) && { unpredictableNumber: requiredHex('--un', un, 4) }),
    ...((needsArqc || arqc !== undefined) && { ac: requiredHex('--arqc', arqc, 8) })
  }
}

function algorithmOf({ algorithm = '3des' }: DeriveFlags): '3des' | 'sm4' {
  return choice('--algorithm', algorithm, ['3des', 'sm4'])
}

/** A key is told by its check value; its bytes are nobody's to see. */
function printKey(context: CliContext, flags: KeyFlags, derive: (steps: Step[]) => KeyRef): void {
  const steps: Step[] = []
  const key = derive(steps) as SecretKey
  const kcv = toHex(keyCheckValue(key))
  const line = texts.kcv(key.algorithm.toUpperCase(), kcv)[context.language]
  printCryptogram(context, flags, steps, { document: { algorithm: key.algorithm, kcv }, lines: [line] })
}
