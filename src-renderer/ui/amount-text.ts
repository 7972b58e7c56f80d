/** More digits than any purse has room for. */
const WHOLE_DIGITS = 8

/** What was typed or pasted as plain digits with a point: full-width forms, signs, spaces and separators are gone. */
export function cleanAmount(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[。．]/g, '.')
    .replace(/[^\d.]/g, '')
}

/** Whether `text` is an amount, or the beginning of one, with at most so many decimals. */
export function isAmountText(text: string, decimals: number): boolean {
  const pattern =
    decimals === 0 ? `^\\d{0,${WHOLE_DIGITS}}$` : `^\\d{0,${WHOLE_DIGITS}}(\\.\\d{0,${decimals}})?$`
  return new RegExp(pattern).test(text)
}

/** Minor units; 0 where nothing was entered. */
export function minorOf(text: string, decimals: number): number {
  const [whole = '', part = ''] = text.split('.')
  return Number(`${whole}${part.padEnd(decimals, '0').slice(0, decimals)}`)
}

/** As it would be typed: without separators, and without decimals where there are none. */
export function amountText(minor: number, decimals: number): string {
  if (minor === 0) return ''
  const digits = String(minor).padStart(decimals + 1, '0')
  const whole = digits.slice(0, digits.length - decimals)
  const part = decimals === 0 ? '' : digits.slice(-decimals)
  return /^0*$/.test(part) ? whole : `${whole}.${part}`
}
