import type { ActionResult, CardAction, CardQuestion, CardReply } from '../../../src-main/contract/ecash'
import { randomBytes } from '../../../src-main/engine/crypto/random'
import { CaKeysService } from '../../../src-main/services/ca-keys/ca-keys-service'
import { IssuerDesk } from '../../../src-main/services/issuer/issuer-desk'
import { CardReferences } from '../../../src-main/services/journal/card-references'
import { JournalService } from '../../../src-main/services/journal/journal-service'
import { PurchasesService } from '../../../src-main/services/purchases/purchases-service'
import { RunningSessions } from '../../../src-main/services/transactions/running-sessions'
import { TransactionService } from '../../../src-main/services/transactions/transaction-service'
import type { VirtualCard } from '../../../src-main/virtual-card/virtual-card'
import { TEST_NOW } from '../../support/issuer-world'
import { FaultyHost } from './faulty-host'
import type { Fault, Points } from './faults'
import { answerOf } from './holder'
import type { MatrixWorld } from './matrix-world'
import { meddle } from './meddle'
import { Mortal } from './mortal'
import { SharedHolds } from './shared-holds'
import { Stop } from './stop'
import { TearingReader } from './tearing-card'

/** One life of the program, with one card in one reader. */
export class Run {
  readonly service: TransactionService
  readonly purchases: PurchasesService
  readonly host: FaultyHost
  /** Where the issuer's people settle by hand. */
  readonly desk: IssuerDesk
  /** What went wrong that nobody made go wrong. */
  readonly problems: string[] = []
  /** The entry that is being settled; whatever is open where none is. */
  working: string | undefined
  /** When the person cancelled: before or after the point from which nothing is to be undone. */
  cancelled: 'before' | 'after' | undefined
  private readonly process: Mortal
  private readonly reader: TearingReader
  private readonly stop: Stop
  private committed = false
  private questions = 0
  private readonly openAt = { apdu: [] as number[], exchange: [] as number[] }

  constructor(
    private readonly world: MatrixWorld,
    card: VirtualCard,
    private readonly faults: readonly Fault[]
  ) {
    const holds = new SharedHolds(world.documents)
    const process = new Mortal(faults, () => holds.releaseAll())
    const database = process.database(world.issuer.database)
    const now = (): number => TEST_NOW
    const references = new CardReferences(database, randomBytes)
    const { side, logs } = world
    this.process = process
    this.reader = new TearingReader(card, faults, {
      ...{ side, logs, process },
      onCommand: (at) => this.meanwhile('apdu', at)
    })
    this.host = new FaultyHost(world.issuer.host, faults, process, (at) => this.meanwhile('exchange', at))
    this.purchases = new PurchasesService(database, references, this.host, now)
    this.stop = new Stop(
      faults.find((fault) => fault.kind === 'cancel')?.look,
      () => (this.cancelled = this.committed ? 'after' : 'before')
    )
    const sessions = new RunningSessions(holds, randomBytes)
    const options = { now, random: randomBytes, pinCost: 2 }
    this.desk = new IssuerDesk(database, references, options, (session) => sessions.isRunning(session))
    this.service = new TransactionService({
      cards: this.reader,
      journal: written(new JournalService(database, references, now), 'append', process),
      purchases: written(this.purchases, 'add', process),
      host: this.host,
      references,
      desk: this.desk,
      caKeys: new CaKeysService(world.documents).lookup,
      terminal: world.terminal,
      holds,
      now,
      random: randomBytes
    })
  }

  /** The program died on the way. */
  get died(): boolean {
    return this.process.dead
  }

  get points(): Points {
    const { apdus, acting, cardWrites } = this.reader
    const { questions, openAt } = this
    return {
      ...{ apdus, acting, cardWrites, questions },
      ...{ openAtApdus: openAt.apdu, openAtExchanges: openAt.exchange },
      ...{ ownWrites: this.process.writes, exchanges: this.host.exchanges, looks: this.stop.looks }
    }
  }

  /** Whether a person may well be told this error, with what goes wrong here. */
  mayFailWith(code: string): boolean {
    // Power that is lost while an earlier loss is made good again: no card can be opened.
    return code === 'no-card' && this.faults.some(({ kind }) => kind === 'power')
  }

  perform(action: CardAction): Promise<ActionResult> {
    return this.service.perform('virtual:matrix', action, {
      ask: (question) => this.ask(question),
      onCommitted: () => {
        if (this.cancelled === 'before') this.problems.push('it was begun after it was cancelled')
        this.committed = true
      },
      signal: this.stop.signal
    })
  }

  private async ask(question: CardQuestion): Promise<CardReply> {
    this.questions += 1
    const at = this.questions
    if (this.faults.some((fault) => fault.kind === 'dismiss' && fault.question === at)) {
      this.cancelled = this.committed ? 'after' : 'before'
      return { kind: 'cancelled' }
    }
    return answerOf(question, await this.world.rightPin())
  }

  /** What others do at the same time. */
  private async meanwhile(before: 'apdu' | 'exchange', at: number): Promise<void> {
    const { working, faults, world } = this
    const meddled = faults.some(
      (fault) => fault.kind === 'meddle' && fault.before === before && fault.at === at
    )
    if (working !== undefined) this.openAt[before].push(at)
    else if (!meddled && !world.probing) return
    const entries = working === undefined ? await world.openEntries() : [working]
    if (working === undefined && entries.length > 0) this.openAt[before].push(at)
    if (meddled) this.problems.push(...(await meddle(world, entries)))
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
