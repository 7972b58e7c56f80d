import type { CardAction, CardReply } from '../../../src-main/contract/ecash'
import { hex } from '../../../src-main/engine/bytes/hex'
import { randomBytes } from '../../../src-main/engine/crypto/random'
import { IssuerDesk } from '../../../src-main/services/issuer/issuer-desk'
import { CardReferences } from '../../../src-main/services/journal/card-references'
import { JournalService } from '../../../src-main/services/journal/journal-service'
import { PurchasesService } from '../../../src-main/services/purchases/purchases-service'
import { CaKeysService } from '../../../src-main/services/ca-keys/ca-keys-service'
import { terminalPreset } from '../../../src-main/services/terminals/terminal-presets'
import { TransactionService } from '../../../src-main/services/transactions/transaction-service'
import type { CardImage } from '../../../src-main/virtual-card/card-image'
import { readyMadeCard, type ReadyMadeCard } from '../../../src-main/virtual-card/ready-made/ready-made-cards'
import { VirtualCard } from '../../../src-main/virtual-card/virtual-card'
import { createIssuerWorld, TEST_NOW, type IssuerWorld } from '../../support/issuer-world'
import { MemoryDocuments } from '../../support/memory-documents'
import { FaultyHost } from './faulty-host'
import type { Fault, Points } from './faults'
import { Mortal } from './mortal'
import { TearingReader } from './tearing-card'

export type Side = 'contact' | 'contactless'

/** Issuer, ledger, journal and one card: what stays when a program dies. */
export class MatrixWorld {
  card: VirtualCard
  private lines: FaultyHost[] = []

  private constructor(
    readonly issuer: IssuerWorld,
    private readonly image: CardImage
  ) {
    this.card = VirtualCard.fromImage(image)
  }

  static async create(
    kind: ReadyMadeCard,
    change: Readonly<Record<string, string>> = {}
  ): Promise<MatrixWorld> {
    const image = readyMadeCard(kind, ['T=1'])
    const cells = { ...image.memory.cells, ...change }
    return new MatrixWorld(await createIssuerWorld(), { ...image, memory: { ...image.memory, cells } })
  }

  /** As it was in the beginning. */
  async reset(): Promise<void> {
    await this.issuer.reset()
    this.card = VirtualCard.fromImage(this.image)
    this.lines = []
  }

  /** Starts the program anew, in a world where these things go wrong. */
  start(side: Side, ...faults: readonly Fault[]): Run {
    const run = new Run(this, side, faults)
    this.lines.push(run.host)
    return run
  }

  /** What was held up on a line arrives. */
  async settleLines(): Promise<void> {
    for (const line of this.lines) await line.settle()
  }

  /** A cell of the card's memory, below its application, without power. */
  cell(name: string): Uint8Array | undefined {
    const { cells } = this.card.memory.toImage()
    const key = Object.keys(cells).find((cell) => cell.endsWith(`/${name}`))
    return key === undefined ? undefined : hex(cells[key] ?? '')
  }
}

/** One life of the program, with one card in one reader. */
export class Run {
  readonly service: TransactionService
  readonly purchases: PurchasesService
  readonly host: FaultyHost
  private readonly process: Mortal
  private readonly reader: TearingReader

  constructor(world: MatrixWorld, side: Side, faults: readonly Fault[]) {
    const process = new Mortal(faults)
    const database = process.database(world.issuer.database)
    const now = (): number => TEST_NOW
    const references = new CardReferences(database, randomBytes)
    this.process = process
    this.reader = new TearingReader(world.card, side, faults, process)
    this.host = new FaultyHost(world.issuer.host, faults, process)
    this.purchases = new PurchasesService(database, references, this.host, now)
    const journal = new JournalService(database, references, now)
    const documents = new MemoryDocuments()
    this.service = new TransactionService({
      cards: this.reader,
      journal: written(journal, 'append', process),
      purchases: written(this.purchases, 'add', process),
      host: this.host,
      references,
      desk: new IssuerDesk(database, references, { now, random: randomBytes, pinCost: 2 }),
      caKeys: new CaKeysService(documents).lookup,
      terminal: terminalPreset,
      holds: documents,
      now,
      random: randomBytes
    })
  }

  /** The program died on the way. */
  get died(): boolean {
    return this.process.dead
  }

  get points(): Points {
    const { apdus, cardWrites } = this.reader
    return { apdus, cardWrites, ownWrites: this.process.writes, exchanges: this.host.exchanges }
  }

  perform(action: CardAction): ReturnType<TransactionService['perform']> {
    return this.service.perform('virtual:matrix', action, {
      ask: (question) => Promise.resolve(answer(question))
    })
  }
}

/** The object with one method that may be the last thing its process does. */
function written<T extends object, K extends keyof T>(object: T, method: K, process: Mortal): T {
  return new Proxy(object, {
    get: (target, name) => {
      const value: unknown = Reflect.get(target, name)
      if (typeof value !== 'function') return value
      const call = (...args: unknown[]): unknown => Reflect.apply(value, target, args)
      return name === method
        ? (...args: unknown[]) => process.write(() => Promise.resolve(call(...args)))
        : call
    }
  })
}

const PIN = '123456'

/** The holder knows the PIN, agrees, and takes the first application. */
function answer(question: { readonly kind: string; readonly purpose?: string }): CardReply {
  switch (question.kind) {
    case 'pin':
      return { kind: 'pin', pin: PIN }
    case 'application':
      return { kind: 'application', index: 0 }
    default:
      return { kind: 'confirm', yes: true }
  }
}
