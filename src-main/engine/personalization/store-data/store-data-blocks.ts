import type { StoreDataBlock, StoreDataStructure } from '../../commands/globalplatform/store-data'
import type { Composition } from '../../key-operations/operation'
import type { Session } from '../../secure-channel/session'
import { packStoreData, type StoreDataContent } from '../../globalplatform/store-data-blocks'
import { encodeDgi } from '../dgi'
import type { PreparedDgi } from '../prepare/prepared-card'
import { encipheredContent } from './encipher-content'

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
  const encoded: StoreDataContent[] = []
  for (const grouping of groupings) {
    const { id, encrypt, content } = grouping
    if (!encrypt && content.kind !== 'plain') {
      throw new Error(`storeDataBlocks: the secret of ${id.toString(16)} would go in clear`)
    }
    const isEnciphered = encrypt || content.kind !== 'plain'
    const data = isEnciphered ? yield* encipheredContent(session, grouping) : content.bytes
    encoded.push({ encipherment: encrypt ? 'enciphered' : 'none', bytes: encodeDgi({ id, data }) })
  }
  return packStoreData(encoded, { ...options, together: 'alike' })
}
