import { ruleFindings as say } from '../../../texts/phrases/verification'
import { CVM, readCvmList } from '../../emv/cvm-list'
import { AIP, isSet } from '../../emv/verification-results'
import type { ExaminedApplication } from '../examined-card'
import { breach, rule, type Breach, type Rule } from '../rule'

const CNY = '0156'
/** CNY 1000.00 in minor units, the most that e-cash may hold on the mainland. */
const MAINLAND = 100_000
const PIN_METHODS: readonly number[] = [
  CVM.plainPin,
  CVM.plainPinAndSignature,
  CVM.encipheredPin,
  CVM.encipheredPinAndSignature
]

/** Whether amounts, counters and the verification of the holder make sense. */
export const limitRules: readonly Rule[] = [
  rule('holder/list', 'failed', 'EMV Book 3, 10.5', (application) => {
    const list = application.bytes('8E')
    if (list === undefined) return undefined
    if (readCvmList(list) === undefined) return [breach('8E', say.unreadable('8E'))]
    const announced = isSet(application.bytes('82'), AIP.cardholderVerification)
    return announced ? [] : [breach('82', say.notAnnounced)]
  }),
  rule('holder/pin', 'warning', 'EMV Book 3, 10.5.1', (application) => {
    const rules = readCvmList(application.bytes('8E') ?? new Uint8Array())?.rules ?? []
    if (!rules.some(({ method }) => PIN_METHODS.includes(method))) return undefined
    const tries = application.bytes('9F17')?.[0]
    if (tries === undefined) return [breach('9F17', say.missing('9F17'))]
    return tries === 0 ? [breach('9F17', say.noTries)] : []
  }),
  rule('limits/balance', 'failed', 'JR/T 0025, e-cash', (application) =>
    ordered(application, [['9F79', '9F77']])
  ),
  rule('limits/within', 'warning', 'JR/T 0025, e-cash', (application) =>
    ordered(application, [
      ['9F78', '9F77'],
      ['9F6D', '9F77']
    ])
  ),
  rule('limits/mainland', 'warning', 'Rules for e-cash on the mainland', (application) => {
    const limit = number(application, '9F77')
    if (limit === undefined || application.value('9F51') !== CNY) return undefined
    return limit > MAINLAND ? [breach('9F77', say.aboveMainland)] : []
  }),
  rule('limits/offline-counters', 'failed', 'EMV Book 3, 10.6.3; JR/T 0025.5', (application) =>
    ordered(application, [
      ['9F14', '9F23'],
      ['9F58', '9F59'],
      ['9F54', '9F5C']
    ])
  )
]

/** Each first one is not above its second; undefined where no pair is whole. */
function ordered(
  application: ExaminedApplication,
  pairs: readonly (readonly [string, string])[]
): Breach[] | undefined {
  const whole = pairs.filter((pair) => pair.every((tag) => number(application, tag) !== undefined))
  if (whole.length === 0) return undefined
  return whole
    .filter(([low, high]) => Number(number(application, low)) > Number(number(application, high)))
    .map(([low, high]) => breach(low, say.above(low, high)))
}

/** Amounts are packed digits, counters one byte. */
function number(application: ExaminedApplication, tag: string): number | undefined {
  const value = application.value(tag)
  if (value === undefined || value === '') return undefined
  if (value.length === 2) return Number.parseInt(value, 16)
  return /^\d+$/.test(value) ? Number(value) : undefined
}
