import { hex, toHex } from '../../engine/bytes/hex'
import { equalInConstantTime } from '../../engine/crypto/constant-time'
import { scrypt } from '../../engine/crypto/password-hash'
import type { Secret } from '../../engine/crypto/secret'

export const PIN_TRIES = 3
const SALT_LENGTH = 16

/** Whether a PIN has the form that cards and issuers know: 4 to 12 digits as ASCII. */
export function isPin(pin: Secret): boolean {
  return pin.use(
    (bytes) => bytes.length >= 4 && bytes.length <= 12 && bytes.every((b) => b >= 0x30 && b <= 0x39)
  )
}

/** What the issuer keeps instead of a PIN: `scrypt:cost:salt:hash`. */
export async function pinVerifier(
  pin: Secret,
  random: (length: number) => Uint8Array,
  cost: number
): Promise<string> {
  const salt = random(SALT_LENGTH)
  return `scrypt:${cost}:${toHex(salt)}:${toHex(await scrypt(pin, salt, cost))}`
}

export async function pinIsRight(verifier: string, pin: Secret): Promise<boolean> {
  const [, cost = '', salt = '', hash = ''] = verifier.split(':')
  return equalInConstantTime(await scrypt(pin, hex(salt), Number(cost)), hex(hash))
}
