import currencies from '../../resources/dictionaries/currencies.json'

const codes = new Map(currencies.map(([number, code]) => [Number(number), String(code)]))

/** The alphabetic code of an ISO 4217 number; its three digits where none is known. */
export function currencyCode(number: number): string {
  return codes.get(number) ?? String(number).padStart(3, '0')
}
