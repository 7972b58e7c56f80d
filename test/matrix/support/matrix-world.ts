import { hex } from '../../../src-main/engine/bytes/hex'
import type { TerminalConfiguration } from '../../../src-main/engine/emv/terminal-configuration'
import { testCardSeed } from '../../../src-main/services/issuer/test-issuer'
import type { CardChanges, IssuerCard } from '../../../src-main/services/issuer/issuer-store-port'
import type { CardImage } from '../../../src-main/virtual-card/card-image'
import { readyMadeCard, type ReadyMadeCard } from '../../../src-main/virtual-card/ready-made/ready-made-cards'
import { VirtualCard } from '../../../src-main/virtual-card/virtual-card'
import { createIssuerWorld, type IssuerWorld } from '../../support/issuer-world'
import { MemoryDocuments } from '../../support/memory-documents'
import { pinOf } from './both-sides'
import type { Fault } from './faults'
import type { Flow } from './flows'
import { PIN } from './holder'
import { Run } from './run'
import type { LogFault } from './unreadable-logs'

/** Issuer, ledger, journal and one card: what stays when a program dies. */
export class MatrixWorld {
  card: VirtualCard
  /** What all processes of this machine share. */
  documents = new MemoryDocuments()
  /** How the card answers to a reader of its logs. */
  logs: LogFault | undefined
  /** Whether it is to be found out where something stands open. */
  probing = false
  private lines: Run[] = []

  private constructor(
    readonly issuer: IssuerWorld,
    readonly flow: Flow,
    /** Reference of the card. */
    readonly ref: string,
    private readonly image: CardImage
  ) {
    this.card = VirtualCard.fromImage(image)
  }

  static async create(flow: Flow): Promise<MatrixWorld> {
    const issuer = await createIssuerWorld()
    const image = readyMadeCard(flow.card, ['T=1'])
    const cells = { ...image.memory.cells, ...flow.cells }
    const { pan = '', psn = '' } = testCardSeed(flow.card, 1) ?? {}
    const ref = issuer.references.reference(pan, psn)
    return new MatrixWorld(issuer, flow, ref, { ...image, memory: { ...image.memory, cells } })
  }

  get side(): Flow['side'] {
    return this.flow.side
  }

  get terminal(): (id?: string) => TerminalConfiguration {
    return this.flow.terminal
  }

  /** As it was in the beginning. */
  async reset(): Promise<void> {
    await this.issuer.reset()
    this.card = VirtualCard.fromImage(this.image)
    this.documents = new MemoryDocuments()
    this.logs = undefined
    this.lines = []
    await this.tellIssuer()
    await this.flow.before?.(this)
  }

  /** Somebody makes the card anew on the shelf, which the issuer of test cards is told. */
  async makeCardAnew(): Promise<void> {
    this.card = VirtualCard.fromImage(this.image)
    await this.issuer.desk.testCardMade(this.flow.card, 1)
    await this.tellIssuer()
  }

  /** Starts the program anew, in a world where these things go wrong. */
  start(...faults: readonly Fault[]): Run {
    const run = new Run(this, this.card, faults)
    this.lines.push(run)
    return run
  }

  /** Another process of the same machine, with another card in its reader. */
  startOther(): Run {
    return new Run(this, VirtualCard.fromImage(readyMadeCard(OTHER[this.flow.card], ['T=1'])), [])
  }

  /** What was held up on a line arrives. */
  async settleLines(): Promise<void> {
    for (const { host } of this.lines) await host.settle()
  }

  async openEntries(): Promise<string[]> {
    return (await this.issuer.journal.open()).map(({ entry }) => entry)
  }

  /** The card as its issuer knows it. */
  async issuerCard(): Promise<IssuerCard> {
    const card = await this.issuer.database.transaction(({ issuer }) => issuer.card(this.ref))
    if (card === undefined) throw new Error('the issuer does not know the card')
    return card
  }

  /** The PIN that the issuer takes: its holder knows it. */
  async rightPin(): Promise<string> {
    return (await pinOf(await this.issuerCard())) ?? PIN
  }

  /** Cells of the card's memory by their names below the application, without power. */
  cells(): (name: string) => Uint8Array | undefined {
    const { cells } = this.card.memory.toImage()
    return (name) => {
      const key = Object.keys(cells).find((cell) => cell === name || cell.endsWith(`/${name}`))
      return key === undefined ? undefined : hex(cells[key] ?? '')
    }
  }

  /** A card that begins otherwise than fresh does so at the issuer's too. */
  private async tellIssuer(): Promise<void> {
    const changes: CardChanges | undefined = this.flow.issuerCard
    if (changes === undefined) return
    await this.issuer.database.transaction(({ issuer }) => issuer.changeCard(this.ref, changes))
  }
}

const OTHER: Readonly<Record<ReadyMadeCard, ReadyMadeCard>> = {
  'blank-embedded-se': 'ecash',
  'blank-nfc-sim': 'ecash',
  'blank-nfc-sd': 'ecash',
  blank: 'ecash',
  ecash: 'debit-ecash',
  'debit-ecash': 'ecash',
  'credit-ecash': 'ecash'
}
