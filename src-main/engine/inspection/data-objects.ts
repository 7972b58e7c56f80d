import { equalBytes } from '../bytes/bytes'
import { decodeTlv, type TlvDecoding, walkTlv } from '../tlv/tlv'

/** A data object that the card gave, and where its value stands. */
export interface DataObject {
  readonly tag: number
  readonly value: Uint8Array
  readonly exchange: number
  /** Offset of the value within the response. */
  readonly offset: number
}

/** All primitive data objects of one application, in the order in which they came; the first of a tag counts. */
export class DataObjects {
  private readonly first = new Map<number, DataObject>()
  /** Tags that came again with another value, and where. */
  readonly conflicts: DataObject[] = []

  /** Takes in a response's data objects, those within templates too. Truncated values are left out. */
  addTlv(data: Uint8Array, exchange: number): TlvDecoding {
    const decoding = decodeTlv(data)
    for (const node of walkTlv(decoding.nodes)) {
      if (node.children !== undefined || node.truncated) continue
      this.add({ tag: node.tag, value: node.value, exchange, offset: node.offset + node.headerLength })
    }
    return decoding
  }

  add(object: DataObject): void {
    const known = this.first.get(object.tag)
    if (known === undefined) this.first.set(object.tag, object)
    else if (!equalBytes(known.value, object.value)) this.conflicts.push(object)
  }

  get(tag: number): Uint8Array | undefined {
    return this.first.get(tag)?.value
  }

  has(...tags: readonly number[]): boolean {
    return tags.every((tag) => this.first.has(tag))
  }

  object(tag: number): DataObject | undefined {
    return this.first.get(tag)
  }
}
