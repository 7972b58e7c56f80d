import { shelfDocument, type ShelfCard, type ShelfDocument } from '../../contract/documents'
import type { CardSideEntry, VirtualCardKind, VirtualCardView } from '../../contract/views'
import { virtualCardNames } from '../../texts/phrases/virtual-cards'
import { AppFailure } from '../app-failure'
import type { DocumentStore } from '../storage/document-store'
import type { VirtualDesk } from './virtual-desk-port'

const DOCUMENT = 'shelf'
const CARDS = 'cards'
const PREFIX = 'virtual:'
/** On the first shelf. */
const KINDS: readonly VirtualCardKind[] = ['debit-ecash', 'ecash', 'credit-ecash', 'blank']
/** Made when somebody asks for them. */
const FURTHER_KINDS: readonly VirtualCardKind[] = ['blank-embedded-se', 'blank-nfc-sim', 'blank-nfc-sd']

/**
 * The virtual cards and the virtual readers that they lie in. At first there is one card of each kind, named after
 * it, and the first of them is already in the contact reader, so that everything can be tried at once.
 */
export class ShelfService {
  private shelf: ShelfDocument

  constructor(
    private readonly store: DocumentStore,
    private readonly desk: VirtualDesk,
    private readonly onChanged: (cards: readonly VirtualCardView[]) => void = () => undefined,
    /** Told of each card that was made or made anew: whoever keeps its account has to know. */
    private readonly onMade: (kind: VirtualCardKind, number: number) => void = () => undefined
  ) {
    const stored = shelfDocument.safeParse(store.read(DOCUMENT))
    if (!stored.success) store.setAside(DOCUMENT)
    this.shelf = stored.success ? stored.data : this.firstShelf()
    for (const { id, kind, number } of this.shelf.cards) {
      const mended = desk.mend(id, kind, number)
      // The very first cards are as whoever keeps accounts expects them.
      if (mended && stored.success) onMade(kind, number)
    }
  }

  /** Puts the virtual readers on the desk, with the cards that were in them last time. */
  setUp(): void {
    for (const { name, contactless } of this.shelf.readers) this.desk.addReader(name, { contactless })
    for (const { id, reader } of this.shelf.cards) {
      if (reader !== undefined) this.desk.insert(reader, id)
    }
  }

  list(): VirtualCardView[] {
    return this.shelf.cards.map(({ id, kind, number, reader }) => ({
      id,
      kind,
      name: virtualCardNames(kind, number),
      ...(reader !== undefined && { reader: `${PREFIX}${reader}` }),
      ...this.desk.facts(id)
    }))
  }

  create(kind: VirtualCardKind): VirtualCardView[] {
    const number =
      Math.max(0, ...this.shelf.cards.filter((card) => card.kind === kind).map((card) => card.number)) + 1
    const id = number === 1 ? kind : `${kind}-${number}`
    this.desk.create(id, kind, number)
    this.onMade(kind, number)
    return this.change({ ...this.shelf, cards: [...this.shelf.cards, { id, kind, number }] })
  }

  insert(cardId: string, readerId: string): VirtualCardView[] {
    const card = this.card(cardId)
    const reader = this.reader(readerId)
    if (card.reader === reader) return this.list()
    if (this.shelf.cards.some((other) => other.reader === reader)) throw new AppFailure('reader-occupied')
    if (card.reader !== undefined) this.desk.remove(card.reader)
    this.desk.insert(reader, cardId)
    return this.replace({ ...card, reader })
  }

  remove(readerId: string): VirtualCardView[] {
    const reader = this.reader(readerId)
    const card = this.shelf.cards.find((candidate) => candidate.reader === reader)
    if (card === undefined) return this.list()
    this.desk.remove(reader)
    return this.replace(withoutReader(card))
  }

  /** Takes out what is in a reader, also in one of this run only, and puts a new card of a kind in. */
  feed(readerId: string, kind: VirtualCardKind): VirtualCardView[] {
    const name = readerId.startsWith(PREFIX) ? readerId.slice(PREFIX.length) : readerId
    const known = new Set(this.shelf.cards.map(({ id }) => id))
    const isOnDesk = this.shelf.readers.some((reader) => reader.name === name)
    if (isOnDesk) this.remove(name)
    else this.desk.remove(name)
    const fresh = this.create(kind).find(({ id }) => !known.has(id))
    if (fresh === undefined) throw new Error('a card was made that is not on the shelf')
    if (isOnDesk) return this.insert(fresh.id, name)
    this.desk.insert(name, fresh.id)
    return this.list()
  }

  /** Makes the card as new; it stays where it is. */
  reset(cardId: string): VirtualCardView[] {
    const card = this.card(cardId)
    if (card.reader !== undefined) this.desk.remove(card.reader)
    this.desk.create(card.id, card.kind, card.number)
    this.onMade(card.kind, card.number)
    if (card.reader !== undefined) this.desk.insert(card.reader, card.id)
    return this.change(this.shelf)
  }

  delete(cardId: string): VirtualCardView[] {
    const card = this.card(cardId)
    if (card.reader !== undefined) this.desk.remove(card.reader)
    this.desk.discard(card.id)
    return this.change({ ...this.shelf, cards: this.shelf.cards.filter(({ id }) => id !== cardId) })
  }

  seen(cardId: string): CardSideEntry[] {
    return [...this.desk.seen(this.card(cardId).id)]
  }

  /**
   * The virtual reader for a name on the command line: a reader on the desk, else a reader of its own for the card
   * with that id (moved there for this run only), which is made where it is the first of a kind that is not on the first
   * shelf. Elements of phones are reached without contact. Undefined where there is neither.
   */
  readerFor(name: string, options: { readonly contactless: boolean }): string | undefined {
    if (this.shelf.readers.some((reader) => reader.name === name)) return name
    const further = FURTHER_KINDS.find((kind) => kind === name)
    if (further !== undefined && !this.shelf.cards.some(({ id }) => id === name)) this.create(further)
    const card = this.shelf.cards.find(({ id }) => id === name)
    if (card === undefined) return undefined
    if (card.reader !== undefined) this.desk.remove(card.reader)
    const isElement = FURTHER_KINDS.includes(card.kind)
    this.desk.addReader(name, { contactless: options.contactless || isElement })
    this.desk.insert(name, card.id)
    return name
  }

  /** Takes a card out of its virtual reader for this run only, because it is used elsewhere. */
  takeOut(cardId: string): void {
    const { reader } = this.card(cardId)
    if (reader !== undefined) this.desk.remove(reader)
  }

  private card(id: string): ShelfCard {
    const card = this.shelf.cards.find((candidate) => candidate.id === id)
    if (card === undefined) throw new AppFailure('card-unknown')
    return card
  }

  private reader(id: string): string {
    const name = id.startsWith(PREFIX) ? id.slice(PREFIX.length) : id
    if (!this.shelf.readers.some((reader) => reader.name === name)) throw new AppFailure('reader-unknown')
    return name
  }

  private replace(card: ShelfCard): VirtualCardView[] {
    return this.change({
      ...this.shelf,
      cards: this.shelf.cards.map((old) => (old.id === card.id ? card : old))
    })
  }

  private change(shelf: ShelfDocument): VirtualCardView[] {
    this.shelf = shelf
    this.store.write(DOCUMENT, shelf)
    const cards = this.list()
    this.onChanged(cards)
    return cards
  }

  /** One card of each kind, and every other card that is stored already: a lost shelf loses no card. */
  private firstShelf(): ShelfDocument {
    const shelf: ShelfDocument = {
      readers: [
        { name: 'Desk', contactless: false },
        { name: 'Tap', contactless: true }
      ],
      cards: [
        ...KINDS.map((kind) => ({
          id: kind,
          kind,
          number: 1,
          ...(kind === 'debit-ecash' && { reader: 'Desk' })
        })),
        ...this.store.list(CARDS).flatMap((name) => furtherCard(name.slice(CARDS.length + 1)))
      ]
    }
    this.store.write(DOCUMENT, shelf)
    return shelf
  }
}

/** A card made by a person, by its id: the kind and a number from 2. */
function furtherCard(id: string): ShelfCard[] {
  const [, name, digits] = /^(.*)-([2-9]|[1-9]\d+)$/.exec(id) ?? []
  const kind = [...KINDS, ...FURTHER_KINDS].find((known) => known === name)
  return kind === undefined ? [] : [{ id, kind, number: Number(digits) }]
}

function withoutReader({ id, kind, number }: ShelfCard): ShelfCard {
  return { id, kind, number }
}
