import {
  type CardConnection,
  type ConnectOptions,
  type DriverCapabilities,
  type DriverSnapshot,
  ReaderError,
  type ReaderDriver
} from '../../../services/readers/reader-driver'
import { closeWithin } from '../close-within'
import { DriverState } from '../driver-state'
import { type ReaderState } from '../reader-state'
import { type Monitor, MonitorSupervisor } from '../supervisor'
import { loadPcscMini, type PcscMiniBinding } from './binding'
import { connectPcscMini, type PcscMiniConnection } from './connection'
import { lookOnce, openMonitor } from './monitor'

export interface PcscMiniOptions {
  /** Default: the installed package. */
  readonly load?: () => PcscMiniBinding
  /** See `SupervisorOptions`. */
  readonly retryDelays?: readonly number[]
  /** Milliseconds for which a new card is kept back until its ATR was read. Default 3000. */
  readonly probeLimitMs?: number
}

const lookEveryMs = 2500
// A card whose ATR cannot be read (another program is quicker each time) is left in peace after some tries.
const probesPerCard = 4

/** PC/SC over pcsc-mini: the default driver. */
export class PcscMiniDriver implements ReaderDriver {
  readonly id = 'pcsc-mini'
  readonly capabilities: DriverCapabilities = {
    transactions: true,
    reconnect: true,
    control: true,
    attributes: true,
    directMode: true,
    // The binding's own table of readers; a fifth is not seen.
    readerLimit: 4
  }

  readonly #options: PcscMiniOptions
  readonly #connections = new Set<PcscMiniConnection>()
  readonly #probes = new Map<string, Promise<void>>()
  readonly #probesLeft = new Map<string, number>()
  #looking: NodeJS.Timeout | undefined
  #look: Monitor | undefined
  #binding: PcscMiniBinding | undefined
  #state: DriverState | undefined
  #supervisor: MonitorSupervisor | undefined

  constructor(options: PcscMiniOptions = {}) {
    this.#options = options
  }

  start(listener: (snapshot: DriverSnapshot) => void): void {
    if (this.#state !== undefined) return
    const state = new DriverState(listener)
    this.#state = state
    let binding: PcscMiniBinding
    try {
      binding = this.#load()
    } catch (error) {
      state.service('binding-missing', error instanceof Error ? error.message : String(error))
      return
    }
    const observe = (name: string, readerState: ReaderState): void =>
      this.#observe(state, binding, name, readerState)
    const supervisor = new MonitorSupervisor({
      // Opened anew after it missed something, the watch reports every reader as it is now.
      open: (died) => openMonitor(binding, { reader: observe, died, missed: () => supervisor.reopen() }),
      onState: (service, detail) => state.service(service, detail),
      ...(this.#options.retryDelays !== undefined && { delays: this.#options.retryDelays })
    })
    this.#supervisor = supervisor
    if (process.platform !== 'win32') this.#lookNowAndThen(state, binding, observe)
    supervisor.start()
  }

  async connect(reader: string, options: ConnectOptions): Promise<CardConnection> {
    let binding: PcscMiniBinding
    try {
      binding = this.#load()
    } catch (error) {
      throw new ReaderError('no-service', `the PC/SC binding is missing: ${String(error)}`)
    }
    // Our own look at a new card would stand in the way of an exclusive connection.
    await this.#probes.get(reader)
    return this.#connect(binding, reader, options)
  }

  async stop(): Promise<void> {
    clearInterval(this.#looking)
    this.#look?.close()
    this.#supervisor?.stop()
    this.#state?.stop()
    await closeWithin(this.#connections)
  }

  #load(): PcscMiniBinding {
    this.#binding ??= (this.#options.load ?? loadPcscMini)()
    return this.#binding
  }

  async #connect(
    binding: PcscMiniBinding,
    reader: string,
    options: ConnectOptions
  ): Promise<PcscMiniConnection> {
    const connection = await connectPcscMini(binding, reader, options, (closed) =>
      this.#connections.delete(closed)
    )
    this.#connections.add(connection)
    return connection
  }

  #observe(state: DriverState, binding: PcscMiniBinding, name: string, readerState: ReaderState): void {
    // A card that the service calls mute, or that another program has for itself, has no ATR for us.
    const readable =
      readerState.kind === 'here' && readerState.presence === 'present' && !readerState.exclusive
    const probing = this.#probes.has(name)
    const newCard = state.observe(name, readerState, { hold: readable && !probing })
    if (newCard !== undefined) this.#probesLeft.set(name, probesPerCard)
    const left = this.#probesLeft.get(name) ?? 0
    const shown = state.reader(name)
    const known = newCard === undefined && (shown?.presence !== 'present' || shown.atr !== undefined)
    if (!readable || probing || known || left === 0) return
    this.#probesLeft.set(name, left - 1)
    const cardCount = state.cardCount(name)
    const probe = this.#probe(binding, name)
    // `probe` never rejects; a card that hangs in it is shown without an ATR after the limit.
    const limit = setTimeout(() => state.release(name, cardCount, {}), this.#options.probeLimitMs ?? 3000)
    limit.unref()
    this.#probes.set(
      name,
      probe.then((found) => {
        clearTimeout(limit)
        this.#probes.delete(name)
        state.release(name, cardCount, found)
      })
    )
  }

  /** Keeps true what the watch is not told of, as long as there is a card that others may hold. */
  #lookNowAndThen(
    state: DriverState,
    binding: PcscMiniBinding,
    observe: (name: string, readerState: ReaderState) => void
  ): void {
    this.#looking = setInterval(() => {
      if (!state.hasCard || this.#probes.size > 0) return
      try {
        this.#look = lookOnce(binding, { reader: observe })
      } catch {
        // The service is gone: the watch sees that too.
      }
    }, lookEveryMs)
    this.#looking.unref()
  }

  /** Reads a new card's ATR over a connection, since the watch cannot tell it. */
  async #probe(
    binding: PcscMiniBinding,
    name: string
  ): Promise<{ atr?: Uint8Array; mute?: boolean; ownUse?: boolean }> {
    // Direct mode neither powers the card nor negotiates with it; on Windows, though, it shuts all others out.
    const share = process.platform === 'win32' ? 'shared' : 'direct'
    try {
      const connection = await this.#connect(binding, name, { share })
      const { atr } = connection
      await connection.disconnect('leave')
      return { atr, ownUse: true }
    } catch (error) {
      return { mute: error instanceof ReaderError && error.code === 'card-mute' }
    }
  }
}
