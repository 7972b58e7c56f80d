import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { applicantFile } from '../../../src-main/contract/personalization'
import { makeRequest, type ProfileView } from '../../../src-main/contract/production'
import { builtInProfile } from '../../../src-main/services/production/profile-library'
import { profileViewOf } from '../../../src-main/services/production/profile-view'
import {
  checkForm,
  emptyTexts,
  expiryDay,
  type FormChoice,
  type FormTexts
} from '../../../src-renderer/features/make/form-rules'

const TODAY = '2026-11-25'
const ID = '11010119900307851X'
const debit = profileViewOf(builtInProfile('debit-ecash'))
const ecash = profileViewOf(builtInProfile('ecash'))

function choice(change: Partial<FormChoice> = {}): FormChoice {
  return { profile: debit, issuer: 'test', isTest: true, lot: undefined, choosesPin: true, ...change }
}

function typed(change: Partial<FormTexts> = {}, profile: ProfileView = debit): FormTexts {
  return {
    ...emptyTexts(TODAY, profile),
    name: 'WANG XIAOMING',
    documentNumber: ID,
    pin: '246810',
    pinAgain: '246810',
    ...change
  }
}

describe('the form of an applicant', () => {
  it('needs a name, a document and a PIN only; all else has its default', () => {
    const { order, problems } = checkForm(typed(), choice(), TODAY)
    expect(problems).toEqual({})
    expect(order).toEqual({
      profile: 'debit-ecash',
      issuer: 'test',
      applicant: {
        name: 'WANG XIAOMING',
        document: { type: '00', number: ID },
        effective: TODAY,
        expiry: '2031-11-30',
        pin: '246810',
        limits: { balance: 100_000, transaction: 100_000, resetThreshold: 1000, cvm: 100_000 }
      }
    })
  })

  it('brings what was typed, as it is meant', () => {
    const texts = typed({
      documentNumber: ' 11010119900307851x ',
      documentType: '00',
      pan: '6228 4800 0000 0123',
      deposit: '1,234.5',
      account: 'acct-7'
    })
    const { order } = checkForm(texts, choice({ lot: 'lot-1' }), TODAY)
    expect(order).toMatchObject({ lot: 'lot-1', deposit: 123_450 })
    expect(order.applicant).toMatchObject({
      document: { type: '00', number: '11010119900307851X' },
      pan: '6228480000000123',
      account: 'acct-7'
    })
  })

  it('asks for no account, deposit or PIN where the card has none', () => {
    const texts = typed({ deposit: '5', account: 'a', pin: '1', pinAgain: '' }, ecash)
    const { order, problems } = checkForm(texts, choice({ profile: ecash, choosesPin: false }), TODAY)
    expect(problems).toEqual({})
    expect(order).not.toHaveProperty('deposit')
    expect(order.applicant).not.toHaveProperty('account')
    expect(order.applicant).not.toHaveProperty('pin')
  })

  it('leaves the deposit out for an issuer that keeps its own accounts', () => {
    expect(checkForm(typed({ deposit: '5' }), choice({ isTest: false }), TODAY).order).not.toHaveProperty(
      'deposit'
    )
  })

  it.each([
    [{ name: '  ' }, 'name', 'make.nameMissing'],
    [{ documentNumber: ' ' }, 'document.number', 'make.documentMissing'],
    [{ expiry: '13/31' }, 'expiry', 'make.expiryForm'],
    [{ effective: '25.11.2026' }, 'effective', 'make.dateForm'],
    [{ pin: '123' }, 'pin', 'make.pinForm'],
    [{ pinAgain: '246811' }, 'pinAgain', 'make.pinDiffers'],
    [{ deposit: '-5' }, 'deposit', 'make.amountForm'],
    [
      { limits: { balance: 'x', transaction: '1', resetThreshold: '1', cvm: '1' } },
      'limits.balance',
      'make.amountForm'
    ]
  ] as const)('says what is wrong with %o', (change, path, key) => {
    expect(checkForm(typed(change), choice(), TODAY).problems).toEqual({ [path]: key })
  })

  it('has an order that main can check, whatever was typed', () => {
    const texts = fc.record({
      name: fc.string({ maxLength: 60 }),
      expiry: fc.string(),
      effective: fc.string(),
      pan: fc.string({ maxLength: 30 }),
      psn: fc.string({ maxLength: 8 }),
      pin: fc.string({ maxLength: 12 }),
      deposit: fc.string(),
      documentNumber: fc.string({ maxLength: 40 })
    })
    fc.assert(
      fc.property(texts, (change) => {
        const { order } = checkForm(typed(change), choice(), TODAY)
        expect(applicantFile.safeParse(order.applicant).success).toBe(true)
        expect(makeRequest.safeParse(order).success).toBe(true)
      })
    )
  })
})

describe('a month as it is printed on a card', () => {
  it.each([
    ['11/31', '2031-11-30'],
    ['02/28', '2028-02-29'],
    ['0227', '2027-02-28'],
    ['１２／３０', '2030-12-31'],
    ['12-30', '2030-12-31'],
    ['00/30', undefined],
    ['1/30', undefined],
    ['', undefined]
  ])('%s is %s', (text, day) => {
    expect(expiryDay(text)).toBe(day)
  })
})
