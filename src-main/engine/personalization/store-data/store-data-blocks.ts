import { concat } from '../../bytes/bytes'
import type { StoreDataBlock, StoreDataStructure } from '../../commands/globalplatform/store-data'
import type { Composition } from '../../key-operations/operation'
import type { Session } from '../../secure-channel/session'
import { encodeDgi } from '../dgi'
import type { PreparedDgi } from '../prepare/prepared-card'
import { encipheredContent } from './encipher-content'

/** A grouping as it goes into commands. */
interface Encoded {
  readonly encrypt: boolean
  readonly bytes: Uint8Array
}

/**
 * The STORE DATA commands of one personalization session (EMV CPS 1.1, 3.3): groupings in their order, several in one command
 * where they fit, one over several where it does not fit even an empty one; enciphered and plain ones never share a
 * command. `room`: bytes of data that one command may carry.
 */
export function* storeDataBlocks(
  session: Pick<Session, 'scp' | 'keys'>,
  groupings: readonly PreparedDgi[],
  options: { readonly room: number; readonly structure: StoreDataStructure }
): Composition<StoreDataBlock[]> {
  const encoded: Encoded[] = []
  for (const grouping of groupings) {
    const { id, encrypt, content } = grouping
    if (!encrypt && content.kind !== 'plain') {
      throw new Error(`storeDataBlocks: the secret of ${id.toString(16)} would go in clear`)
    }
    const data =
      encrypt || content.kind !== 'plain' ? yield* encipheredContent(session, grouping) : content.bytes
    encoded.push({ encrypt, bytes: encodeDgi({ id, data }) })
  }
  const pieces = packed(encoded, options.room)
  return pieces.map(({ encrypt, bytes }, number) => ({
    number,
    last: number === pieces.length - 1,
    data: bytes,
    structure: options.structure,
    encipherment: encrypt ? 'enciphered' : 'none'
  }))
}

/** Command data, each of at most `room` bytes. */
function packed(groupings: readonly Encoded[], room: number): Encoded[] {
  const commands: Encoded[] = []
  let open: Encoded | undefined
  for (const { encrypt, bytes } of groupings) {
    if (open?.encrypt === encrypt && open.bytes.length + bytes.length <= room) {
      open = { encrypt, bytes: concat(open.bytes, bytes) }
      continue
    }
    if (open !== undefined) commands.push(open)
    let rest = bytes
    for (; rest.length > room; rest = rest.slice(room)) commands.push({ encrypt, bytes: rest.slice(0, room) })
    // Nothing is put behind the end of a grouping that spans commands: not every chip takes that.
    const spans = rest.length !== bytes.length
    if (spans) commands.push({ encrypt, bytes: rest })
    open = spans ? undefined : { encrypt, bytes }
  }
  return open === undefined ? commands : [...commands, open]
}
