import type { ContentSignature, KeySource } from '../../contract/chip'
import { hex } from '../../engine/bytes/hex'
import type { KeyRef } from '../../engine/crypto/key-ref'
import type { ContentKey } from '../../engine/globalplatform/content-signature'
import type { NewKey } from '../../engine/globalplatform/key-data-field'
import type { Token } from '../../engine/globalplatform/token'
import type { StaticKeys } from '../../engine/secure-channel/session'

/** Keys that an action is about, by name or brought along. Each throws `AppFailure` where there is no such key. */
export interface ContentKeys {
  readonly staticKeys: (source: KeySource | StaticKeys) => StaticKeys
  /** What tokens and DAP signatures are made with. */
  readonly contentKey: (name: string) => ContentKey
  /** What receipts are checked with. */
  readonly receiptKey: (name: string) => KeyRef
  /** A key that is put onto a chip by itself; of a key pair its public key. */
  readonly newKey: (name: string) => NewKey
}

/** The signature, made or to be made. Throws `AppFailure` where there is no such key. */
export function signatureOf(signature: ContentSignature, { contentKey }: ContentKeys): Token {
  return signature.kind === 'made'
    ? { kind: 'made', bytes: hex(signature.bytes) }
    : { kind: 'to-make', key: contentKey(signature.key) }
}

/** The same of an action that may do without. */
export function tokenOf(
  { token }: { readonly token?: ContentSignature | undefined },
  keys: ContentKeys
): { readonly token?: Token } {
  return token === undefined ? {} : { token: signatureOf(token, keys) }
}
