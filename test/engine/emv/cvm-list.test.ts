import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { hex } from '../../../src-main/engine/bytes/hex'
import { conditionMet, readCvmList, supportsMethod } from '../../../src-main/engine/emv/cvm-list'
import type { TransactionType } from '../../../src-main/engine/emv/transaction-type'
import { kernelWith, POS, purchase } from './support'

describe('the list', () => {
  it('holds two amounts and its rules in order', () => {
    expect(readCvmList(hex('0000 03E8 0000 07D0 4203 1F00'))).toEqual({
      ...{ x: 1000, y: 2000 },
      rules: [
        { method: 2, code: 0x42, condition: 3, elseNext: true },
        { method: 0x1f, code: 0x1f, condition: 0, elseNext: false }
      ]
    })
  })

  it.each(['', '0000000000000000', '00000000000000001F', '00000000000000001F001E'])(
    'is none without a whole rule: %s',
    (list) => {
      expect(readCvmList(hex(list))).toBeUndefined()
    }
  )

  it('never throws', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 252 }), (list) => {
        readCvmList(list)
      })
    )
  })
})

describe('conditions', () => {
  const UNATTENDED = { ...POS, type: 0x25 }
  const rules = { x: 1000, y: 2000, rules: [] }
  const at = async (
    condition: number,
    { type = 'purchase', amount = 1500, unattended = false, currency = '0156', method = 0x1f } = {}
  ): Promise<boolean | undefined> => {
    const request = { type: type as TransactionType, amount }
    const terminal = unattended ? UNATTENDED : POS
    const { transaction } = await kernelWith({ '9F42': currency }, purchase(amount, { request, terminal }))
    return conditionMet(transaction, { method, code: method, condition, elseNext: false }, rules)
  }

  it.each([
    ['always', 0x00, {}, true],
    ['unattended cash', 0x01, { type: 'cash', unattended: true }, true],
    ['attended cash is not it', 0x01, { type: 'cash' }, false],
    ['no cash, no cashback', 0x02, {}, true],
    ['cash is not it', 0x02, { type: 'cash' }, false],
    ['cashback is not it', 0x02, { type: 'cashback' }, false],
    ['supported', 0x03, { method: 0x02 }, true],
    ['unknown methods are not supported', 0x03, { method: 0x11 }, false],
    ['manual cash', 0x04, { type: 'cash' }, true],
    ['cashback', 0x05, { type: 'cashback' }, true],
    ['below X', 0x06, { amount: 999 }, true],
    ['not below X', 0x06, { amount: 1000 }, false],
    ['above X', 0x07, {}, true],
    ['not above X', 0x07, { amount: 1000 }, false],
    ['below Y', 0x08, {}, true],
    ['above Y', 0x09, { amount: 2001 }, true],
    ['another currency', 0x07, { currency: '0840' }, false],
    ['unknown', 0x0a, {}, undefined]
  ])('%s', async (_name, condition, changes, met) => {
    expect(await at(condition, changes)).toBe(met)
  })
})

describe('methods', () => {
  const NOTHING = { ...POS, capabilities: Uint8Array.of(0, 0, 0) }

  it.each([0x01, 0x02, 0x03, 0x04, 0x05, 0x1e, 0x1f])('%i needs what the terminal has', async (method) => {
    const able = await kernelWith({}, purchase(1))
    expect(supportsMethod(able.transaction, method)).toBe(true)
    const unable = await kernelWith({}, purchase(1, { terminal: NOTHING }))
    expect(supportsMethod(unable.transaction, method)).toBe(false)
  })

  it('knows no others', async () => {
    const { transaction } = await kernelWith()
    expect(supportsMethod(transaction, 0x00)).toBe(true)
    expect(supportsMethod(transaction, 0x06)).toBeUndefined()
  })
})
