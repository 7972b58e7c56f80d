import { ruleFindings as say } from '../../../texts/phrases/verification'
import { toHex } from '../../bytes/hex'
import { whyFailed } from '../../emv/authentication-reasons'
import { AIP, isSet } from '../../emv/verification-results'
import { decodeDol } from '../../tlv/dol'
import type { ExaminedApplication } from '../examined-card'
import { breach, rule, type Breach, type Rule, type RuleContext } from '../rule'
import { asksForSm, isSm2Method } from '../two-sets'
import { locatedRecords, recordOf } from './structure'

const ISSUER_TAGS = ['8F', '90', '9F32'] as const
/** SM2 certificates hold the whole key: there is no exponent. */
const SM2_CERTIFICATE_LENGTH = 142

/** Whether the card is genuine, as far as it can be told offline. */
export const authenticationRules: readonly Rule[] = [
  rule('authentication/data', 'failed', 'EMV Book 3, 7.5; Book 2, 5 and 6', (application) => {
    const aip = application.bytes('82')
    const [sda, dynamic] = [isSet(aip, AIP.sda), isSet(aip, AIP.dda) || isSet(aip, AIP.cda)]
    if (!sda && !dynamic) return undefined
    const isSm2 = application.bytes('90')?.length === SM2_CERTIFICATE_LENGTH
    const wanted = [...ISSUER_TAGS, ...(sda ? ['93'] : []), ...(dynamic ? ['9F46', '9F47'] : [])].filter(
      (tag) => !isSm2 || (tag !== '9F32' && tag !== '9F47')
    )
    return wanted
      .filter((tag) => application.value(tag) === undefined)
      .map((tag) => breach(tag, say.missing(tag)))
  }),
  rule('authentication/genuine', 'failed', 'EMV Book 2, 5 and 6', (application, context) => {
    const tried = methodsOf(application, context)
    if (tried === undefined || tried.length === 0) return undefined
    return tried
      .filter(({ authentication }) => authentication.outcome.kind !== 'authenticated')
      .map(({ method, authentication }) => breach('90', say.method(method, whyFailed(authentication))))
  }),
  rule('authentication/sm-set', 'failed', 'PBOC 3.0, DF69', (application, context) => {
    const tried = methodsOf(application, context)
    if (tried === undefined || !asksForSm(application)) return undefined
    return tried.some(isSm2Method) ? [] : [breach('9F38', say.noSmSet)]
  }),
  rule(
    'authentication/certificates-outlast',
    'warning',
    'EMV Book 2, 5.3 and 6.4',
    (application, context) => {
      const tried = methodsOf(application, context)
      const expiry = application.value('5F24')?.slice(0, 4)
      if (tried === undefined || expiry === undefined) return undefined
      const breaches = new Map<string, Breach>()
      for (const { name, fields } of tried.flatMap(({ authentication }) => authentication.steps)) {
        const tag = name === 'issuer-certificate' ? '90' : name === 'icc-certificate' ? '9F46' : undefined
        const field = fields.find((candidate) => candidate.name === 'expiry')
        if (tag === undefined || field === undefined) continue
        const mmyy = toHex(field.bytes)
        if (mmyy.slice(2) + mmyy.slice(0, 2) < expiry) breaches.set(tag, breach(tag, say.certificate(tag)))
      }
      return [...breaches.values()]
    }
  ),
  rule('authentication/signed-number', 'warning', 'EMV Book 3, 10.3', (application) => {
    const located = locatedRecords(application)
    if (located === undefined || application.value('90') === undefined) return undefined
    const signed = new Set(
      located
        .filter((record) => record.signed)
        .flatMap(({ sfi, record }) => recordOf(application, sfi, record)?.objects ?? [])
        .map(({ tag }) => tag)
    )
    return ['5A', '5F24'].filter((tag) => !signed.has(tag)).map((tag) => breach(tag, say.unsigned(tag)))
  }),
  rule('authentication/tag-list', 'failed', 'EMV Book 3, 10.3', (application) => {
    const list = application.value('9F4A')
    if (list === undefined) return undefined
    return list === '82' ? [] : [breach('9F4A', say.unreadable('9F4A'))]
  }),
  rule('authentication/ddol', 'warning', 'EMV Book 2, 6.5.1', (application, { card }) => {
    const dynamic = isSet(application.bytes('82'), AIP.dda)
    if (!dynamic || card.report.card.interface === 'contactless') return undefined
    const list = application.bytes('9F49')
    if (list === undefined) return [breach('9F49', say.missing('9F49'))]
    const has = decodeDol(list).entries.some(({ tag }) => tag === 0x9f37)
    return has ? [] : [breach('9F49', say.lacks('9F49', '9F37'))]
  })
]

/** What authentication came to, where it was of this application. */
function methodsOf({ aid }: ExaminedApplication, { authentication }: RuleContext) {
  const own = authentication?.application?.aid
  return authentication === undefined || (own !== undefined && toHex(own) !== aid)
    ? undefined
    : authentication.methods
}
