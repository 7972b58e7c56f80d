import type { ApplicationView } from '../../contract/report'
import { viewPhrases } from '../../texts/phrases/inspection-views'
import { bcdDigits } from '../bytes/bcd'
import { toHex } from '../bytes/hex'
import { decodeCardText } from '../bytes/text'
import { maskPan } from '../tlv/masking'
import { aidName } from '../trace/explain/values/aid'
import { setBits, tvrConditions } from '../trace/explain/values/bits'
import { cvmRules } from '../trace/explain/values/cvm'
import { dateOf, fullYear } from '../trace/explain/values/dates'
import { serviceCodeText, track2Of } from '../trace/explain/values/pan'
import { countryOf } from '../trace/explain/values/places'
import { offlineAuthentication } from './authentication-view'
import { balanceViews } from './balance-view'
import type { FoundApplication } from './found'
import { logView } from './log-view'
import { type PartContext, partView } from './part-view'
import { counterOf, currencyName, panOf } from './values'

/** Issuer action codes in the order in which they are decided (EMV Book 3, 10.7). */
const actionCodeTags = [
  { tag: 0x9f0e, name: viewPhrases.denial },
  { tag: 0x9f0f, name: viewPhrases.online },
  { tag: 0x9f0d, name: viewPhrases.defaultAction }
] as const

/** What an application says, for people: derived from its data objects, with every part of it below. */
export function applicationView(application: FoundApplication, reveal: boolean): ApplicationView {
  const { aid, data, directory, blocked } = application
  const get = (tag: number): Uint8Array | undefined => data.get(tag) ?? directory.get(tag)
  const codeTable = counterOf(get(0x9f11))
  const currency = currencyName(data.get(0x9f51) ?? data.get(0x9f42))
  const secondCurrency = data.get(0xdf71)
  const context: PartContext = {
    rid: aid,
    reveal,
    currency,
    ...(codeTable !== undefined && { codeTable }),
    ...(secondCurrency && { secondCurrency: currencyName(secondCurrency) })
  }
  const label = cardText(get(0x50))
  const preferredName = cardText(get(0x9f12), codeTable)
  const priority = get(0x87)?.[0]
  const pan = panOf(data)
  const track2 = track2Of(data.get(0x57) ?? new Uint8Array(0))
  const sequence = data.get(0x5f34)
  const cardholder = cardText(data.get(0x9f0b) ?? data.get(0x5f20))
  const effective = dateOf(data.get(0x5f25) ?? new Uint8Array(0))
  const expiry = dateOf(data.get(0x5f24) ?? new Uint8Array(0)) ?? monthOf(track2?.expiry)
  const service = bcdDigits(data.get(0x5f30) ?? new Uint8Array(0))?.slice(-3) ?? track2?.service
  const serviceCode = serviceCodeText(service === '' ? (track2?.service ?? '') : (service ?? ''))
  const country = data.get(0x5f28) ?? data.get(0x9f57)
  const atc = counterOf(data.get(0x9f36))
  const lastOnlineAtc = counterOf(data.get(0x9f13))
  const pinTriesLeft = counterOf(data.get(0x9f17))
  const balances = balanceViews(data)
  const cvmList = data.get(0x8e)
  return {
    aid,
    ...kindOf(application, balances.length > 0),
    ...(label && { label }),
    ...(preferredName && { preferredName }),
    foundBy: [...application.foundBy],
    // The low nibble alone ranks; 0 means that the application has no rank (EMV Book 1, 12.2.3).
    ...(priority !== undefined && (priority & 0x0f) !== 0 && { priority: priority & 0x0f }),
    blocked,
    languages: languagesOf(get(0x5f2d)),
    ...(pan !== undefined && { pan: reveal ? pan : maskPan(pan) }),
    ...(sequence && { panSequence: toHex(sequence) }),
    ...(cardholder && { cardholder }),
    ...(effective !== undefined && { effective }),
    ...(expiry !== undefined && { expiry }),
    ...(serviceCode && { serviceCode }),
    ...((data.has(0x9f51) || data.has(0x9f42)) && { currency }),
    ...(country && { country: countryOf(toHex(country))?.alpha2 ?? toHex(country).slice(-3) }),
    ...(atc !== undefined && { atc }),
    ...(lastOnlineAtc !== undefined && { lastOnlineAtc }),
    ...(pinTriesLeft !== undefined && { pinTriesLeft }),
    balances,
    authentication: offlineAuthentication(application).view,
    cvmRules: cvmList ? [...cvmRules(cvmList, currency).rules] : [],
    usage: usageOf(data.get(0x9f07), aid),
    actionCodes: actionCodeTags.flatMap(({ tag, name }) => {
      const value = data.get(tag)
      return value ? [{ name, hex: toHex(value), conditions: tvrConditions(value) }] : []
    }),
    logs: application.logs.map((log) => logView(log, context, currency)),
    parts: [
      ...application.parts.map((part) => partView(part, context)),
      ...application.logs.flatMap((log) => log.records.map((part) => partView(part, context)))
    ]
  }
}

function kindOf(
  { aid, data }: FoundApplication,
  hasBalance: boolean
): Pick<ApplicationView, 'kind' | 'kindText'> {
  const eCash = hasBalance || data.has(0x9f74)
  const byAid: readonly (readonly [string, ApplicationView['kind']])[] = [
    ['A000000333010101', 'debit'],
    ['A000000333010102', 'credit'],
    ['A000000333010103', 'quasi-credit'],
    ['A000000333010106', 'e-cash']
  ]
  const kind = byAid.find(([prefix]) => aid.startsWith(prefix))?.[1] ?? 'other'
  return { kind, kindText: viewPhrases.kind(kind, eCash && kind !== 'e-cash', aidName(aid)) }
}

/** Text of the card in the code table it names; undefined where there is none. */
function cardText(value: Uint8Array | undefined, codeTable?: number): string | undefined {
  const text = value && decodeCardText(value, codeTable).text.trim()
  return text === '' ? undefined : text
}

/** YYMM of a track as a month (ISO 8601). */
function monthOf(yymm: string | undefined): string | undefined {
  if (yymm === undefined || !/^\d\d(0[1-9]|1[0-2])$/.test(yymm)) return undefined
  return `${fullYear(yymm.slice(0, 2))}-${yymm.slice(2)}`
}

function languagesOf(value: Uint8Array | undefined): string[] {
  const letters = Array.from(value ?? [], (byte) => String.fromCharCode(byte)).join('')
  return (letters.match(/[A-Za-z]{2}/g) ?? []).map((code) => code.toLowerCase())
}

function usageOf(value: Uint8Array | undefined, aid: string): ApplicationView['usage'] {
  return value === undefined
    ? []
    : setBits(0x9f07, value, aid).flatMap(({ set, name }) => (set ? [name] : []))
}
