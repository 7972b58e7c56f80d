import type { CardChannel } from '../../../src-main/engine/channel/card-channel'
import { Interruption } from '../../../src-main/engine/workflow/interruption'
import { AppFailure } from '../../../src-main/services/app-failure'
import type { AccessedCard, CardAccess } from '../../../src-main/services/sessions/card-access'
import { PowerLost } from '../../../src-main/virtual-card/memory/card-memory'
import type { VirtualCard } from '../../../src-main/virtual-card/virtual-card'
import type { Fault } from './faults'
import type { Mortal } from './mortal'

/** A reader in which the card may be torn; a fresh one for each run, so that positions count from its beginning. */
export class TearingReader implements CardAccess {
  apdus = 0
  private readonly writesBefore: number
  private gone = false

  constructor(
    private readonly card: VirtualCard,
    private readonly side: 'contact' | 'contactless',
    private readonly faults: readonly Fault[],
    private readonly process: Mortal
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
        contactless: this.side === 'contactless',
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
      return this.card.powerUp(this.side, 'T=1')
    } catch (error) {
      if (error instanceof PowerLost) throw new AppFailure('no-card')
      throw error
    }
  }

  private readonly channel: CardChannel = {
    transceive: async (command) => {
      this.reach()
      this.apdus += 1
      if (this.isTorn('before')) this.remove()
      const answer = this.transmit(command)
      if (this.isTorn('after')) this.remove()
      return answer
    }
  }

  private isTorn(when: 'before' | 'after'): boolean {
    return this.faults.some(
      (fault) => fault.kind === 'tear' && fault.apdu === this.apdus && fault.when === when
    )
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
    this.process.step()
    if (this.gone) throw new Interruption('card-removed')
  }

  private remove(): never {
    this.gone = true
    this.card.powerDown()
    throw new Interruption('card-removed')
  }
}
