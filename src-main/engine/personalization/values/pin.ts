import { Secret } from '../../crypto/secret'

const SHORTEST = 4
const LONGEST = 12
const ZERO = 0x30
const DIGITS = 10
/** Bytes from here on would make low digits more likely than high ones. */
const FAIR = 250

/** Whether these are 4 to 12 digits as ASCII (ISO 9564-1). */
export function isPin(pin: Secret): boolean {
  const digits = (bytes: Uint8Array): boolean => bytes.every((byte) => byte >= ZERO && byte < ZERO + DIGITS)
  return pin.length >= SHORTEST && pin.length <= LONGEST && pin.use(digits)
}

/** A new PIN of `length` digits out of unpredictable bytes, which `random` gives as often as they are needed. */
export function generatePin(length: number, random: (length: number) => Uint8Array): Secret {
  if (length < SHORTEST || length > LONGEST) throw new Error(`generatePin: ${length} digits`)
  const digits = new Uint8Array(length)
  for (let filled = 0; filled < length;) {
    const bytes = random(length - filled)
    for (const byte of bytes) {
      if (byte >= FAIR) continue
      digits[filled] = ZERO + (byte % DIGITS)
      filled += 1
    }
    bytes.fill(0)
  }
  const pin = new Secret(digits)
  digits.fill(0)
  return pin
}

/** The PIN as VERIFY presents it, 8 bytes: 2, its length, its digits, F (EMV Book 3, 6.5.12). A fault on no PIN. */
export function referencePin(pin: Secret): Secret {
  if (!isPin(pin)) throw new Error('referencePin: no PIN')
  const block = new Uint8Array(8).fill(0xff)
  block[0] = 0x20 | pin.length
  pin.use((digits) => {
    digits.forEach((digit, index) => {
      const at = 1 + Math.floor(index / 2)
      const value = digit - ZERO
      block[at] = index % 2 === 0 ? (value << 4) | 0x0f : ((block[at] ?? 0) & 0xf0) | value
    })
  })
  const secret = new Secret(block)
  block.fill(0)
  return secret
}
