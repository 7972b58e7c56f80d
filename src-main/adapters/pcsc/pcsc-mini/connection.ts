import {
  type CardConnection,
  type ConnectOptions,
  ReaderError,
  type ReaderErrorCode
} from '../../../services/readers/reader-driver'
import { type CardProtocol } from '../../../engine/trace/trace'
import { CallQueue } from '../call-queue'
import { dispositions, protocolMask, protocolName, shareModes } from '../winscard'
import { type NativeCard, type NativeClient, type PcscMiniBinding } from './binding'
import { giveBack, takeBuffer } from './buffer-pool'
import { bindingCode, pcscMiniError } from './errors'

const noBytes = new Uint8Array(0)

/** Failures behind which a card or reader that is gone may hide; then the card's state is asked for. */
const unclear: readonly ReaderErrorCode[] = ['transport', 'timeout', 'card-mute']

/** Opens a connection with a native client of its own: one client serves four at most. Rejects with `ReaderError`. */
export async function connectPcscMini(
  binding: PcscMiniBinding,
  reader: string,
  { share, protocols }: ConnectOptions,
  onClosed: (connection: PcscMiniConnection) => void
): Promise<PcscMiniConnection> {
  const client = binding.newClient()
  try {
    const protocol = share === 'direct' ? 0 : protocolMask(protocols)
    const card = await client.connect(reader, shareModes[share], protocol)
    const connection = new PcscMiniConnection({ client, card, reader, share, onClosed })
    await connection.refreshAtr()
    return connection
  } catch (error) {
    throw pcscMiniError(error, `connect ${share}`)
  }
}

interface Parts {
  /** Held so that it is not collected before the connection: the card's memory lies within it. */
  readonly client: NativeClient
  readonly card: NativeCard
  readonly reader: string
  readonly share: ConnectOptions['share']
  readonly onClosed: (connection: PcscMiniConnection) => void
}

export class PcscMiniConnection implements CardConnection {
  readonly reader: string
  readonly #parts: Parts
  readonly #queue = new CallQueue()
  readonly #buffer = takeBuffer()
  #atr: Uint8Array = noBytes
  #closing: Promise<void> | undefined

  constructor(parts: Parts) {
    this.#parts = parts
    this.reader = parts.reader
  }

  get atr(): Uint8Array {
    return this.#atr
  }

  get protocol(): CardProtocol | 'direct' {
    return this.#parts.share === 'direct' ? 'direct' : protocolName(this.#parts.card.protocol())
  }

  async refreshAtr(): Promise<void> {
    try {
      this.#atr = (await this.#call('status', (card) => card.state())).atr
    } catch (error) {
      // In direct mode there may be no card, and so no status.
      if (this.#parts.share === 'direct') return
      await this.disconnect('leave')
      throw error
    }
  }

  transmit(command: Uint8Array): Promise<Uint8Array> {
    return this.#call('transmit', async (card) => {
      let failure: ReaderError
      try {
        const answer = await card.transmit(undefined, command, this.#buffer)
        if (answer.length > 0) return answer.slice()
        // The virtual reader's driver answers nothing, without an error, when its card is pulled.
        failure = new ReaderError('transport', 'transmit: an empty answer')
      } catch (error) {
        failure = pcscMiniError(error, 'transmit')
      }
      throw unclear.includes(failure.code) ? await this.#clearUp(card, failure) : failure
    })
  }

  control(code: number, input: Uint8Array): Promise<Uint8Array> {
    return this.#call('control', async (card) => (await card.control(code, input, this.#buffer)).slice())
  }

  async attribute(id: number): Promise<Uint8Array | undefined> {
    try {
      return await this.#call('attribute', async (card) =>
        (await card.attributeGet(id, this.#buffer)).slice()
      )
    } catch (error) {
      if (error instanceof ReaderError && (error.code === 'unsupported' || error.code === 'transport'))
        return undefined
      throw error
    }
  }

  async beginTransaction(): Promise<{ end(): Promise<void> }> {
    const transaction = await this.#call('begin transaction', (card) => card.transaction())
    return {
      end: async () => {
        if (this.#closing !== undefined) return
        await this.#call('end transaction', () => transaction.end(dispositions.leave))
      }
    }
  }

  async reset(how: 'warm' | 'unpower'): Promise<Uint8Array> {
    const disposition = how === 'warm' ? dispositions.reset : dispositions.unpower
    await this.#call('reconnect', (card) => card.reconnect(shareModes[this.#parts.share], disposition))
    this.#atr = (await this.#call('status', (card) => card.state())).atr
    return this.#atr
  }

  /** Never rejects: what cannot be closed any more is gone. Waits for a call that is under way. */
  disconnect(how: 'leave' | 'reset' | 'unpower'): Promise<void> {
    this.#closing ??= this.#queue.run(async () => {
      try {
        await this.#parts.card.disconnect(dispositions[how])
      } catch {
        // The service or reader is gone, and the connection with it.
      }
      giveBack(this.#buffer)
      this.#parts.onClosed(this)
    })
    return this.#closing
  }

  #call<T>(name: string, call: (card: NativeCard) => Promise<T>): Promise<T> {
    if (this.#closing !== undefined) {
      return Promise.reject(new ReaderError('transport', `${name}: the connection is closed`))
    }
    return this.#queue.run(async () => {
      try {
        return await call(this.#parts.card)
      } catch (error) {
        throw pcscMiniError(error, name)
      }
    })
  }

  /** Whether the card's or reader's going explains a failure that by itself could be anything. */
  async #clearUp(card: NativeCard, failure: ReaderError): Promise<ReaderError> {
    try {
      const { atr } = await card.state()
      return atr.length === 0 ? new ReaderError('card-removed', failure.message, failure.scard) : failure
    } catch (error) {
      const found = pcscMiniError(error, 'status')
      const explains = bindingCode(error) !== '' && !unclear.includes(found.code)
      return explains ? new ReaderError(found.code, failure.message, found.scard) : failure
    }
  }
}
