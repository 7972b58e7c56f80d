import type { CardChannel } from '../../engine/channel/card-channel'
import { Interruption } from '../../engine/workflow/interruption'
import type { CardProtocol } from '../../engine/trace/trace'
import { OpenFailure, openFailureCode } from './open-failure'
import { channelFailure, ReaderChannel } from './reader-channel'
import {
  type CardConnection,
  type ConnectOptions,
  type DriverCapabilities,
  ReaderError,
  type ReaderErrorCode
} from './reader-driver'
import type { ReaderProfile } from './reader-profile'
import type { ReaderInfo, ReaderRegistry, RegistrySnapshot } from './reader-registry'

export interface CardSessionOptions {
  /**
   * `own` (default): no other program reaches the card while the session is open, by a transaction where the driver
   * has them, else in exclusive mode. `shared`: others may come between. `direct`: the reader itself, card or not.
   */
  readonly access?: 'own' | 'shared' | 'direct'
  readonly protocols?: readonly CardProtocol[]
  /** Milliseconds after which a command without an answer counts as a mute card. Default 60000. */
  readonly answerLimitMs?: number
  /** Tries after the first while another program holds the card, and milliseconds between them. Default 3, 200. */
  readonly retries?: number
  readonly retryDelayMs?: number
  /** Milliseconds to wait for another program's transaction to end. Default 5000. */
  readonly transactionLimitMs?: number
  /**
   * Milliseconds between signs of life while a transaction is idle. Default 2000 on Windows, which resets a card that
   * was left alone in a transaction for five seconds; elsewhere none.
   */
  readonly keepAliveMs?: number
  readonly signal?: AbortSignal
}

/** SCARD_ATTR_ATR_STRING: asking for it touches neither the card nor its state. */
const atrAttribute = 0x00090303
const closeLimitMs = 1000
/** The service notices within this time that a card or reader is gone. */
const noticeLimitMs = 1000

interface Opened {
  readonly connection: CardConnection
  readonly transaction: { end(): Promise<void> } | undefined
}

/**
 * Opens the card on a reader: `reader` is an id or a person's text for it. Rejects with `OpenFailure`; a sharing
 * violation or a reset by another program is tried again a few times first.
 */
export async function openCardSession(
  registry: ReaderRegistry,
  reader: string,
  options: CardSessionOptions = {}
): Promise<CardSession> {
  const resolved = registry.resolve(reader)
  if (resolved.kind === 'unknown') throw new OpenFailure('reader-unknown', `no reader fits "${reader}"`)
  if (resolved.kind === 'ambiguous') {
    const names = resolved.candidates.map(({ id }) => id).join(', ')
    throw new OpenFailure('reader-ambiguous', `"${reader}" fits ${names}`)
  }
  const info = resolved.reader
  const { retries = 3, retryDelayMs = 200, signal } = options
  for (let left = retries; ; left -= 1) {
    if (signal?.aborted === true) throw new OpenFailure('cancelled')
    try {
      const capabilities = registry.capabilities(info.id)
      const opened = await open(registry, info, capabilities, options)
      return new CardSession(registry, info, capabilities, opened, options)
    } catch (error) {
      if (!(error instanceof ReaderError)) throw error
      const passing = error.code === 'sharing-violation' || error.code === 'card-reset'
      if (!passing || left <= 0)
        throw new OpenFailure(openFailureCode(error.code), error.message, { cause: error })
      await new Promise((resolve) => setTimeout(resolve, retryDelayMs))
    }
  }
}

async function open(
  registry: ReaderRegistry,
  { id }: ReaderInfo,
  { transactions }: DriverCapabilities,
  { access = 'own', protocols, transactionLimitMs = 5000 }: CardSessionOptions
): Promise<Opened> {
  const transacted = access === 'own' && transactions
  const share: ConnectOptions['share'] = access === 'own' ? (transactions ? 'shared' : 'exclusive') : access
  const connection = await registry.connect(id, { share, ...(protocols !== undefined && { protocols }) })
  if (!transacted) return { connection, transaction: undefined }
  try {
    return { connection, transaction: await beginWithin(connection, transactionLimitMs) }
  } catch (error) {
    // Not waited for: it comes after the transaction that another program may hold for long.
    void connection.disconnect('leave')
    throw error
  }
}

/** Waits for other programs' transactions, but not for ever; one that is had too late is ended at once. */
function beginWithin(connection: CardConnection, limitMs: number): Promise<{ end(): Promise<void> }> {
  return new Promise((resolve, reject) => {
    let late = false
    const timer = setTimeout(() => {
      late = true
      reject(new ReaderError('sharing-violation', `no transaction within ${limitMs} ms`))
    }, limitMs)
    connection.beginTransaction().then(
      (transaction) => {
        clearTimeout(timer)
        if (late) void transaction.end().catch(() => undefined)
        else resolve(transaction)
      },
      (error: unknown) => {
        clearTimeout(timer)
        reject(error instanceof Error ? error : new Error(String(error)))
      }
    )
  })
}

/** One card, opened, until it is closed. Calls are made one after the other. */
export class CardSession {
  readonly readerId: ReaderInfo['id']
  readonly readerName: string
  readonly profile: ReaderProfile
  readonly contactless: boolean
  readonly #registry: ReaderRegistry
  readonly #capabilities: DriverCapabilities
  readonly #options: CardSessionOptions
  readonly #cardCount: number
  readonly #channel: ReaderChannel
  #opened: Opened
  #keepAlive: ReturnType<typeof setInterval> | undefined
  #lastUse = 0
  #closing: Promise<void> | undefined

  /** Use `openCardSession`. */
  constructor(
    registry: ReaderRegistry,
    info: ReaderInfo,
    capabilities: DriverCapabilities,
    opened: Opened,
    options: CardSessionOptions
  ) {
    this.readerId = info.id
    this.#cardCount = info.cardCount
    this.readerName = info.name
    this.profile = info.profile
    this.contactless = info.contactless
    this.#registry = registry
    this.#capabilities = capabilities
    this.#opened = opened
    this.#options = options
    this.#channel = new ReaderChannel((command) => {
      this.#lastUse = Date.now()
      return this.#opened.connection.transmit(command).catch((error: unknown) => this.#explained(error))
    }, options.answerLimitMs ?? 60_000)
    this.#stayAlive()
  }

  /** The card; rejects with `Interruption`. After the session was closed, with reason `cancelled`. */
  get channel(): CardChannel {
    return this.#channel
  }

  get atr(): Uint8Array {
    return this.#opened.connection.atr
  }

  /** When a replayed card was recorded, in milliseconds since 1970; undefined for a card that is there now. */
  get recordedAt(): number | undefined {
    return this.#opened.connection.recordedAt
  }

  /** `raw` where the connection is a direct one. */
  get protocol(): CardProtocol {
    const { protocol } = this.#opened.connection
    return protocol === 'direct' ? 'raw' : protocol
  }

  /** Resets the card; all that was selected and verified is lost. Returns the new ATR; rejects with `Interruption`. */
  async reset(how: 'warm' | 'unpower' = 'warm'): Promise<Uint8Array> {
    try {
      if (this.#capabilities.reconnect) {
        await this.#opened.connection.reset(how)
      } else {
        // Without SCardReconnect: let go of the card with a reset, and take it again.
        await this.#opened.connection.disconnect(how === 'warm' ? 'reset' : 'unpower')
        const info = this.#registry.find(this.readerId)
        if (info === undefined) throw new ReaderError('no-reader')
        this.#opened = await open(this.#registry, info, this.#capabilities, this.#options)
      }
    } catch (error) {
      throw channelFailure(error)
    }
    this.#channel.revive()
    return this.atr
  }

  /** SCardControl with a code that the operating system expects. Rejects with `ReaderError`. */
  control(code: number, input: Uint8Array): Promise<Uint8Array> {
    this.#lastUse = Date.now()
    return this.#opened.connection.control(code, input)
  }

  /** SCardGetAttrib; undefined where the reader does not have it. Rejects with `ReaderError`. */
  attribute(id: number): Promise<Uint8Array | undefined> {
    return this.#opened.connection.attribute(id)
  }

  /**
   * Gives the card back, reset by default so that nothing stays selected or verified. Never rejects, and does not
   * wait for a command that hangs. Idempotent.
   */
  close(how: 'leave' | 'reset' | 'unpower' = 'reset'): Promise<void> {
    this.#closing ??= this.#close(how)
    return this.#closing
  }

  async #close(how: 'leave' | 'reset' | 'unpower'): Promise<void> {
    clearInterval(this.#keepAlive)
    this.#channel.end(new Interruption('cancelled', 'the session is closed'))
    const { connection, transaction } = this.#opened
    const closed = (async () => {
      try {
        // Reset first: another program must not find the card as we leave it.
        await connection.disconnect(how)
        await transaction?.end()
      } catch {
        // The card or the service is gone, and with it what was held.
      }
    })()
    if (this.#channel.hanging) return
    let timer: ReturnType<typeof setTimeout> | undefined
    const limit = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, closeLimitMs)
    })
    await Promise.race([closed, limit])
    clearTimeout(timer)
  }

  /**
   * A card pulled in mid-command often shows as a mere transport error, before the service has noticed that it is
   * gone. Waits a moment for what the reader says next and rejects with that.
   */
  async #explained(error: unknown): Promise<never> {
    if (!(error instanceof ReaderError) || error.code !== 'transport') throw error
    const before = this.#cardCount
    const what = ({ services, readers }: RegistrySnapshot): ReaderErrorCode | undefined => {
      const reader = readers.find(({ id }) => id === this.readerId)
      if (reader !== undefined) {
        return reader.presence === 'empty' || reader.cardCount !== before ? 'card-removed' : undefined
      }
      return services.every(({ state }) => state === 'running') ? 'no-reader' : 'no-service'
    }
    const code = what(await this.#registry.until((snapshot) => what(snapshot) !== undefined, noticeLimitMs))
    throw code === undefined ? error : new ReaderError(code, error.message, error.scard)
  }

  #stayAlive(): void {
    const { keepAliveMs = process.platform === 'win32' ? 2000 : undefined } = this.#options
    if (keepAliveMs === undefined || this.#opened.transaction === undefined) return
    this.#lastUse = Date.now()
    this.#keepAlive = setInterval(() => {
      if (Date.now() - this.#lastUse < keepAliveMs || this.#channel.hanging) return
      this.#lastUse = Date.now()
      // What it answers does not matter: any call on the card counts.
      this.#opened.connection.attribute(atrAttribute).catch(() => undefined)
    }, keepAliveMs)
    this.#keepAlive.unref()
  }
}
