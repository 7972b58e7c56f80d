import {
  type DriverSnapshot,
  type ReaderSnapshot,
  type ServiceState
} from '../../services/readers/reader-driver'
import { ReaderBoard } from './reader-board'
import { type ReaderState } from './reader-state'

// The service reports reader by reader: the first snapshot waits until the first ones had time to come in, later
// ones join what comes in one breath.
const settleMs = 120
// A card that is kept back while its ATR is read belongs to the first snapshot: without it, "no card" would be told of
// a reader that holds one. A card that hangs is not waited for.
const firstCardMs = 2_000
const breathMs = 5

/** Gathers what a PC/SC driver learns and tells its listener, once for what belongs together, and only of changes. */
export class DriverState {
  readonly #listener: (snapshot: DriverSnapshot) => void
  readonly #board = new ReaderBoard()
  #service: ServiceState = 'starting'
  #detail: string | undefined
  #settled = false
  #timer: NodeJS.Timeout | undefined
  #told = ''
  #stopped = false

  constructor(listener: (snapshot: DriverSnapshot) => void) {
    this.#listener = listener
  }

  /** The service's state changed. Where it is not running there are no readers. */
  service(state: ServiceState, detail?: string): void {
    const came = state === 'running' && this.#service !== 'running'
    this.#service = state
    this.#detail = detail
    if (state !== 'running') this.#board.clear()
    if (came) {
      this.#settled = false
      clearTimeout(this.#timer)
      this.#settleAfter(settleMs, Date.now() + settleMs + firstCardMs)
    } else if (state !== 'running') {
      clearTimeout(this.#timer)
      this.#timer = undefined
      this.#settled = true
      // Not at once: `start` never calls its listener before it returned.
      this.#tellSoon()
    }
  }

  /**
   * Takes in what the service said of a reader. A card that was not there before is told by its count. With `hold` it
   * is kept from view until `release`: the reader is shown as it was before.
   */
  observe(
    name: string,
    state: ReaderState,
    { atr, hold = false }: { readonly atr?: Uint8Array; readonly hold?: boolean } = {}
  ): number | undefined {
    const before = this.#board.reader(name)
    const { newCard } = this.#board.observe(name, state, atr)
    if (newCard && hold) this.#board.hold(name, before)
    this.#tellSoon()
    return newCard ? this.#board.cardCount(name) : undefined
  }

  reader(name: string): ReaderSnapshot | undefined {
    return this.#board.reader(name)
  }

  cardCount(name: string): number {
    return this.#board.cardCount(name)
  }

  /** Whether some reader holds a card, also one still kept from view. */
  get hasCard(): boolean {
    return this.#board.hasCard
  }

  /** Shows the card again, with what was found out about it if it is still the same. */
  release(
    name: string,
    cardCount: number,
    found: { atr?: Uint8Array; mute?: boolean; ownUse?: boolean }
  ): void {
    this.#board.release(name, cardCount, found)
    this.#tellSoon()
  }

  stop(): void {
    this.#stopped = true
    clearTimeout(this.#timer)
  }

  #settleAfter(milliseconds: number, latest: number): void {
    // In a process that was busy until now, what the service reported meanwhile is heard after the timers.
    const settle = (): void => {
      if (this.#board.keepsCardBack && Date.now() < latest) {
        this.#settleAfter(breathMs, latest)
        return
      }
      this.#timer = undefined
      this.#settled = true
      this.#tell()
    }
    const timer = setTimeout(() => setImmediate(() => this.#timer === timer && settle()), milliseconds)
    this.#timer = timer
  }

  #tellSoon(): void {
    if (!this.#settled || this.#stopped || this.#timer !== undefined) return
    this.#timer = setTimeout(() => {
      this.#timer = undefined
      this.#tell()
    }, breathMs)
  }

  #tell(): void {
    if (this.#stopped) return
    const snapshot: DriverSnapshot = {
      service: this.#service,
      readers: this.#board.readers(),
      ...(this.#detail !== undefined && { detail: this.#detail })
    }
    const text = JSON.stringify(snapshot)
    if (text === this.#told) return
    this.#told = text
    this.#listener(snapshot)
  }
}
