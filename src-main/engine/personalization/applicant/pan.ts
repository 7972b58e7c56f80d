/** The check digit that makes these digits a card number (ISO/IEC 7812-1, annex B: Luhn). */
export function luhnDigit(digits: string): string {
  let sum = 0
  // Doubled are the last of these digits and every second one before it.
  for (let index = digits.length - 1, doubled = true; index >= 0; index -= 1, doubled = !doubled) {
    const digit = Number(digits[index])
    sum += doubled ? Math.floor((digit * 2) / 10) + ((digit * 2) % 10) : digit
  }
  return String((10 - (sum % 10)) % 10)
}

/** Whether the last digit is the check digit of those before it. */
export function isLuhn(pan: string): boolean {
  return /^\d{2,}$/.test(pan) && luhnDigit(pan.slice(0, -1)) === pan.slice(-1)
}

/**
 * The card number with this place in the issuer's range: identifier, number, check digit; `length` digits in all. Throws a
 * fault where the number does not fit.
 */
export function panOf(identifier: string, number: number, length: number): string {
  const room = length - identifier.length - 1
  const digits = String(number).padStart(room, '0')
  if (!Number.isSafeInteger(number) || number < 0 || digits.length > room) {
    throw new Error(`panOf: ${number} does not fit ${room} digits`)
  }
  const body = identifier + digits
  return body + luhnDigit(body)
}
