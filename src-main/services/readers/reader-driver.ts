import type { CardProtocol } from '../../engine/trace/trace'

/** Which adapter a reader comes through. */
export type DriverId = 'pcsc-mini' | 'pcsclite' | 'virtual' | 'replay'

/** What a driver can do beyond connect and transmit; callers ask before they use it. */
export interface DriverCapabilities {
  readonly transactions: boolean
  readonly reconnect: boolean
  readonly control: boolean
  readonly attributes: boolean
  readonly directMode: boolean
  /** How many readers the driver can see at a time, where there is a limit. */
  readonly readerLimit?: number
  /** Set where a snapshot's `inUse` and `exclusive` may be older than the last card that came or went. */
  readonly useIsStale?: true
}

/** The smart-card service as this driver sees it. `stopped` and `no-permission` are looked at again by themselves. */
export type ServiceState = 'starting' | 'running' | 'stopped' | 'no-permission' | 'binding-missing'

export type CardPresence = 'empty' | 'present' | 'mute'

export interface ReaderSnapshot {
  /** The name that the driver knows the reader by. */
  readonly name: string
  readonly presence: CardPresence
  /** Another program (or session) holds the card. */
  readonly inUse: boolean
  readonly exclusive: boolean
  /** Upper-case hex; absent where no card is present. */
  readonly atr?: string
  /** Counts the cards that this reader has seen, so that a card swapped between two looks is noticed. */
  readonly cardCount: number
  /** Id of the reader's profile, where the driver knows better than the name tells. */
  readonly family?: string
}

export interface DriverSnapshot {
  readonly service: ServiceState
  readonly readers: readonly ReaderSnapshot[]
  /** For a developer, in English: what the binding said. */
  readonly detail?: string
}

/** Reader and card errors by their PC/SC meaning, translated from numbers, never from localized text. */
export type ReaderErrorCode =
  | 'no-service'
  | 'no-reader'
  | 'no-card'
  | 'card-removed'
  | 'card-reset'
  | 'card-mute'
  | 'sharing-violation'
  | 'protocol-mismatch'
  | 'no-permission'
  | 'unsupported'
  | 'timeout'
  | 'not-recorded'
  | 'transport'

/** What a driver rejects with. */
export class ReaderError extends Error {
  override readonly name = 'ReaderError'
  constructor(
    readonly code: ReaderErrorCode,
    detail?: string,
    /** The PC/SC return code, where there was one. */
    readonly scard?: number
  ) {
    super(detail ?? code)
  }
}

export interface ConnectOptions {
  readonly share: 'shared' | 'exclusive' | 'direct'
  /** Default: whichever of T=0 and T=1 the card speaks. */
  readonly protocols?: readonly CardProtocol[]
}

/** An open connection to one card (or, in direct mode, to the reader). Calls are made one after the other. */
export interface CardConnection {
  readonly reader: string
  readonly protocol: CardProtocol | 'direct'
  readonly atr: Uint8Array
  /**
   * When a replayed card was recorded, in milliseconds since 1970: what depends on the date must be sent as it was.
   * Undefined for a card that is there now.
   */
  readonly recordedAt?: number | undefined
  /** Raw command bytes to raw response bytes. Rejects with `ReaderError`. */
  transmit(command: Uint8Array): Promise<Uint8Array>
  /** SCardControl. `code` is the number that the operating system expects. */
  control(code: number, input: Uint8Array): Promise<Uint8Array>
  /** SCardGetAttrib; undefined where the reader does not have the attribute. */
  attribute(id: number): Promise<Uint8Array | undefined>
  /** Keeps other programs from the card until `end` is called or the connection closes. */
  beginTransaction(): Promise<{ end(): Promise<void> }>
  /** Resets the card (`unpower`: cold) and returns its new ATR. */
  reset(how: 'warm' | 'unpower'): Promise<Uint8Array>
  disconnect(how: 'leave' | 'reset' | 'unpower'): Promise<void>
}

/**
 * The reader port. A driver never throws from `start`: troubles are states. It recovers by itself when their cause is
 * gone, and tells by calling the listener.
 */
export interface ReaderDriver {
  readonly id: DriverId
  readonly capabilities: DriverCapabilities
  /** Begins to watch. The listener is called with the first snapshot and after every change. */
  start(listener: (snapshot: DriverSnapshot) => void): void
  connect(reader: string, options: ConnectOptions): Promise<CardConnection>
  /** Stops watching and closes what is open. Idempotent. */
  stop(): Promise<void>
}
