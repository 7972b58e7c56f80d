import {
  type CardConnection,
  type ConnectOptions,
  type DriverCapabilities,
  type DriverId,
  type DriverSnapshot,
  ReaderError,
  type ReaderDriver,
  type ReaderErrorCode,
  type ReaderSnapshot
} from '../../src-main/services/readers/reader-driver'

/** What a scripted card does with a command: bytes, an error, or nothing at all ('hang'). */
export type ScriptedAnswer = Uint8Array | ReaderErrorCode | 'hang'

export interface ScriptedDriverOptions {
  readonly id?: DriverId
  readonly capabilities?: Partial<DriverCapabilities>
  readonly answer?: (command: Uint8Array) => ScriptedAnswer
  /** SCardControl; without it no control code is known. */
  readonly control?: (code: number, input: Uint8Array) => ScriptedAnswer
  /** SCardGetAttrib; without it no attribute is known. */
  readonly attribute?: (id: number) => Uint8Array | undefined
}

const ok = Uint8Array.of(0x90, 0x00)

/** A driver whose readers, cards and troubles a test plays by hand: what no service under test can show. */
export class ScriptedDriver implements ReaderDriver {
  readonly id: DriverId
  readonly capabilities: DriverCapabilities
  /** What was asked of the driver, in order: 'connect shared', 'transmit 00A4...', 'end', 'disconnect reset', ... */
  readonly calls: string[] = []
  /** Errors with which the next connects fail, first one first. */
  readonly connectFailures: ReaderErrorCode[] = []
  /** Set: a transaction is not had before this is resolved. */
  transactionGate: Promise<void> | undefined
  answer: (command: Uint8Array) => ScriptedAnswer
  readonly control: (code: number, input: Uint8Array) => ScriptedAnswer
  readonly attribute: (id: number) => Uint8Array | undefined
  #listener: ((snapshot: DriverSnapshot) => void) | undefined
  #readers: ReaderSnapshot[] = []
  #service: DriverSnapshot['service'] = 'running'
  readonly #pending = new Set<(error: ReaderError) => void>()
  readonly #open = new Set<ScriptedConnection>()

  constructor({
    id = 'pcsc-mini',
    capabilities = {},
    answer = () => ok,
    control = () => 'unsupported',
    attribute = () => undefined
  }: ScriptedDriverOptions = {}) {
    this.id = id
    this.capabilities = {
      transactions: true,
      reconnect: true,
      control: true,
      attributes: true,
      directMode: true,
      ...capabilities
    }
    this.answer = answer
    this.control = control
    this.attribute = attribute
  }

  get openConnections(): number {
    return this.#open.size
  }

  start(listener: (snapshot: DriverSnapshot) => void): void {
    this.calls.push('start')
    this.#listener = listener
    this.#tell()
  }

  stop(): Promise<void> {
    this.calls.push('stop')
    this.#listener = undefined
    return Promise.resolve()
  }

  plugIn(name: string, state: Partial<ReaderSnapshot> = {}): void {
    const before = this.#readers.find((reader) => reader.name === name)
    const reader: ReaderSnapshot = {
      presence: 'empty',
      inUse: false,
      exclusive: false,
      cardCount: before?.cardCount ?? 0,
      ...state,
      name
    }
    this.#readers = [...this.#readers.filter((one) => one.name !== name), reader]
    this.#tell()
  }

  insert(name: string, atr = '3B800181'): void {
    const count = this.#readers.find((reader) => reader.name === name)?.cardCount ?? 0
    this.plugIn(name, { presence: 'present', atr, cardCount: count + 1 })
  }

  /** Unplugs the reader: commands under way end, as on a real one. */
  unplug(name: string): void {
    this.#readers = this.#readers.filter((reader) => reader.name !== name)
    for (const end of this.#pending) end(new ReaderError('no-reader', 'unplugged'))
    this.#pending.clear()
    this.#tell()
  }

  service(state: DriverSnapshot['service']): void {
    this.#service = state
    if (state !== 'running') this.#readers = []
    this.#tell()
  }

  async connect(reader: string, options: ConnectOptions): Promise<CardConnection> {
    this.calls.push(`connect ${options.share}`)
    await Promise.resolve()
    const failure = this.connectFailures.shift()
    if (failure !== undefined) throw new ReaderError(failure)
    if (!this.#readers.some(({ name }) => name === reader)) throw new ReaderError('no-reader')
    const connection = new ScriptedConnection(this, reader, options.share, this.#open)
    this.#open.add(connection)
    return connection
  }

  /** Answers as the script says; used by connections. */
  perform(reader: string, script: () => ScriptedAnswer): Promise<Uint8Array> {
    if (!this.#readers.some(({ name }) => name === reader)) {
      return Promise.reject(new ReaderError('no-reader', 'unplugged'))
    }
    const answer = script()
    if (answer === 'hang') return new Promise((_, reject) => this.#pending.add(reject))
    if (typeof answer === 'string') return Promise.reject(new ReaderError(answer))
    return Promise.resolve(answer)
  }

  #tell(): void {
    this.#listener?.({ service: this.#service, readers: this.#readers })
  }
}

class ScriptedConnection implements CardConnection {
  readonly protocol: CardConnection['protocol']
  readonly atr = Uint8Array.of(0x3b, 0x80, 0x01, 0x81)
  // Calls are made one after the other, a hanging one included: as the real drivers do.
  #last: Promise<unknown> = Promise.resolve()

  constructor(
    private readonly driver: ScriptedDriver,
    readonly reader: string,
    share: ConnectOptions['share'],
    private readonly open: Set<ScriptedConnection>
  ) {
    this.protocol = share === 'direct' ? 'direct' : 'T=1'
  }

  transmit(command: Uint8Array): Promise<Uint8Array> {
    this.driver.calls.push(`transmit ${Buffer.from(command).toString('hex').toUpperCase()}`)
    return this.#inTurn(() => this.driver.perform(this.reader, () => this.driver.answer(command)))
  }

  control(code: number, input: Uint8Array): Promise<Uint8Array> {
    this.driver.calls.push(`control ${code.toString(16)}`)
    return this.#inTurn(() => this.driver.perform(this.reader, () => this.driver.control(code, input)))
  }

  attribute(id: number): Promise<Uint8Array | undefined> {
    this.driver.calls.push(`attribute ${id.toString(16)}`)
    return Promise.resolve(this.driver.attribute(id))
  }

  async beginTransaction(): Promise<{ end(): Promise<void> }> {
    this.driver.calls.push('begin')
    await this.driver.transactionGate
    return {
      end: () => {
        this.driver.calls.push('end')
        return Promise.resolve()
      }
    }
  }

  reset(how: 'warm' | 'unpower'): Promise<Uint8Array> {
    this.driver.calls.push(`reset ${how}`)
    return Promise.resolve(this.atr)
  }

  disconnect(how: 'leave' | 'reset' | 'unpower'): Promise<void> {
    return this.#inTurn(() => {
      this.driver.calls.push(`disconnect ${how}`)
      this.open.delete(this)
      return Promise.resolve()
    })
  }

  #inTurn<T>(call: () => Promise<T>): Promise<T> {
    const result = this.#last.then(call)
    this.#last = result.catch(() => undefined)
    return result
  }
}
