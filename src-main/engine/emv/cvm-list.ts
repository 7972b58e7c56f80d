import { uint } from '../bytes/bytes'
import { amountOf } from './amount'
import { isUnattended } from './terminal-configuration'
import type { Transaction } from './transaction'
import { CAPABILITY, isSet } from './verification-results'

/** One rule of a cardholder verification method list (8E). */
export interface CvmRule {
  /** Bits 6 to 1 of byte 1; 3F and below. */
  readonly method: number
  /** Byte 1 as it stands, for the results (9F34). */
  readonly code: number
  readonly condition: number
  /** Where the method fails, the next rule is looked at. */
  readonly elseNext: boolean
}

export interface CvmRules {
  /** Amounts that conditions 06 to 09 compare with, in minor units of the application's currency. */
  readonly x: number
  readonly y: number
  readonly rules: readonly CvmRule[]
}

/** Methods by their number (EMV Book 3, Annex C3; 20 is PBOC's). */
export const CVM = {
  fail: 0x00,
  plainPin: 0x01,
  onlinePin: 0x02,
  plainPinAndSignature: 0x03,
  encipheredPin: 0x04,
  encipheredPinAndSignature: 0x05,
  signature: 0x1e,
  none: 0x1f,
  document: 0x20
} as const

const AMOUNTS_LENGTH = 8

/** Reads the list; undefined where it holds no rule or breaks off (EMV Book 3, 10.5). Never throws. */
export function readCvmList(value: Uint8Array): CvmRules | undefined {
  if (value.length < AMOUNTS_LENGTH + 2 || value.length % 2 !== 0) return undefined
  const rules: CvmRule[] = []
  for (let at = AMOUNTS_LENGTH; at < value.length; at += 2) {
    const [code = 0, condition = 0] = value.subarray(at, at + 2)
    rules.push({ method: code & 0x3f, code, condition, elseNext: (code & 0x40) !== 0 })
  }
  return { x: uint(value.subarray(0, 4)), y: uint(value.subarray(4, 8)), rules }
}

/** Whether the terminal has what a method needs; undefined for a method that it does not know. */
export function supportsMethod({ terminal, mode, path }: Transaction, method: number): boolean | undefined {
  const has = (bit: { byte: number; mask: number }): boolean => isSet(terminal.capabilities, bit)
  // Nothing goes to the issuer when the card's own money pays.
  const online = has(CAPABILITY.onlinePin) && !(mode === 'contact' && path === 'ecash')
  switch (method) {
    case CVM.fail:
      return true
    case CVM.plainPin:
      return has(CAPABILITY.plainOfflinePin)
    case CVM.onlinePin:
      return online
    case CVM.plainPinAndSignature:
      return has(CAPABILITY.plainOfflinePin) && has(CAPABILITY.signature)
    case CVM.encipheredPin:
      return has(CAPABILITY.encipheredOfflinePin)
    case CVM.encipheredPinAndSignature:
      return has(CAPABILITY.encipheredOfflinePin) && has(CAPABILITY.signature)
    case CVM.signature:
      return has(CAPABILITY.signature)
    case CVM.none:
      return has(CAPABILITY.noCvm)
    case CVM.document:
      return !isUnattended(terminal)
    default:
      return undefined
  }
}

/** Whether a rule's condition is met (EMV Book 3, Annex C3, condition codes); undefined for an unknown condition. */
export function conditionMet(
  transaction: Transaction,
  rule: CvmRule,
  { x, y }: CvmRules
): boolean | undefined {
  const { terminal, request } = transaction
  const unattended = isUnattended(terminal)
  const cash = request.type === 'cash'
  switch (rule.condition) {
    case 0x00:
      return true
    case 0x01:
      return cash && unattended
    case 0x02:
      return !cash && request.type !== 'cashback'
    case 0x03:
      return supportsMethod(transaction, rule.method) === true
    case 0x04:
      return cash && !unattended
    case 0x05:
      return request.type === 'cashback'
    case 0x06:
      return inApplicationCurrency(transaction) && request.amount < x
    case 0x07:
      return inApplicationCurrency(transaction) && request.amount > x
    case 0x08:
      return inApplicationCurrency(transaction) && request.amount < y
    case 0x09:
      return inApplicationCurrency(transaction) && request.amount > y
    default:
      return undefined
  }
}

function inApplicationCurrency(transaction: Transaction): boolean {
  return amountOf(transaction.card(0x9f42)) === transaction.terminal.currency
}
