import type { Command } from 'commander'
import { returnedCertificate, type ReturnedCertificateFile } from '../../contract/issuer-key-set'
import type { KeyRecord } from '../../contract/vault'
import { hex, parseHex, toHex } from '../../engine/bytes/hex'
import { randomBytes } from '../../engine/crypto/random'
import { runComposition, runCompositionAsync } from '../../engine/key-operations/run-composition'
import type { CaKeyLookup } from '../../engine/offline-auth/ca-key'
import type { OdaPublicKey } from '../../engine/offline-auth/public-key'
import { problemText } from '../../engine/offline-auth/problem-text'
import {
  certificateRequest,
  readCertificateRequest,
  type CertificateRequest
} from '../../engine/personalization/issuer-keys/certificate-request'
import { certifyRequest } from '../../engine/personalization/issuer-keys/certify-request'
import { importCertificate } from '../../engine/personalization/issuer-keys/import-certificate'
import { testCa } from '../../engine/personalization/issuer-keys/test-ca'
import { AppFailure } from '../../services/app-failure'
import { parseCaKey } from '../../services/ca-keys/ca-key-record'
import { savedTo } from '../../texts/cli/messages'
import { issuersHelp as help, issuersTexts as say } from '../../texts/cli/perso-issuers'
import type { CliRun } from '../cli-run'
import { note, printResult, type CliContext } from '../context'
import type { ExitCode } from '../exit-codes'
import { readTextFile, refuseExisting, writeTextFile } from '../files'
import { readJsonFile } from '../json-file'
import { addIssuerUnlock } from '../perso-issuer-keys'
import { usageFailure } from '../usage-failure'
import { vaultFor, type UnlockFlags } from './vault-unlock'

interface OutFlags {
  readonly out: string
  readonly force?: boolean
}

interface RequestFlags extends OutFlags, UnlockFlags {
  readonly key: string
  readonly identifier: string
  readonly expiry: string
  readonly rid?: string
  readonly caIndex?: string
}

const TRACKING_LENGTH = 3
const SERIAL_LENGTH = 3

/** `cardwright perso issuer-request`. */
export function addIssuerRequest(perso: Command, run: CliRun): void {
  const command = perso.command('issuer-request').description(run.text(help.request))
  addIssuerUnlock(command, run)
    .requiredOption('--key <NAME>', run.text(help.key))
    .requiredOption('--identifier <DIGITS>', run.text(help.identifier))
    .requiredOption('--expiry <MONTH>', run.text(help.expiry))
    .requiredOption('--out <FILE>', run.text(help.out))
    .option('--rid <HEX>', run.text(help.rid))
    .option('--ca-index <HEX>', run.text(help.caIndex))
    .option('--force', run.text(help.force))
    .action(
      run.action<RequestFlags>(async (context, _args, flags): Promise<ExitCode> => {
        const { key, identifier, out, force = false } = flags
        refuseExisting(out, force)
        const [, century, month] = /^20(\d\d)-(0[1-9]|1[0-2])$/.exec(flags.expiry) ?? []
        if (century === undefined || month === undefined) throw usageFailure(say.badExpiry)
        if (!/^\d{3,8}$/.test(identifier)) throw usageFailure(say.badIdentifier)
        const vault = await vaultFor(context, flags, [key])
        const publicKey = publicKeyOf(vault.record(key))
        if (publicKey === undefined) throw usageFailure(say.notSigning(key))
        const signer = vault.signingKey(key)
        const ca = testCa(publicKey.algorithm)
        const rid = flags.rid === undefined ? ca.rid : bytesOf('--rid', flags.rid, 5)
        const caIndex = flags.caIndex === undefined ? ca.caIndex : bytesOf('--ca-index', flags.caIndex, 1)[0]
        const request: CertificateRequest = {
          ...{ identifier: hex(identifier.padEnd(8, 'F')), expiry: hex(month + century) },
          ...{ tracking: randomBytes(TRACKING_LENGTH), rid, caIndex: caIndex ?? 0 },
          publicKey
        }
        const made = await runCompositionAsync(certificateRequest(signer, request), vault.holder)
        written(context, flags, `${toHex(made)}\n`)
        printResult(context, { request: out }, () => '')
        return 0
      })
    )
}

/** `cardwright perso issuer-certify`: the TEST certification authority. */
export function addIssuerCertify(perso: Command, run: CliRun): void {
  perso
    .command('issuer-certify')
    .description(run.text(help.certify))
    .requiredOption('--request <FILE>', run.text(help.requestFile))
    .requiredOption('--out <FILE>', run.text(help.out))
    .option('--force', run.text(help.force))
    .action(
      run.action<OutFlags & { readonly request: string }>((context, _args, flags): ExitCode => {
        refuseExisting(flags.out, flags.force ?? false)
        const request = requestIn(flags.request)
        const { signer, rid, caIndex } = testCa(request.publicKey.algorithm)
        if (toHex(request.rid) !== toHex(rid) || request.caIndex !== caIndex) throw usageFailure(say.otherCa)
        if (request.publicKey.algorithm === 'rsa' && signer.algorithm === 'rsa') {
          const most = signer.length
          if (request.publicKey.modulus.length > most) throw usageFailure(say.keyTooLong(most * 8))
        }
        const returned = runComposition(certifyRequest(signer, request, randomBytes(SERIAL_LENGTH)))
        const document: ReturnedCertificateFile = {
          ...{ rid: toHex(returned.rid), caIndex: toHex(Uint8Array.of(returned.caIndex)) },
          certificate: toHex(returned.certificate),
          ...(returned.remainder !== undefined && { remainder: toHex(returned.remainder) }),
          ...(returned.exponent !== undefined && { exponent: toHex(returned.exponent) })
        }
        note(context, say.testOnly)
        written(context, flags, `${JSON.stringify(document, undefined, 2)}\n`)
        printResult(context, document, () => '')
        return 0
      })
    )
}

interface ImportFlags extends OutFlags {
  readonly request: string
  readonly certificate: string
  readonly caKey?: string
}

/** `cardwright perso issuer-import`. */
export function addIssuerImport(perso: Command, run: CliRun): void {
  perso
    .command('issuer-import')
    .description(run.text(help.import))
    .requiredOption('--request <FILE>', run.text(help.requestFile))
    .requiredOption('--certificate <FILE>', run.text(help.returned))
    .requiredOption('--out <FILE>', run.text(help.out))
    .option('--ca-key <FILE>', run.text(help.caKey))
    .option('--force', run.text(help.force))
    .action(
      run.action<ImportFlags>((context, _args, flags): ExitCode => {
        refuseExisting(flags.out, flags.force ?? false)
        const { publicKey, identifier } = requestIn(flags.request)
        const parsed = returnedCertificate.safeParse(readJsonFile(flags.certificate))
        if (!parsed.success) throw usageFailure(say.badCertificate)
        const { rid, caIndex, certificate, remainder, exponent } = parsed.data
        const outcome = importCertificate(
          {
            ...{ rid: hex(rid), caIndex: Number.parseInt(caIndex, 16), certificate: hex(certificate) },
            ...(remainder !== undefined && { remainder: hex(remainder) }),
            ...(exponent !== undefined && { exponent: hex(exponent) })
          },
          { publicKey, identifier },
          { caKeys: caKeysOf(context, flags.caKey), date: today() }
        )
        if (outcome.kind !== 'ok' && outcome.kind !== 'ok-sm2') {
          const problem =
            outcome.kind === 'not-verified'
              ? outcome.authentication.steps.find((step) => step.problem !== undefined)?.problem
              : undefined
          const why = problem === undefined ? { en: '', zh: '' } : problemText(problem)
          const sentence = say.refused[outcome.kind]
          const detail = { en: `${sentence.en} ${why.en}`.trim(), zh: `${sentence.zh}${why.zh}` }
          throw new AppFailure('key-set-invalid', { detail })
        }
        const { expiry } = outcome.issuer
        const document = {
          ...{ caIndex, certificate },
          ...(remainder !== undefined && { remainder }),
          ...(publicKey.algorithm === 'rsa' && { exponent, modulus: toHex(publicKey.modulus) }),
          expiry
        }
        written(context, flags, `${JSON.stringify(document, undefined, 2)}\n`)
        printResult(context, document, () => `${say.verified(caIndex, expiry)[context.language]}\n`)
        return 0
      })
    )
}

/** The key that is to be certified; undefined for one that signs no certificates. */
function publicKeyOf({ algorithm, usage, publicKey }: KeyRecord): OdaPublicKey | undefined {
  if (publicKey === undefined || usage !== 'issuer-signing') return undefined
  const { modulus, exponent } = publicKey
  if (algorithm === 'sm2') return { algorithm, publicKey: hex(modulus) }
  return algorithm === 'rsa' && exponent !== undefined
    ? { algorithm, modulus: hex(modulus), exponent: hex(exponent) }
    : undefined
}

function written(context: CliContext, { out, force = false }: OutFlags, text: string): void {
  writeTextFile(out, text, force)
  note(context, savedTo(out))
}

/** Throws `AppFailure` where the file holds no request whose signature is right. */
function requestIn(file: string): CertificateRequest {
  const read = parseHex(readTextFile(file))
  if (read.kind !== 'ok') throw usageFailure(say.badRequest)
  const reading = readCertificateRequest(read.bytes)
  if (reading.kind === 'ok') return reading.request
  throw usageFailure(reading.kind === 'malformed' ? say.badRequest : say.badSignature)
}

function caKeysOf(context: CliContext, file: string | undefined): CaKeyLookup {
  if (file === undefined) return context.workbench().caKeys.lookup
  const parsed = parseCaKey(readJsonFile(file))
  if (parsed.kind === 'bad') throw new AppFailure('ca-key-unusable', { detail: parsed.why })
  const { key } = parsed
  return (rid, index) => (key.index === index && toHex(key.rid) === toHex(rid) ? [key] : [])
}

function bytesOf(option: string, text: string, length: number): Uint8Array {
  const read = parseHex(text)
  if (read.kind !== 'ok' || read.bytes.length !== length) throw usageFailure(say.badHex(option, length))
  return read.bytes
}

/** YYMMDD. */
function today(): string {
  return new Date().toISOString().slice(2, 10).replaceAll('-', '')
}
