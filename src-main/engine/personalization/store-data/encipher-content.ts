import { concat } from '../../bytes/bytes'
import type { KeyRef } from '../../crypto/key-ref'
import { padMethod2 } from '../../crypto/padding'
import { type Composition, derive, encipher, maskWith } from '../../key-operations/operation'
import type { Session } from '../../secure-channel/session'
import type { DgiContent, PreparedDgi } from '../prepare/prepared-card'

/** Length of every key that a data grouping holds. */
const KEY_LENGTH = 16
const DES_BLOCK = 8
const AES_BLOCK = 16

/**
 * The content of a grouping under the data key of a session: triple DES in ECB (SCP01, SCP02), AES in CBC from zeros (SCP03,
 * Amendment D 1.1.1, 6.2.4); with 80 and zeros behind it where the grouping says so. Keys are enciphered where they lie. A
 * fault where the content is no whole number of blocks.
 */
export function* encipheredContent(
  { scp, keys }: Pick<Session, 'scp' | 'keys'>,
  { content, pad }: PreparedDgi
): Composition<Uint8Array> {
  const chained = scp.name === 'SCP03'
  const block = chained ? AES_BLOCK : DES_BLOCK
  if (content.kind === 'keys') {
    const wrapped = yield* wrappedKeys(keys.dek, content.keys, chained)
    if (!pad) return wrapped
    const tail = padMethod2(new Uint8Array(0), block)
    const last = chained ? wrapped.slice(-block) : new Uint8Array(block)
    return concat(wrapped, yield* encipher(keys.dek, 'ecb', mixed(tail, last)))
  }
  const plain = copyOf(content)
  const padded = pad ? padMethod2(plain, block) : plain
  const enciphered = yield* encipher(keys.dek, chained ? 'cbc' : 'ecb', padded)
  if (content.kind === 'secret') {
    plain.fill(0)
    padded.fill(0)
  }
  return enciphered
}

function copyOf(content: Exclude<DgiContent, { kind: 'keys' }>): Uint8Array {
  return content.kind === 'plain' ? content.bytes.slice() : content.secret.use((bytes) => bytes.slice())
}

/** Each key enciphered as a key, so that its bytes are never seen; chained by what is mixed into it before. */
function* wrappedKeys(dek: KeyRef, keys: readonly KeyRef[], chained: boolean): Composition<Uint8Array> {
  const nothing = new Uint8Array(KEY_LENGTH)
  const wrapped: Uint8Array[] = []
  for (const other of keys) {
    const mask = chained ? (wrapped.at(-1) ?? nothing) : nothing
    const enciphered = yield* derive(dek, { by: 'enciphering-key', other, mask }, false)
    wrapped.push(yield* maskWith(enciphered, 0, nothing))
  }
  return concat(...wrapped)
}

function mixed(left: Uint8Array, right: Uint8Array): Uint8Array {
  return left.map((byte, index) => byte ^ (right[index] ?? 0))
}
