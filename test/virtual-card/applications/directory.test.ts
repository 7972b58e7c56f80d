import { expect, it } from 'vitest'
import { cardUnderTest } from '../card-under-test'

it('lists the application in the contact directory, in records of the file that its FCI names', () => {
  const { send } = cardUnderTest('debit-ecash', 'contact')
  expect(send('00A404000E315041592E5359532E444446303100')).toBe(
    '6F20840E315041592E5359532E4444463031A50E8801015F2D047A68656E9F1101019000'
  )
  expect(send('00B2010C00')).toBe(
    '702861264F08A000000333010101500A50424F432044454249548701019F120AB2E2CAD4BDE8BCC7BFA89000'
  )
  expect(send('00B2020C00')).toBe('6A83')
  expect(send('00B2011400')).toBe('6A82')
  expect(send('00B2010D00')).toBe('6A86')
  expect(send('80A80000028300')).toBe('6D00')
})

it('lists the application in the FCI of the contactless directory', () => {
  const { send } = cardUnderTest('debit-ecash', 'contactless')
  // The shape of a live UnionPay card (reference A2).
  expect(send('00A404000E325041592E5359532E444446303100')).toBe(
    '6F30840E325041592E5359532E4444463031A51EBF0C1B61194F08A000000333010101500A50424F432044454249548701019000'
  )
})
