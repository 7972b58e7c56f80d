import { ReaderError, type ServiceState } from '../../services/readers/reader-driver'

/** A running watch on the service's readers. */
export interface Monitor {
  close(): void
}

export interface SupervisorOptions {
  /** Begins to watch; calls `died` when the watch ended by itself. Throws `ReaderError` where that cannot be had. */
  readonly open: (died: (error: ReaderError) => void) => Monitor
  /** Called with every change of the service's state. */
  readonly onState: (state: ServiceState, detail?: string) => void
  /** Milliseconds to wait before the first, second, ... try to open again; the last one repeats. */
  readonly delays?: readonly number[]
}

// A stopped service is looked for often at first (a restart takes moments), then every two seconds: cheap enough to
// go on for days, soon enough for a person who just plugged a reader in.
const defaultDelays = [100, 250, 500, 1000, 2000] as const

/** Keeps one monitor open for as long as it runs, whatever happens to the service. */
export class MonitorSupervisor {
  readonly #options: SupervisorOptions
  readonly #delays: readonly number[]
  #monitor: Monitor | undefined
  #timer: NodeJS.Timeout | undefined
  #tries = 0
  #running = false

  constructor(options: SupervisorOptions) {
    this.#options = options
    this.#delays = options.delays ?? defaultDelays
  }

  start(): void {
    if (this.#running) return
    this.#running = true
    this.#tries = 0
    this.#open()
  }

  stop(): void {
    this.#running = false
    clearTimeout(this.#timer)
    this.#timer = undefined
    this.#closeMonitor()
  }

  /** Replaces the monitor by a new one at once, where the present one is known to have missed something. */
  reopen(): void {
    if (!this.#running) return
    this.#closeMonitor()
    clearTimeout(this.#timer)
    this.#open()
  }

  #open(): void {
    let alive = true
    const died = (error: ReaderError): void => {
      if (!alive) return
      alive = false
      if (!this.#running) return
      this.#closeMonitor()
      this.#tries = 0
      this.#fail(error)
    }
    try {
      const monitor = this.#options.open(died)
      this.#monitor = {
        close: () => {
          alive = false
          monitor.close()
        }
      }
      this.#tries = 0
      this.#options.onState('running')
    } catch (error) {
      alive = false
      this.#fail(error instanceof ReaderError ? error : new ReaderError('transport', String(error)))
    }
  }

  #fail(error: ReaderError): void {
    this.#options.onState(error.code === 'no-permission' ? 'no-permission' : 'stopped', error.message)
    const delay = this.#delays[Math.min(this.#tries, this.#delays.length - 1)] ?? 2000
    this.#tries += 1
    this.#timer = setTimeout(() => this.#open(), delay)
    // Waiting for a service must not keep the command line from ending.
    this.#timer.unref()
  }

  #closeMonitor(): void {
    const monitor = this.#monitor
    this.#monitor = undefined
    monitor?.close()
  }
}
