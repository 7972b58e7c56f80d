import type { MakeRequest, ProfileView } from '../../../src-main/contract/production'
import type { TextKey } from '../../../src-main/texts/window/index'
import { amountText, cleanAmount, isAmountText, minorOf } from '../../ui/amount-text'
import { plainPan } from '../ecash/form-rules'

export const limitNames = ['balance', 'transaction', 'resetThreshold', 'cvm'] as const
export type LimitName = (typeof limitNames)[number]

/** The form as it was typed. */
export interface FormTexts {
  name: string
  extendedName: string
  documentType: string
  documentNumber: string
  /** `MM/YY`, as it is printed on a card. */
  expiry: string
  /** `YYYY-MM-DD`. */
  effective: string
  pan: string
  psn: string
  serviceCode: string
  account: string
  pin: string
  pinAgain: string
  deposit: string
  limits: Record<LimitName, string>
}

/** What is wrong with a field before anything is asked: by the path that findings have too. */
export type Problems = Readonly<Partial<Record<string, TextKey>>>

export interface FormChoice {
  readonly profile: ProfileView
  readonly issuer: string
  readonly isTest: boolean
  readonly lot: string | undefined
  readonly choosesPin: boolean
  /** The production whose spoiled card the new one replaces. */
  readonly replaces?: string | undefined
  /** The production that is made anew on its chip. */
  readonly again?: string | undefined
}

export interface CheckedForm {
  /** Well-shaped whatever was typed, so that main can check the rest of it. */
  readonly order: MakeRequest
  readonly problems: Problems
}

const DECIMALS = 2
const YEARS = 5
const DEFAULT_DOCUMENT = '00'

/** A form for the next customer, with what is usual. */
export function emptyTexts(today: string, profile: ProfileView | undefined): FormTexts {
  return {
    ...{ name: '', extendedName: '', documentType: DEFAULT_DOCUMENT, documentNumber: '' },
    expiry: `${today.slice(5, 7)}/${String((Number(today.slice(2, 4)) + YEARS) % 100).padStart(2, '0')}`,
    effective: today,
    ...{ pan: '', psn: '', serviceCode: '', account: '', pin: '', pinAgain: '', deposit: '' },
    limits: limitTexts(profile)
  }
}

/** The usual limits of a profile, as they would be typed. */
export function limitTexts(profile: ProfileView | undefined): Record<LimitName, string> {
  const text = (name: LimitName): string => {
    const usual = profile?.limits[name]?.default ?? 0
    return usual === 0 ? '0' : amountText(usual, DECIMALS)
  }
  return {
    balance: text('balance'),
    transaction: text('transaction'),
    resetThreshold: text('resetThreshold'),
    cvm: text('cvm')
  }
}

/** `MM/YY` as the last day of that month, `YYYY-MM-DD`; undefined where it is not one. */
export function expiryDay(typed: string): string | undefined {
  const match = /^(0[1-9]|1[0-2])\s*[/.-]?\s*(\d{2})$/.exec(typed.normalize('NFKC').trim())
  const [, month, year] = match ?? []
  if (month === undefined || year === undefined) return undefined
  const day = new Date(Date.UTC(2000 + Number(year), Number(month), 0)).getUTCDate()
  return `20${year}-${month}-${String(day).padStart(2, '0')}`
}

const SHAPE = /^\d{4}-\d{2}-\d{2}$/

/** What would be asked for, and what keeps it from being asked. */
export function checkForm(texts: FormTexts, choice: FormChoice, today: string): CheckedForm {
  const problems: Partial<Record<string, TextKey>> = {}
  const { profile } = choice
  const expiry = expiryDay(texts.expiry)
  if (expiry === undefined) problems['expiry'] = 'make.expiryForm'
  const effective = texts.effective.normalize('NFKC').trim()
  if (!SHAPE.test(effective)) problems['effective'] = 'make.dateForm'
  if (texts.name.trim() === '') problems['name'] = 'make.nameMissing'
  if (choice.choosesPin) {
    const wrong = pinProblem(texts)
    if (wrong) problems[wrong.path] = wrong.key
  }
  const limits: Partial<Record<LimitName, number>> = {}
  for (const name of limitNames) {
    if (profile.limits[name] === undefined) continue
    const value = amountOf(texts.limits[name])
    if (value === undefined) problems[`limits.${name}`] = 'make.amountForm'
    else limits[name] = value
  }
  const deposit = texts.deposit.trim() === '' ? 0 : amountOf(texts.deposit)
  if (deposit === undefined) problems['deposit'] = 'make.amountForm'
  const hasAccount = profile.kind !== 'ecash'
  const document = texts.documentNumber.trim()
  // No card goes to anybody who has not shown who they are.
  if (document === '') problems['document.number'] = 'make.documentMissing'
  const order: MakeRequest = {
    profile: profile.id,
    issuer: choice.issuer,
    ...(choice.lot !== undefined && { lot: choice.lot }),
    ...(choice.replaces !== undefined && { replaces: choice.replaces }),
    ...(choice.again !== undefined && { again: choice.again }),
    ...(hasAccount && !choice.choosesPin && { makePin: true }),
    ...(choice.isTest && hasAccount && deposit ? { deposit } : {}),
    applicant: {
      name: texts.name.trim(),
      expiry: expiry ?? today,
      effective: SHAPE.test(effective) ? effective : today,
      ...given('extendedName', texts.extendedName),
      ...(document !== '' && {
        document: { type: texts.documentType, number: document.normalize('NFKC').toUpperCase() }
      }),
      ...given('pan', plainPan(texts.pan)),
      ...given('psn', texts.psn),
      ...given('serviceCode', texts.serviceCode),
      ...(hasAccount && given('account', texts.account)),
      ...(choice.choosesPin && texts.pin !== '' && { pin: texts.pin }),
      limits
    }
  }
  return { order, problems }
}

function given(name: string, text: string): Record<string, string> {
  const value = text.trim()
  return value === '' ? {} : { [name]: value }
}

function pinProblem({
  pin,
  pinAgain
}: FormTexts): { readonly path: string; readonly key: TextKey } | undefined {
  if (!/^\d{4,12}$/.test(pin)) return { path: 'pin', key: 'make.pinForm' }
  return pin === pinAgain ? undefined : { path: 'pinAgain', key: 'make.pinDiffers' }
}

/** A sign or a letter is not read as if it were not there. */
const STRANGE = /[^\d.。,\s¥￥'’]/

/** Minor units; undefined where it is not an amount. */
function amountOf(text: string): number | undefined {
  if (STRANGE.test(text.normalize('NFKC'))) return undefined
  const clean = cleanAmount(text)
  return /\d/.test(clean) && isAmountText(clean, DECIMALS) ? minorOf(clean, DECIMALS) : undefined
}
