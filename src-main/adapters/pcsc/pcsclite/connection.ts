import { type CardProtocol } from '../../../engine/trace/trace'
import {
  type CardConnection,
  type ConnectOptions,
  ReaderError
} from '../../../services/readers/reader-driver'
import { CallQueue } from '../call-queue'
import { dispositions, protocolMask, protocolName, shareModes } from '../winscard'
import { type LiteReader, type PcscliteBinding } from './binding'
import { pcscliteError } from './errors'
import { buryReader, giveBackReader, takeReader } from './reader-pool'

// The longest answer: 65536 bytes and a status word. The binding allocates this much for each call.
const answerBytes = 65538

export interface LiteConnectionOptions extends ConnectOptions {
  /** The ATR that the watch has told; the binding cannot ask a connection for it. */
  readonly atr: () => Uint8Array
  readonly onClosed: (connection: PcscliteConnection) => void
}

/** Opens a connection on a native reader of its own. Rejects with `ReaderError`. */
export async function connectPcsclite(
  binding: PcscliteBinding,
  name: string,
  options: LiteConnectionOptions
): Promise<PcscliteConnection> {
  const { reader, used } = takeReader(binding, name)
  const protocol = options.share === 'direct' ? 0 : protocolMask(options.protocols)
  try {
    const found = await promised<number>((done) =>
      reader.connect({ share_mode: shareModes[options.share], protocol }, done)
    )
    return new PcscliteConnection(reader, found, options)
  } catch (error) {
    const failure = pcscliteError(error, `connect ${options.share}`)
    if (failure.code !== 'no-service') {
      giveBackReader(reader)
      throw failure
    }
    // Its context belongs to a service that is gone; there may be a new one.
    buryReader(reader)
    if (used) return connectPcsclite(binding, name, options)
    throw failure
  }
}

export class PcscliteConnection implements CardConnection {
  readonly reader: string
  readonly protocol: CardProtocol | 'direct'
  readonly atr: Uint8Array
  readonly #native: LiteReader
  readonly #protocolBit: number
  readonly #queue = new CallQueue()
  readonly #onClosed: (connection: PcscliteConnection) => void
  #closing: Promise<void> | undefined

  constructor(native: LiteReader, protocolBit: number, { share, atr, onClosed }: LiteConnectionOptions) {
    this.#native = native
    this.#protocolBit = protocolBit
    this.#onClosed = onClosed
    this.reader = native.name
    this.protocol = share === 'direct' ? 'direct' : protocolName(protocolBit)
    this.atr = atr()
  }

  transmit(command: Uint8Array): Promise<Uint8Array> {
    return this.#call('transmit', async () => {
      const answer = await promised<Buffer>((done) =>
        this.#native.transmit(Buffer.from(command), answerBytes, this.#protocolBit, done)
      )
      // See the default driver: a pulled virtual card answers nothing, without an error.
      if (answer.length === 0) throw new ReaderError('card-removed', 'transmit: an empty answer')
      return new Uint8Array(answer)
    })
  }

  control(code: number, input: Uint8Array): Promise<Uint8Array> {
    return this.#call('control', async () => {
      const answer = Buffer.alloc(answerBytes)
      const length = await promised<number>((done) =>
        this.#native._control(Buffer.from(input), code, answer, done)
      )
      return new Uint8Array(answer.subarray(0, length))
    })
  }

  attribute(): Promise<Uint8Array | undefined> {
    return unsupported('attributes')
  }

  beginTransaction(): Promise<{ end(): Promise<void> }> {
    return unsupported('transactions')
  }

  reset(): Promise<Uint8Array> {
    return unsupported('reconnect')
  }

  /** Never rejects; waits for a call that is under way. */
  disconnect(how: 'leave' | 'reset' | 'unpower'): Promise<void> {
    this.#closing ??= this.#queue.run(async () => {
      try {
        await promised((done) => this.#native.disconnect(dispositions[how], done))
        giveBackReader(this.#native)
      } catch {
        buryReader(this.#native)
      }
      this.#onClosed(this)
    })
    return this.#closing
  }

  #call<T>(name: string, call: () => Promise<T>): Promise<T> {
    if (this.#closing !== undefined) {
      return Promise.reject(new ReaderError('transport', `${name}: the connection is closed`))
    }
    return this.#queue.run(async () => {
      try {
        return await call()
      } catch (error) {
        throw pcscliteError(error, name)
      }
    })
  }
}

function unsupported(what: string): Promise<never> {
  return Promise.reject(new ReaderError('unsupported', `pcsclite has no ${what}`))
}

function promised<T>(call: (done: (error: unknown, result?: T) => void) => void): Promise<T> {
  return new Promise((resolve, reject) => {
    call((error, result) => {
      if (error) reject(error instanceof Error ? error : new Error('pcsclite gave no error object'))
      else resolve(result as T)
    })
  })
}
