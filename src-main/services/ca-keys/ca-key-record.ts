import { toHex, parseHex } from '../../engine/bytes/hex'
import { isSm2PublicKey } from '../../engine/crypto/sm2'
import { caKeyCheckValue, type CaPublicKey } from '../../engine/offline-auth/ca-key'
import { isUsableRsaKey } from '../../engine/offline-auth/rsa/recover'
import { caKeyProblems as say } from '../../texts/phrases/ca-keys'
import type { LocalText } from '../../texts/local-text'

/** A key of the managed list, with what is known of where it comes from. */
export interface CaKeyEntry {
  readonly key: CaPublicKey
  /** Where it was published or who gave it, in the words of whoever imported it. */
  readonly source: string
  /** Whether a published check value came with it and agreed. */
  readonly checked: boolean
  /** The built-in TEST key: always there. */
  readonly test: boolean
}

/** A key as JSON: what the list keeps, what `export` writes, and what `import` reads. */
export interface CaKeyRecord {
  readonly rid: string
  readonly index: string
  readonly alg: 'RSA' | 'SM2'
  readonly exponent?: string
  readonly modulus?: string
  readonly publicKey?: string
  /** YYYY-MM-DD. */
  readonly expiry?: string
  /** Serial numbers of revoked issuer certificates. */
  readonly revoked?: readonly string[]
  readonly sha1: string
  readonly source: string
  readonly checked: boolean
}

export type ParsedCaKey =
  | { readonly kind: 'ok'; readonly key: CaPublicKey; readonly source?: string; readonly checked: boolean }
  | { readonly kind: 'bad'; readonly why: LocalText }

const RID_LENGTH = 5
const SERIAL_LENGTH = 3
/** EMV Book 2, Annex B2.1: moduli have 64 to 248 bytes. */
const SHORTEST_MODULUS = 64
const LONGEST_MODULUS = 248

/**
 * Reads a key as its publisher, this program or a person writes it: `rid`, `index`, `modulus` and `exponent` or (SM2)
 * `publicKey`, with `sha1`, `expiry`, `revoked` (serial numbers) and `source` where known; in hexadecimal, except dates (`YYYY-MM-DD`, or
 * `DD.MM.YYYY` under `expiryInSource`). Never throws; what is wrong is said. A check value that differs makes it bad.
 */
export function parseCaKey(value: unknown): ParsedCaKey {
  if (typeof value !== 'object' || value === null) return bad(say.notAKey)
  const fields = value as Readonly<Record<string, unknown>>
  const rid = bytesOf(fields['rid'])
  if (rid?.length !== RID_LENGTH) return bad(say.rid)
  const index = bytesOf(fields['index'])
  if (index?.length !== 1) return bad(say.index)
  const { expiry, expiryInSource } = fields
  const day = dayOf(expiry, expiryInSource)
  const hasExpiry = expiry !== undefined || expiryInSource !== undefined
  if (hasExpiry && day === undefined) return bad(say.expiry)
  const revoked = serialsOf(fields['revoked'])
  if (revoked === undefined) return bad(say.revoked)
  const named = {
    ...{ rid, index: index[0] ?? 0 },
    ...(day !== undefined && { expiry: day }),
    ...(revoked.length > 0 && { revoked })
  }
  const isSm2 = fields['alg'] === 'SM2' || (fields['modulus'] === undefined && 'publicKey' in fields)
  const key = isSm2 ? sm2Key(named, fields) : rsaKey(named, fields)
  if (key === undefined) return bad(isSm2 ? say.point : say.modulus)
  const given = fields['sha1']
  if (given !== undefined) {
    const published = bytesOf(given)
    if (published === undefined || toHex(published) !== toHex(caKeyCheckValue(key)))
      return bad(say.checkValue)
  }
  const source = typeof fields['source'] === 'string' ? fields['source'] : undefined
  return {
    kind: 'ok',
    key,
    // What this program wrote carries a check value in any case; whether its publisher gave one is said beside it.
    checked: given !== undefined && fields['checked'] !== false,
    ...(source !== undefined && { source })
  }
}

/** The entry as JSON. */
export function caKeyRecord({ key, source, checked }: CaKeyEntry): CaKeyRecord {
  const { expiry, revoked } = key
  return {
    rid: toHex(key.rid),
    index: indexText(key.index),
    ...(key.algorithm === 'rsa'
      ? { alg: 'RSA' as const, exponent: toHex(key.exponent), modulus: toHex(key.modulus) }
      : { alg: 'SM2' as const, publicKey: toHex(key.publicKey) }),
    ...(expiry !== undefined && { expiry: dayText(expiry) }),
    ...(revoked !== undefined && { revoked: revoked.map(toHex) }),
    sha1: toHex(caKeyCheckValue(key)),
    source,
    checked
  }
}

/** A key's index as two hexadecimal digits. */
export function indexText(index: number): string {
  return toHex(Uint8Array.of(index))
}

/** YYMMDD, in years 1950 to 2049, as YYYY-MM-DD. */
function dayText(yymmdd: string): string {
  const [year, month, day] = [yymmdd.slice(0, 2), yymmdd.slice(2, 4), yymmdd.slice(4)]
  return `${Number(year) < 50 ? '20' : '19'}${year}-${month}-${day}`
}

type Named = Pick<CaPublicKey, 'rid' | 'index' | 'expiry' | 'revoked'>

function rsaKey(named: Named, fields: Readonly<Record<string, unknown>>): CaPublicKey | undefined {
  const [modulus, exponent] = [bytesOf(fields['modulus']), bytesOf(fields['exponent'])]
  if (modulus === undefined || exponent === undefined) return undefined
  if (modulus.length < SHORTEST_MODULUS || modulus.length > LONGEST_MODULUS) return undefined
  return isUsableRsaKey({ modulus, exponent }) ? { ...named, algorithm: 'rsa', modulus, exponent } : undefined
}

function sm2Key(named: Named, fields: Readonly<Record<string, unknown>>): CaPublicKey | undefined {
  const publicKey = bytesOf(fields['publicKey'])
  if (publicKey === undefined || !isSm2PublicKey(publicKey)) return undefined
  return { ...named, algorithm: 'sm2', publicKey }
}

function bytesOf(value: unknown): Uint8Array | undefined {
  if (typeof value !== 'string') return undefined
  const parsed = parseHex(value)
  return parsed.kind === 'ok' ? parsed.bytes : undefined
}

/** None where nothing is said; undefined where it is no list of serial numbers. */
function serialsOf(value: unknown): readonly Uint8Array[] | undefined {
  if (value === undefined) return []
  if (!Array.isArray(value)) return undefined
  const serials = value.flatMap((one) => bytesOf(one) ?? [])
  const good = serials.length === value.length && serials.every(({ length }) => length === SERIAL_LENGTH)
  return good ? serials : undefined
}

/** YYMMDD, from 1950 to 2049, which is all that two digits can tell; undefined for what is no day in one of the forms. */
function dayOf(expiry: unknown, expiryInSource: unknown): string | undefined {
  const parts =
    typeof expiry === 'string'
      ? /^(\d{4})-(\d\d)-(\d\d)$/.exec(expiry)?.slice(1)
      : typeof expiryInSource === 'string'
        ? /^(\d\d)\.(\d\d)\.(\d{4})$/.exec(expiryInSource)?.slice(1).reverse()
        : undefined
  const [year = '', month = '', day = ''] = parts ?? []
  const isDay = !Number.isNaN(Date.parse(`${year}-${month}-${day}T00:00:00Z`))
  return isDay && Number(year) >= 1950 && Number(year) <= 2049 ? year.slice(2) + month + day : undefined
}

function bad(why: LocalText): ParsedCaKey {
  return { kind: 'bad', why }
}
