import type { CardAction, CardReply, CardQuestion, ActionResult } from '../../src-main/contract/ecash'
import { randomBytes } from '../../src-main/engine/crypto/random'
import { testCaKeys } from '../../src-main/engine/offline-auth/test-issuer'
import { openChannel } from '../../src-main/engine/channel/open-channel'
import type { CardChannel } from '../../src-main/engine/channel/card-channel'
import { Interruption } from '../../src-main/engine/workflow/interruption'
import type { CardAccess } from '../../src-main/services/sessions/card-access'
import { terminalPreset } from '../../src-main/services/terminals/terminal-presets'
import type { PerformOptions } from '../../src-main/services/transactions/card-desk'
import type { TransactionParts } from '../../src-main/services/transactions/transaction-parts'
import { TransactionService } from '../../src-main/services/transactions/transaction-service'
import type { CardInterface } from '../../src-main/virtual-card/card-log'
import { PowerLost } from '../../src-main/virtual-card/memory/card-memory'
import { readyMadeCard, type ReadyMadeCard } from '../../src-main/virtual-card/ready-made/ready-made-cards'
import { VirtualCard } from '../../src-main/virtual-card/virtual-card'
import { MemoryDocuments } from './memory-documents'
import { createIssuerWorld, type IssuerWorld, TEST_NOW } from './issuer-world'

/** A virtual card on a reader of its own, spoken to directly. */
export function cardOnReader(
  card: () => VirtualCard,
  side: CardInterface,
  tap: (channel: CardChannel) => CardChannel = (channel) => channel
): CardAccess {
  return {
    async withCard(readerName, _options, use) {
      const inserted = card()
      const atr = inserted.powerUp(side)
      const raw: CardChannel = {
        transceive: async (command) => {
          try {
            return inserted.transmit(command)
          } catch (error) {
            if (error instanceof PowerLost) throw new Interruption('card-removed')
            throw error
          }
        }
      }
      try {
        return await use({
          ...{ readerName, atr, protocol: 'T=1', contactless: side === 'contactless', recordedAt: undefined },
          channel: openChannel(tap(raw), 'T=1', undefined),
          durations: () => []
        })
      } finally {
        inserted.powerDown()
      }
    }
  }
}

export interface MoneyDesk {
  readonly world: IssuerWorld
  readonly card: VirtualCard
  readonly transactions: TransactionService
  perform(action: CardAction, side?: CardInterface, options?: Partial<PerformOptions>): Promise<ActionResult>
}

/** The test issuer, a ready-made card and the use cases, all in memory. PINs are those of the ready-made cards. */
export async function moneyDesk(
  kind: ReadyMadeCard = 'debit-ecash',
  options: {
    readonly pins?: readonly string[]
    /** The card's memory otherwise than it comes: values by name of the cell, from those that it has. */
    readonly cells?: (cells: Readonly<Record<string, string>>) => Readonly<Record<string, string>>
    readonly parts?: (world: IssuerWorld) => Partial<TransactionParts>
    /** A card that was made, with the issuer that knows it, in place of a ready-made one. */
    readonly made?: Pick<MoneyDesk, 'world' | 'card'>
  } = {}
): Promise<MoneyDesk> {
  const world = options.made?.world ?? (await createIssuerWorld())
  const image = readyMadeCard(kind, ['T=1'])
  const { memory } = image
  const cells = { ...memory.cells, ...options.cells?.(memory.cells) }
  const card = options.made?.card ?? VirtualCard.fromImage({ ...image, memory: { ...memory, cells } })
  const pins = [...(options.pins ?? ['123456', '123456', '123456'])]
  const documents = new MemoryDocuments()
  const partsOn = (side: CardInterface): TransactionParts => ({
    cards: cardOnReader(() => card, side),
    ...{ journal: world.journal, purchases: world.purchases, host: world.host },
    ...{ references: world.references, desk: world.desk },
    caKeys: () => testCaKeys(),
    terminal: terminalPreset,
    holds: documents,
    now: () => TEST_NOW,
    random: randomBytes,
    ...options.parts?.(world)
  })
  const services = {
    contact: new TransactionService(partsOn('contact')),
    contactless: new TransactionService(partsOn('contactless'))
  }
  const ask = async (question: CardQuestion): Promise<CardReply> =>
    question.kind === 'pin' ? { kind: 'pin', pin: pins.shift() ?? null } : { kind: 'cancelled' }
  return {
    world,
    card,
    transactions: services.contact,
    perform: (action, side = 'contact', more) => services[side].perform('reader', action, { ask, ...more })
  }
}
