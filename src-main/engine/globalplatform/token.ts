import type { CommandApdu } from '../apdu/command-apdu'
import { concat } from '../bytes/bytes'
import { lengthBytes } from '../tlv/tlv'
import { compute, type Workflow } from '../workflow/workflow'
import { contentSignature, type ContentKey } from './content-signature'

/** Leave of the card's issuer to manage content: made elsewhere, or made here with the issuer's key. */
export type Token =
  | { readonly kind: 'made'; readonly bytes: Uint8Array }
  | { readonly kind: 'to-make'; readonly key: ContentKey }

/**
 * What a token is made over (GlobalPlatform Card 2.3.1, C.4): P1, P2 and the data field of the command without its token,
 * with the length of those. `INSTALL` ends with the length of the token that it does not have yet.
 */
export function tokenData({ ins, p1, p2, data }: CommandApdu): Uint8Array {
  const fields = ins === INSTALL ? data.slice(0, -1) : data
  return concat(Uint8Array.of(p1, p2), lengthBytes(fields.length), fields)
}

const INSTALL = 0xe6

/** The command with its token, where one is wanted. */
export function* withToken<C extends { readonly apdu: CommandApdu }>(
  token: Token | undefined,
  build: (token?: Uint8Array) => C
): Workflow<C> {
  if (token === undefined) return build()
  if (token.kind === 'made') return build(token.bytes)
  return build(yield* compute(contentSignature(token.key, tokenData(build().apdu))))
}
