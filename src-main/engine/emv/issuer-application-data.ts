import { bcdDigits } from '../bytes/bcd'

/** What PBOC issuer application data (9F10) say in clear. */
export interface IssuerApplicationData {
  /** Cryptogram version number. */
  readonly cvn: number
  /** Card verification results, 4 bytes, the first 03. */
  readonly cvr: Uint8Array
  /** E-cash balance in minor units; the MAC behind it is for the issuer. */
  readonly balance?: number
}

/** Length byte, DKI, CVN and card verification results. */
const SHORTEST = 7
const CVR_LENGTH = 3
/** Identifiers of discretionary data that begin with the e-cash balance. */
const WITH_BALANCE: readonly number[] = [0x01, 0x03]
const AMOUNT_LENGTH = 5

/** Reads 9F10 in the PBOC form (JR/T 0025); undefined for any other. Never throws. */
export function readIssuerApplicationData(iad: Uint8Array): IssuerApplicationData | undefined {
  const [length = 0, , cvn = 0, cvrLength] = iad
  if (iad.length < SHORTEST || cvrLength !== CVR_LENGTH || length < SHORTEST - 1 || length >= iad.length) {
    return undefined
  }
  const balance = balanceIn(iad.subarray(1 + length))
  return { cvn, cvr: iad.subarray(3, SHORTEST), ...(balance !== undefined && { balance }) }
}

/** Length, identifier, amounts of 5 bytes, MAC of 4 bytes. */
function balanceIn(discretionary: Uint8Array): number | undefined {
  const id = discretionary[1]
  const amount = discretionary.subarray(2, 2 + AMOUNT_LENGTH)
  if (id === undefined || !WITH_BALANCE.includes(id) || amount.length < AMOUNT_LENGTH) return undefined
  const digits = bcdDigits(amount)
  return digits === undefined ? undefined : Number(digits)
}
