import { hex } from '../../../src-main/engine/bytes/hex'
import type { CardChannel } from '../../../src-main/engine/channel/card-channel'
import { Interruption } from '../../../src-main/engine/workflow/interruption'
import { AppFailure } from '../../../src-main/services/app-failure'
import type { AccessedCard, CardAccess } from '../../../src-main/services/sessions/card-access'
import { PowerLost } from '../../../src-main/virtual-card/memory/card-memory'
import type { VirtualCard } from '../../../src-main/virtual-card/virtual-card'
import type { Fault } from './faults'
import type { Mortal } from './mortal'
import { logAnswer, type LogFault } from './unreadable-logs'

/** What is not a fault of one moment. */
export interface ReaderWorld {
  readonly side: 'contact' | 'contactless'
  /** How the card answers to a reader of its logs; absent where it does as it should. */
  readonly logs?: LogFault | undefined
  readonly process: Mortal
  /** Called before each command, with its position. */
  readonly onCommand: (at: number) => Promise<void>
}

/** A reader in which the card may be torn; a fresh one for each run, so that positions count from its beginning. */
export class TearingReader implements CardAccess {
  apdus = 0
  /** Positions of the commands on which the card wrote its memory. */
  readonly acting: number[] = []
  private readonly writesBefore: number
  private gone = false

  constructor(
    private readonly card: VirtualCard,
    private readonly faults: readonly Fault[],
    private readonly world: ReaderWorld
  ) {
    this.writesBefore = card.memory.writes
    for (const fault of faults) if (fault.kind === 'power') card.memory.tear(fault.write, fault.point)
  }

  get cardWrites(): number {
    return this.card.memory.writes - this.writesBefore
  }

  async withCard<T>(_reader: string, _options: unknown, use: (card: AccessedCard) => Promise<T>): Promise<T> {
    const atr = this.powerUp()
    try {
      return await use({
        readerName: 'matrix',
        atr,
        protocol: 'T=1',
        contactless: this.world.side === 'contactless',
        recordedAt: undefined,
        channel: this.channel,
        durations: () => []
      })
    } finally {
      this.card.powerDown()
      this.card.memory.noTear()
    }
  }

  /** What an earlier loss of power left behind is rolled back now, and that may be torn too. */
  private powerUp(): Uint8Array {
    try {
      return this.card.powerUp(this.world.side, 'T=1')
    } catch (error) {
      if (error instanceof PowerLost) throw new AppFailure('no-card')
      throw error
    }
  }

  private readonly channel: CardChannel = {
    transceive: async (command) => {
      this.reach()
      this.apdus += 1
      await this.world.onCommand(this.apdus)
      if (this.isTorn('before')) this.remove()
      const { writes } = this.card.memory
      const answer = logAnswer(this.world.logs, command) ?? this.transmit(command)
      if (this.card.memory.writes > writes) this.acting.push(this.apdus)
      if (this.isTorn('after')) this.remove()
      return this.misreported() ?? answer
    }
  }

  private isTorn(when: 'before' | 'after'): boolean {
    return this.faults.some(
      (fault) => fault.kind === 'tear' && fault.apdu === this.apdus && fault.when === when
    )
  }

  private misreported(): Uint8Array | undefined {
    for (const fault of this.faults) {
      if (fault.kind === 'misreport' && fault.apdu === this.apdus) return hex(fault.sw)
    }
    return undefined
  }

  private transmit(command: Uint8Array): Uint8Array {
    try {
      return this.card.transmit(command)
    } catch (error) {
      if (!(error instanceof PowerLost)) throw error
      return this.remove()
    }
  }

  private reach(): void {
    this.world.process.step()
    if (this.gone) throw new Interruption('card-removed')
  }

  private remove(): never {
    this.gone = true
    this.card.powerDown()
    throw new Interruption('card-removed')
  }
}
