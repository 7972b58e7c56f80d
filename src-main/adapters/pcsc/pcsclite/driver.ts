import { hex } from '../../../engine/bytes/hex'
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
import { MonitorSupervisor } from '../supervisor'
import { loadPcsclite, type PcscliteBinding } from './binding'
import { connectPcsclite, type PcscliteConnection } from './connection'
import { openLiteMonitor } from './monitor'

export interface PcscliteOptions {
  /** Default: the installed package. */
  readonly load?: () => PcscliteBinding
  /** See `SupervisorOptions`. */
  readonly retryDelays?: readonly number[]
}

/** PC/SC over pcsclite: the second driver, for where the first does not load or fails. */
export class PcscliteDriver implements ReaderDriver {
  readonly id = 'pcsclite'
  readonly capabilities: DriverCapabilities = {
    transactions: false,
    reconnect: false,
    control: true,
    attributes: false,
    directMode: true,
    // pcsc-lite does not tell a waiting watch of programs that take and leave cards.
    ...(process.platform !== 'win32' && { useIsStale: true as const })
  }

  readonly #options: PcscliteOptions
  readonly #connections = new Set<PcscliteConnection>()
  #binding: PcscliteBinding | undefined
  #state: DriverState | undefined
  #supervisor: MonitorSupervisor | undefined

  constructor(options: PcscliteOptions = {}) {
    this.#options = options
  }

  start(listener: (snapshot: DriverSnapshot) => void): void {
    if (this.#state !== undefined) return
    const state = new DriverState(listener)
    this.#state = state
    let binding: PcscliteBinding
    try {
      binding = this.#load()
    } catch (error) {
      state.service('binding-missing', error instanceof Error ? error.message : String(error))
      return
    }
    this.#supervisor = new MonitorSupervisor({
      open: (died) =>
        openLiteMonitor(binding, {
          reader: (name, readerState, atr) => {
            state.observe(name, readerState, atr === undefined ? {} : { atr })
          },
          died
        }),
      onState: (service, detail) => state.service(service, detail),
      ...(this.#options.retryDelays !== undefined && { delays: this.#options.retryDelays })
    })
    this.#supervisor.start()
  }

  async connect(reader: string, options: ConnectOptions): Promise<CardConnection> {
    let binding: PcscliteBinding
    try {
      binding = this.#load()
    } catch (error) {
      throw new ReaderError('no-service', `the PC/SC binding is missing: ${String(error)}`)
    }
    const connection = await connectPcsclite(binding, reader, {
      ...options,
      atr: () => hex(this.#state?.reader(reader)?.atr ?? ''),
      onClosed: (closed) => this.#connections.delete(closed)
    })
    this.#connections.add(connection)
    return connection
  }

  async stop(): Promise<void> {
    this.#supervisor?.stop()
    this.#state?.stop()
    await closeWithin(this.#connections)
  }

  #load(): PcscliteBinding {
    this.#binding ??= (this.#options.load ?? loadPcsclite)()
    return this.#binding
  }
}
