import { toHex } from '../../engine/bytes/hex'
import type { CardRecord } from '../../engine/personalization/prepare/prepared-card'
import type { IssuerDesk } from '../issuer/issuer-desk'
import type { PersonalizationProfile } from '../../contract/personalization'

export interface Enrolment {
  readonly desk: Pick<IssuerDesk, 'enrolCard'>
  readonly random: (length: number) => Uint8Array
}

/** CNY 50,000.00 at one time, and as much credit. */
const SINGLE_LIMIT = 5_000_000
const CREDIT_LIMIT = 2_000_000

/** Tells the built-in TEST issuer of a card. Returns the name of the account behind it, where it has one. */
export async function enrolMadeCard(
  { desk, random }: Enrolment,
  { kind }: PersonalizationProfile,
  record: CardRecord,
  deposit: number
): Promise<string | undefined> {
  const account = kind === 'ecash' ? undefined : (record.account ?? `acct-${toHex(random(4)).toLowerCase()}`)
  await desk.enrolCard(
    {
      ...{ pan: record.pan, psn: record.psn, label: record.pan.slice(-4) },
      expiry: record.expiry.slice(2).replaceAll('-', ''),
      ...(account !== undefined && { account }),
      ...{ balance: 0, atc: 0 },
      balanceLimit: record.limits.balance,
      transactionLimit: record.limits.transaction,
      resetThreshold: record.limits.resetThreshold,
      ...(record.pin !== undefined && { pin: record.pin.use((bytes) => new TextDecoder().decode(bytes)) })
    },
    account === undefined
      ? undefined
      : {
          ref: account,
          kind: kind === 'credit-ecash' ? 'credit' : 'debit',
          creditLimit: kind === 'credit-ecash' ? CREDIT_LIMIT : 0,
          singleLimit: SINGLE_LIMIT,
          balance: deposit
        }
  )
  return account
}
