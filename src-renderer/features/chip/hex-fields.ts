/** Bytes of application parameters that a command has room for. */
export const MOST_PARAMETERS = 250

/** Upper-case digits without the spaces that people paste along. */
export function hexIn(text: string): string {
  return text.replace(/\s/g, '').toUpperCase()
}

/** Whether upper-case hex digits are no AID: 5 to 16 bytes. */
export function aidWrong(hex: string | undefined): boolean {
  return !/^(?:[0-9A-F]{2}){5,16}$/.test(hex ?? '')
}

/** Whether they are no whole bytes, or more than `most` of them. */
export function parametersWrong(hex = '', most = MOST_PARAMETERS): boolean {
  return !/^(?:[0-9A-F]{2})*$/.test(hex) || hex.length / 2 > most
}
