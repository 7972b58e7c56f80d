import { beforeEach, describe, expect, it } from 'vitest'
import { LeasedReaders } from '../../../src-main/adapters/virtual-reader/leased-readers'
import { cardStore, DataFolderDesk } from '../../../src-main/adapters/virtual-reader/virtual-desk'
import { VirtualReaderDriver } from '../../../src-main/adapters/virtual-reader/virtual-reader-driver'
import { hex, toHex } from '../../../src-main/engine/bytes/hex'
import type { CardConnection } from '../../../src-main/services/readers/reader-driver'
import { MemoryDocuments } from '../../support/memory-documents'

let documents: MemoryDocuments

/** One process: its own readers and cards in memory over the shared documents. */
function startProcess(): LeasedReaders {
  const driver = new VirtualReaderDriver({ store: cardStore(documents) })
  const desk = new DataFolderDesk(driver, documents)
  if (documents.read('cards/ecash') === undefined) desk.create('ecash', 'ecash')
  desk.addReader('Desk', { contactless: false })
  desk.insert('Desk', 'ecash')
  return new LeasedReaders(driver, desk)
}

/** Starts a transaction, which raises the counter, and returns the counter. */
async function atcAfterGpo(card: CardConnection): Promise<string> {
  await card.transmit(hex('00A4040008A000000333010106'))
  await card.transmit(hex('80A800000B8309000000000000000156'))
  return toHex(await card.transmit(hex('80CA9F3605')))
}

beforeEach(() => {
  documents = new MemoryDocuments()
})

describe('LeasedReaders', () => {
  it('tells a second process that the card is held, until the first lets go', async () => {
    const [first, second] = [startProcess(), startProcess()]
    const connection = await first.connect('Desk', { share: 'shared' })
    const another = await first.connect('Desk', { share: 'shared' })
    await expect(second.connect('Desk', { share: 'shared' })).rejects.toMatchObject({
      code: 'sharing-violation'
    })
    await connection.disconnect('leave')
    await connection.disconnect('leave')
    await expect(second.connect('Desk', { share: 'shared' })).rejects.toMatchObject({
      code: 'sharing-violation'
    })
    await another.disconnect('leave')
    await expect(second.connect('Desk', { share: 'shared' })).resolves.toBeDefined()
  })

  it('sees what the other process did to the card', async () => {
    const [first, second] = [startProcess(), startProcess()]
    const atcs: string[] = []
    for (const process of [first, second, first]) {
      const connection = await process.connect('Desk', { share: 'exclusive' })
      atcs.push(await atcAfterGpo(connection))
      await connection.disconnect('reset')
    }
    expect(new Set(atcs).size).toBe(3)
    expect([...atcs].sort()).toEqual(atcs)
  })
})
