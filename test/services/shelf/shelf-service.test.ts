import { beforeEach, describe, expect, it } from 'vitest'
import { DataFolderDesk, cardStore } from '../../../src-main/adapters/virtual-reader/virtual-desk'
import { VirtualReaderDriver } from '../../../src-main/adapters/virtual-reader/virtual-reader-driver'
import { hex } from '../../../src-main/engine/bytes/hex'
import type { DriverSnapshot } from '../../../src-main/services/readers/reader-driver'
import { ShelfService } from '../../../src-main/services/shelf/shelf-service'
import { MemoryDocuments } from '../../support/memory-documents'

let documents: MemoryDocuments
let snapshot: DriverSnapshot

function shelf(onMade?: (kind: string, number: number) => void): ShelfService {
  const driver = new VirtualReaderDriver({ store: cardStore(documents) })
  driver.start((now) => (snapshot = now))
  const service = new ShelfService(documents, new DataFolderDesk(driver, documents), undefined, onMade)
  service.setUp()
  return service
}

const presence = () => Object.fromEntries(snapshot.readers.map((reader) => [reader.name, reader.presence]))

beforeEach(() => {
  documents = new MemoryDocuments()
})

describe('ShelfService', () => {
  it('begins with one card of each kind, one of them in the contact reader', () => {
    const cards = shelf().list()
    expect(cards.map((card) => [card.kind, card.reader])).toEqual([
      ['debit-ecash', 'virtual:Desk'],
      ['ecash', undefined],
      ['credit-ecash', undefined],
      ['blank', undefined]
    ])
    expect(cards[0]?.pan).toMatch(/^\d{6}\*+\d{4}$/)
    expect(presence()).toEqual({ Desk: 'present', Tap: 'empty' })
  })

  it('moves cards between readers and remembers where they lie', () => {
    const first = shelf()
    expect(() => first.insert('ecash', 'virtual:Desk')).toThrow(
      expect.objectContaining({ code: 'reader-occupied' })
    )
    first.insert('debit-ecash', 'virtual:Tap')
    first.insert('ecash', 'virtual:Desk')
    expect(presence()).toEqual({ Desk: 'present', Tap: 'present' })
    const again = shelf()
    expect(again.list().map((card) => card.reader)).toEqual([
      'virtual:Tap',
      'virtual:Desk',
      undefined,
      undefined
    ])
  })

  it('makes, empties and deletes cards', () => {
    const service = shelf()
    expect(service.create('ecash').at(-1)).toMatchObject({ id: 'ecash-2', name: { en: 'E-cash card 2' } })
    service.remove('virtual:Desk')
    expect(presence()).toMatchObject({ Desk: 'empty' })
    service.delete('debit-ecash')
    expect(service.list().map((card) => card.id)).not.toContain('debit-ecash')
    expect(documents.read('cards/debit-ecash')).toBeUndefined()
  })

  it('tells whoever keeps the accounts of each card that was made, or made anew', () => {
    const made: string[] = []
    const service = shelf((kind, number) => made.push(`${kind} ${number}`))
    service.create('ecash')
    service.reset('debit-ecash')
    expect(made).toEqual(['ecash 2', 'debit-ecash 1'])
    expect(documents.read('cards/ecash-2')).not.toEqual(documents.read('cards/ecash'))
  })

  it('begins anew where the stored shelf is damaged', () => {
    documents.write('shelf', { cards: 'none' })
    expect(shelf().list()).toHaveLength(4)
  })

  it('gives a card a reader of its own under its name', () => {
    const service = shelf()
    expect(service.readerFor('debit-ecash', { contactless: true })).toBe('debit-ecash')
    expect(presence()).toMatchObject({ Desk: 'empty', 'debit-ecash': 'present' })
    expect(service.readerFor('Tap', { contactless: false })).toBe('Tap')
    expect(service.readerFor('nobody', { contactless: false })).toBeUndefined()
  })

  it('makes elements of phones when they are first asked for', () => {
    const service = shelf()
    expect(service.readerFor('blank-nfc-sim', { contactless: false })).toBe('blank-nfc-sim')
    expect(service.list().at(-1)).toMatchObject({ id: 'blank-nfc-sim', name: { en: 'Blank NFC SIM' } })
    expect(presence()).toMatchObject({ 'blank-nfc-sim': 'present' })
    expect(service.list().filter(({ kind }) => kind === 'blank-nfc-sim')).toHaveLength(1)
    // The same one on the next start.
    const again = shelf()
    again.readerFor('blank-nfc-sim', { contactless: false })
    expect(again.list().filter(({ kind }) => kind === 'blank-nfc-sim')).toHaveLength(1)
  })

  it('tells what the card saw', async () => {
    const driver = new VirtualReaderDriver({ store: cardStore(documents) })
    const service = new ShelfService(documents, new DataFolderDesk(driver, documents))
    service.setUp()
    const connection = await driver.connect('Desk', { share: 'exclusive' })
    await connection.transmit(hex('00A4040007A000000333010100'))
    await connection.disconnect('leave')
    const seen = service.seen('debit-ecash')
    expect(seen.some((entry) => entry.command.startsWith('00A40400'))).toBe(true)
  })

  it('makes a card anew where its document is damaged, and keeps what was there', () => {
    shelf()
    const other = documents.read('cards/debit-ecash')
    documents.write('cards/ecash', { format: 'cardwright-card', version: 1, memory: 'torn' })
    expect(shelf().list()).toHaveLength(4)
    expect(documents.read('aside:cards/ecash')).toMatchObject({ memory: 'torn' })
    expect(documents.read('cards/ecash')).toMatchObject({ memory: { version: 1 } })
    expect(documents.read('cards/debit-ecash')).toEqual(other)
  })

  it('loses no card with a damaged shelf', () => {
    const first = shelf()
    first.create('ecash')
    documents.write('cards/debit-ecash', { ...(documents.read('cards/blank') as object) })
    const changed = documents.read('cards/debit-ecash')
    documents.write('shelf', { cards: 'torn' })
    expect(
      shelf()
        .list()
        .map(({ id }) => id)
    ).toEqual(['debit-ecash', 'ecash', 'credit-ecash', 'blank', 'ecash-2'])
    expect(documents.read('cards/debit-ecash')).toEqual(changed)
    expect(documents.read('aside:shelf')).toEqual({ cards: 'torn' })
  })

  it('makes a card as new', () => {
    const service = shelf()
    const before = JSON.stringify(documents.read('cards/debit-ecash'))
    documents.write('cards/debit-ecash', { ...(documents.read('cards/blank') as object) })
    service.reset('debit-ecash')
    expect(JSON.stringify(documents.read('cards/debit-ecash'))).toBe(before)
    expect(presence()).toMatchObject({ Desk: 'present' })
  })
})
