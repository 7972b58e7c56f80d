import { concat } from '../bytes/bytes'
import type { StoreDataBlock, StoreDataStructure } from '../commands/globalplatform/store-data'

/** Bytes as they are to lie on the card, one item or grouping. */
export interface StoreDataContent {
  readonly encipherment: StoreDataBlock['encipherment']
  readonly bytes: Uint8Array
}

interface BlockOptions {
  /** Bytes of data that one command may carry. */
  readonly room: number
  readonly structure: StoreDataStructure
  /** Which contents share a command where they fit: none, plain ones with each other, or also enciphered ones. */
  readonly together: 'none' | 'plain' | 'alike'
  /** More follows later: the last block does not say that it is the last. */
  readonly open?: boolean
}

/**
 * The contents of STORE DATA commands (GlobalPlatform Card 2.3.1, 11.11; EMV CPS 1.1, 3.3), in the order of what they carry. One
 * that does not fit a command goes over several. Enciphered and plain ones never share one: P1 is about all of it. Nothing
 * is put behind the end of one that spans commands: not every chip takes that.
 */
export function packStoreData(
  contents: readonly StoreDataContent[],
  { room, structure, together, open = false }: BlockOptions
): StoreDataBlock[] {
  const commands: Command[] = []
  for (const { encipherment, bytes } of contents) {
    const last = commands.at(-1)
    const mayJoin = together === 'alike' || (together === 'plain' && encipherment === 'none')
    const isAlike = last?.takesMore === true && last.encipherment === encipherment
    if (mayJoin && isAlike && last.data.length + bytes.length <= room) {
      last.data = concat(last.data, bytes)
      continue
    }
    const pieces = split(bytes, room)
    for (const data of pieces) commands.push({ data, encipherment, takesMore: pieces.length === 1 })
  }
  return commands.map(({ data, encipherment }, number) => ({
    ...{ data, encipherment, number, structure },
    last: !open && number === commands.length - 1
  }))
}

interface Command {
  data: Uint8Array
  readonly encipherment: StoreDataBlock['encipherment']
  /** It holds whole contents only. */
  readonly takesMore: boolean
}

/** Pieces of `size` bytes, the last one shorter; of nothing one that is empty. */
function split(bytes: Uint8Array, size: number): Uint8Array[] {
  return Array.from({ length: Math.max(1, Math.ceil(bytes.length / size)) }, (_, index) =>
    bytes.slice(index * size, (index + 1) * size)
  )
}
