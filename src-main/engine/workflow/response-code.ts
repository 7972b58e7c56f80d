/** Authorisation response code of an approval (8A). */
export const APPROVED = '00'

const FORM = /^[0-9A-Za-z]{2}$/

/** Whether the text is an authorisation response code at all: two characters (8A). */
export function isResponseCode(text: string): boolean {
  return FORM.test(text)
}

/** Whether an issuer said yes with it. */
export function isApproval(arc: string): boolean {
  return arc === APPROVED
}
