import type { TagEntry, ValueKind } from '../../../tlv/tag-dictionary'
import { explainAfl } from './afl'
import { explainAid } from './aid'
import { explainBits } from './bits'
import { explainCvmList, explainCvmResults } from './cvm'
import { explainDate, explainTime } from './dates'
import { explainDol, explainLogEntry, explainPriority, explainTagList, explainVersion } from './dol'
import type { Explainer } from './explainer'
import { explainIad } from './iad'
import { explainIssuerAuthentication, explainScriptResults } from './issuer'
import { explainAmount, explainCurrency, explainCurrencyList } from './money'
import { explainPan, explainServiceCode, explainTrack2 } from './pan'
import { explainCountry, explainCountryLetters, explainLanguages } from './places'
import { explainKeyInformation, explainOid } from './platform'
import { explainCplc } from './production'
import { explainCode, explainDigits, explainNumber, explainText } from './text'

const nothing: Explainer = () => ({})

const byKind: Readonly<Record<ValueKind, Explainer>> = {
  amount: explainAmount,
  'date-yymmdd': explainDate,
  'time-hhmmss': explainTime,
  pan: explainPan,
  track2: explainTrack2,
  text: explainText,
  name: explainText,
  country: explainCountry,
  'country-alpha': explainCountryLetters,
  currency: explainCurrency,
  'currency-list': explainCurrencyList,
  number: explainNumber,
  digits: explainDigits,
  bits: explainBits,
  dol: explainDol,
  'tag-list': explainTagList,
  afl: explainAfl,
  'cvm-list': explainCvmList,
  'cvm-results': explainCvmResults,
  cid: explainBits,
  iad: explainIad,
  aid: explainAid,
  code: explainCode,
  language: explainLanguages,
  'log-entry': explainLogEntry,
  cplc: explainCplc,
  certificate: nothing,
  oid: explainOid,
  'service-code': explainServiceCode,
  priority: explainPriority,
  'script-results': explainScriptResults,
  'issuer-authentication': explainIssuerAuthentication,
  'key-information': explainKeyInformation,
  privileges: explainBits,
  version: explainVersion
}

/** How values of a data element are understood: by its kind, else by its format. */
export function explainerOf(entry: TagEntry): Explainer {
  if (entry.kind !== undefined) return byKind[entry.kind]
  switch (entry.format) {
    case 'n':
    case 'cn':
      return explainDigits
    case 'a':
    case 'an':
    case 'ans':
      return explainText
    case 'dol':
      return explainDol
    case 'b':
    case 'tlv':
      return nothing
  }
}
