import type { BalanceView } from '../../contract/report'
import type { DataObjects } from './data-objects'
import { currencyName, moneyOf } from './values'

interface Purse {
  readonly purse: number
  readonly currency: readonly number[]
  readonly balance: number
  readonly limit: number
  readonly singleLimit: number
  readonly resetThreshold: number
  readonly cvmLimit: number
}

/** JR/T 0025, e-cash: data objects of the first and the second currency's purse. */
const purses: readonly Purse[] = [
  {
    purse: 1,
    currency: [0x9f51, 0x9f42],
    balance: 0x9f79,
    limit: 0x9f77,
    singleLimit: 0x9f78,
    resetThreshold: 0x9f6d,
    cvmLimit: 0x9f6b
  },
  {
    purse: 2,
    currency: [0xdf71],
    balance: 0xdf79,
    limit: 0xdf77,
    singleLimit: 0xdf78,
    resetThreshold: 0xdf76,
    cvmLimit: 0xdf72
  }
]

/** E-cash balances with their limits; a purse without a readable balance is left out. */
export function balanceViews(data: DataObjects): BalanceView[] {
  return purses.flatMap((tags) => {
    const currency = currencyName(
      tags.currency.map((tag) => data.get(tag)).find((value) => value !== undefined)
    )
    const balance = moneyOf(data.get(tags.balance), currency)
    if (balance === undefined) return []
    const limit = moneyOf(data.get(tags.limit), currency)
    const singleLimit = moneyOf(data.get(tags.singleLimit), currency)
    const resetThreshold = moneyOf(data.get(tags.resetThreshold), currency)
    const cvmLimit = moneyOf(data.get(tags.cvmLimit), currency)
    return [
      {
        purse: tags.purse,
        balance,
        ...(limit && { limit }),
        ...(singleLimit && { singleLimit }),
        ...(resetThreshold && { resetThreshold }),
        ...(cvmLimit && { cvmLimit })
      }
    ]
  })
}

/** Tags that hold amounts of the second purse, for naming their currency. */
export const secondPurseTags: ReadonlySet<number> = new Set([0xdf72, 0xdf76, 0xdf77, 0xdf78, 0xdf79])
