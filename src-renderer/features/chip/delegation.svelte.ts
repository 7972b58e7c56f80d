import type { ContentSignature } from '../../../src-main/contract/chip'
import type { ChipContent } from '../../state/chip.svelte'
import { hexIn } from './hex-fields'

/** In the select of tokens: one that was made elsewhere. */
export const MADE = 'made'

/** Whether the opened domain manages content with the issuer's tokens only. */
export function needsToken({ entries, domain }: ChipContent): boolean {
  const ids = entries.find(({ aid }) => aid === domain)?.privileges.map(({ id }) => id) ?? []
  return ids.includes('delegated-management') && !ids.includes('authorized-management')
}

/** The issuer's leave for one action, and how the card's proof of it is checked. */
export class Delegation {
  /** A key's id, `made`, or empty: none. */
  token = $state('')
  /** The one that was made, as hex. */
  bytes = $state('')
  /** A key's id, or empty. */
  receiptKey = $state('')
  readonly needed: boolean

  constructor(content: ChipContent | undefined) {
    this.needed = content !== undefined && needsToken(content)
  }

  get bytesWrong(): boolean {
    return this.token === MADE && !/^(?:[0-9A-F]{2})*$/.test(hexIn(this.bytes))
  }

  /** Nothing is missing or wrong. */
  get ready(): boolean {
    if (this.token === MADE) return hexIn(this.bytes) !== '' && !this.bytesWrong
    return !this.needed || this.token !== ''
  }

  /** As actions take it. */
  get parts(): { readonly token?: ContentSignature; readonly receiptKey?: string } {
    const { token, receiptKey } = this
    const signature: ContentSignature =
      token === MADE ? { kind: 'made', bytes: hexIn(this.bytes) } : { kind: 'key', key: token }
    return { ...(token !== '' && { token: signature }), ...(receiptKey !== '' && { receiptKey }) }
  }
}
