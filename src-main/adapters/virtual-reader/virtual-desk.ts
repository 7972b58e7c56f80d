import type { CardSideEntry, VirtualCardKind } from '../../contract/views'
import { compressedDigits } from '../../engine/bytes/bcd'
import { hex } from '../../engine/bytes/hex'
import { decodeTlv, findTag } from '../../engine/tlv/tlv'
import type { VirtualDesk } from '../../services/shelf/virtual-desk-port'
import type { DocumentStore, Hold } from '../../services/storage/document-store'
import { cardChangeText, cardEventText } from '../../texts/phrases/virtual-cards'
import { parseCardImage, type CardImage } from '../../virtual-card/card-image'
import type { CardEvent } from '../../virtual-card/card-log'
import { readyMadeCard } from '../../virtual-card/ready-made/ready-made-cards'
import { VirtualCard } from '../../virtual-card/virtual-card'
import type { VirtualReaderDriver } from './virtual-reader-driver'

const TAG_PAN = 0x5a
/** What a card saw is kept this long; the oldest entries go first. */
const MOST_SEEN = 2_000

/** Virtual cards in the data folder, and the virtual readers that they are put into. */
export class DataFolderDesk implements VirtualDesk {
  private readonly inserted = new Map<string, string>()
  private readonly log = new Map<string, CardSideEntry[]>()
  private seenCount = 0

  constructor(
    private readonly driver: VirtualReaderDriver,
    private readonly documents: DocumentStore
  ) {}

  addReader(name: string, { contactless }: { readonly contactless: boolean }): void {
    this.driver.addReader(
      name,
      contactless ? { kind: 'contactless', family: 'acr122u-simulated' } : { kind: 'contact' }
    )
  }

  create(card: string, kind: VirtualCardKind, number = 1): void {
    this.documents.write(documentOf(card), readyMadeCard(kind, undefined, number))
    this.log.delete(card)
  }

  mend(card: string, kind: VirtualCardKind, number: number): boolean {
    if (parseCardImage(this.documents.read(documentOf(card))).kind === 'ok') return false
    this.documents.setAside(documentOf(card))
    this.create(card, kind, number)
    return true
  }

  insert(reader: string, card: string): void {
    this.inserted.set(reader, card)
    this.driver.insert(reader, this.powerless(card), { id: card })
  }

  remove(reader: string): void {
    this.inserted.delete(reader)
    this.driver.remove(reader)
  }

  /** The id of the stored card in a reader. */
  cardIn(reader: string): string | undefined {
    return this.inserted.get(reader)
  }

  /** Keeps other processes from a stored card. */
  hold(card: string): Hold {
    return this.documents.hold(documentOf(card))
  }

  /** Puts the card into its reader anew where another process has changed it since. */
  refresh(reader: string): void {
    const card = this.inserted.get(reader)
    const present = this.driver.cardIn(reader)?.toImage()
    if (card === undefined || JSON.stringify(present) === JSON.stringify(this.image(card))) return
    this.driver.remove(reader)
    this.driver.insert(reader, this.powerless(card), { id: card })
  }

  /** A stored card as an object of its own, without power; what it sees is kept. */
  powerless(card: string): VirtualCard {
    const virtual = VirtualCard.fromImage(this.image(card))
    virtual.observe((event) => this.note(card, event))
    return virtual
  }

  /** Keeps the card's state as it is now. */
  store(card: string, changed: VirtualCard): void {
    this.documents.write(documentOf(card), changed.toImage())
  }

  discard(card: string): void {
    this.documents.remove(documentOf(card))
    this.log.delete(card)
  }

  facts(card: string): { readonly pan?: string } {
    for (const cell of Object.values(this.image(card).memory.cells)) {
      const value = findTag(decodeTlv(hex(cell)).nodes, TAG_PAN)?.value
      const pan = value === undefined ? undefined : compressedDigits(value)
      if (pan !== undefined && pan.length >= 12) {
        return { pan: `${pan.slice(0, 6)}${'*'.repeat(pan.length - 10)}${pan.slice(-4)}` }
      }
    }
    return {}
  }

  seen(card: string): readonly CardSideEntry[] {
    return this.log.get(card) ?? []
  }

  /** The stored image; a damaged one is a fault, since `mend` saw to it at the start. */
  private image(card: string): CardImage {
    const parsed = parseCardImage(this.documents.read(documentOf(card)))
    if (parsed.kind !== 'ok') throw new Error(`the stored virtual card ${card} is ${parsed.reason}`)
    return parsed.image
  }

  private note(card: string, event: CardEvent): void {
    this.seenCount += 1
    const entries = this.log.get(card) ?? []
    entries.push(
      event.kind === 'command'
        ? {
            number: this.seenCount,
            command: event.command,
            response: event.response,
            application: event.handledBy ?? '',
            changes: event.changes.map(cardChangeText)
          }
        : {
            number: this.seenCount,
            command: '',
            response: '',
            application: '',
            changes: [cardEventText(event.kind)]
          }
    )
    if (entries.length > MOST_SEEN) entries.splice(0, entries.length - MOST_SEEN)
    this.log.set(card, entries)
  }
}

/** Keeps the cards of the virtual readers where the shelf keeps them. */
export function cardStore(store: DocumentStore): {
  load(card: string): Promise<Readonly<Record<string, unknown>> | undefined>
  save(card: string, image: Readonly<Record<string, unknown>>): Promise<void>
} {
  return {
    load: async (card) => {
      const document = store.read(documentOf(card))
      return typeof document === 'object' && document !== null ? { ...document } : undefined
    },
    save: async (card, image) => store.write(documentOf(card), image)
  }
}

function documentOf(card: string): string {
  return `cards/${card}`
}
