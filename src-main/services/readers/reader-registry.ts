import { pcscProfiles, replayProfiles, virtualProfiles } from './profiles'
import type {
  CardConnection,
  ConnectOptions,
  DriverCapabilities,
  DriverId,
  DriverSnapshot,
  ReaderDriver,
  ReaderSnapshot,
  ServiceState
} from './reader-driver'
import { ReaderError } from './reader-driver'
import { profileFor, type ReaderProfile } from './reader-profile'
import type { ReaderId, ReaderInfo, ReaderKind } from './reader-info'
import { resolveReader, type ResolvedReader } from './resolve-reader'

export type { ReaderId, ReaderInfo } from './reader-info'

export interface DriverService {
  readonly driver: DriverId
  readonly state: ServiceState
  /** For a developer, in English. */
  readonly detail?: string
}

export interface RegistrySnapshot {
  readonly services: readonly DriverService[]
  readonly readers: readonly ReaderInfo[]
}

export interface RegistryOptions {
  /** Changes within this many milliseconds are told as one. Default 40. */
  readonly debounceMs?: number
}

const kindOf: Record<DriverId, ReaderKind> = {
  'pcsc-mini': 'pcsc',
  pcsclite: 'pcsc',
  virtual: 'virtual',
  replay: 'replay'
}

const profilesOf: Record<ReaderKind, readonly ReaderProfile[]> = {
  pcsc: pcscProfiles,
  virtual: virtualProfiles,
  replay: replayProfiles
}

/** The readers of all drivers as one list, in the drivers' order, with what is known of each family. */
export class ReaderRegistry {
  readonly #drivers: readonly ReaderDriver[]
  readonly #debounceMs: number
  readonly #snapshots = new Map<ReaderDriver, DriverSnapshot>()
  readonly #listeners = new Set<(snapshot: RegistrySnapshot) => void>()
  #timer: ReturnType<typeof setTimeout> | undefined
  #started = false

  constructor(drivers: readonly ReaderDriver[], { debounceMs = 40 }: RegistryOptions = {}) {
    this.#drivers = drivers
    this.#debounceMs = debounceMs
  }

  /** Starts all drivers. Idempotent. */
  start(): void {
    if (this.#started) return
    this.#started = true
    for (const driver of this.#drivers) {
      driver.start((snapshot) => {
        this.#snapshots.set(driver, snapshot)
        this.#tellSoon()
      })
    }
  }

  /** Stops all drivers and forgets the listeners. Idempotent. */
  async stop(): Promise<void> {
    clearTimeout(this.#timer)
    this.#timer = undefined
    this.#listeners.clear()
    if (!this.#started) return
    await Promise.all(this.#drivers.map((driver) => driver.stop()))
  }

  snapshot(): RegistrySnapshot {
    return {
      services: this.#drivers.map((driver) => {
        const { service = 'starting', detail } = this.#snapshots.get(driver) ?? {}
        return { driver: driver.id, state: service, ...(detail !== undefined && { detail }) }
      }),
      readers: this.#drivers.flatMap((driver) =>
        (this.#snapshots.get(driver)?.readers ?? []).map((reader) => readerInfo(driver.id, reader))
      )
    }
  }

  /** Calls `listener` after every change; returns the function that ends this. */
  onChange(listener: (snapshot: RegistrySnapshot) => void): () => void {
    this.#listeners.add(listener)
    return () => void this.#listeners.delete(listener)
  }

  /** Resolves when every driver has told what it sees, or after `limitMs` (default 3000) with what is known then. */
  ready(limitMs = 3000): Promise<RegistrySnapshot> {
    return this.until(({ services }) => services.every(({ state }) => state !== 'starting'), limitMs)
  }

  /** Resolves as soon as `fits` says so of the list, or after `limitMs` with the list as it is then. */
  until(fits: (snapshot: RegistrySnapshot) => boolean, limitMs: number): Promise<RegistrySnapshot> {
    return new Promise((resolve) => {
      const finish = (snapshot: RegistrySnapshot): void => {
        clearTimeout(timer)
        unsubscribe()
        resolve(snapshot)
      }
      const timer = setTimeout(() => finish(this.snapshot()), limitMs)
      const unsubscribe = this.onChange((snapshot) => {
        if (fits(snapshot)) finish(snapshot)
      })
      const now = this.snapshot()
      if (fits(now)) finish(now)
    })
  }

  /** The reader that a person's text means; see `resolveReader`. */
  resolve(text: string): ResolvedReader {
    return resolveReader(text, this.snapshot().readers)
  }

  find(id: string): ReaderInfo | undefined {
    return this.snapshot().readers.find((reader) => reader.id === id)
  }

  /** What the driver behind a reader can do. Throws `ReaderError` `no-reader` where it is not there (any more). */
  capabilities(id: ReaderId): DriverCapabilities {
    return this.#driverOf(id).capabilities
  }

  /** Connects to a reader of the list. Rejects with `ReaderError`. */
  async connect(id: ReaderId, options: ConnectOptions): Promise<CardConnection> {
    const driver = this.#driverOf(id)
    return driver.connect(id.slice(id.indexOf(':') + 1), options)
  }

  #driverOf(id: ReaderId): ReaderDriver {
    const driver = this.#drivers.find((one) =>
      this.#snapshots.get(one)?.readers.some(({ name }) => readerId(one.id, name) === id)
    )
    if (driver === undefined) throw new ReaderError('no-reader', `${id} is not there`)
    return driver
  }

  #tellSoon(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined
      const snapshot = this.snapshot()
      for (const listener of [...this.#listeners]) listener(snapshot)
    }, this.#debounceMs)
  }
}

function readerId(driver: DriverId, name: string): ReaderId {
  return `${kindOf[driver]}:${name}`
}

function readerInfo(driver: DriverId, reader: ReaderSnapshot): ReaderInfo {
  const profiles = profilesOf[kindOf[driver]]
  const profile = profiles.find(({ id }) => id === reader.family) ?? profileFor(reader.name, profiles)
  return {
    ...reader,
    id: readerId(driver, reader.name),
    driver,
    profile,
    contactless: profile.contactless ?? isContactlessAtr(reader.atr)
  }
}

/** PC/SC part 3, 3.1.3.2.3: readers make up `3B 8N 80 01 ...` for cards that have no ATR of their own. */
function isContactlessAtr(atr: string | undefined): boolean {
  return atr !== undefined && /^3B8.8001/.test(atr)
}
