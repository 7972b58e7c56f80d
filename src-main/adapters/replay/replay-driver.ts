import { hex } from '../../engine/bytes/hex'
import { TraceReplay } from '../../engine/trace/replay'
import type { Trace } from '../../engine/trace/trace'
import {
  ReaderError,
  type CardConnection,
  type ConnectOptions,
  type DriverCapabilities,
  type DriverSnapshot,
  type ReaderDriver
} from '../../services/readers/reader-driver'

interface ReplayReader {
  readonly name: string
  readonly trace: Trace
  connections: number
}

/** Recorded traces as cards: each loaded trace is a reader with a card that answers what was recorded, and no more. */
export class ReplayDriver implements ReaderDriver {
  readonly id = 'replay'
  readonly capabilities: DriverCapabilities = {
    transactions: true,
    reconnect: true,
    control: false,
    attributes: false,
    directMode: false
  }
  private readonly readers: ReplayReader[] = []
  private listener: ((snapshot: DriverSnapshot) => void) | undefined

  start(listener: (snapshot: DriverSnapshot) => void): void {
    this.listener = listener
    this.changed()
  }

  /** Loads a trace into a reader of its own; returns the reader's name, made unique where it is taken. */
  load(name: string, trace: Trace): string {
    let unique = name
    for (let count = 2; this.readers.some((reader) => reader.name === unique); count += 1)
      unique = `${name} (${count})`
    this.readers.push({ name: unique, trace, connections: 0 })
    this.changed()
    return unique
  }

  /** Takes the reader away again; a name that is not there is passed over. */
  eject(name: string): void {
    const index = this.readers.findIndex((reader) => reader.name === name)
    if (index < 0) return
    this.readers.splice(index, 1)
    this.changed()
  }

  async connect(name: string, options: ConnectOptions): Promise<CardConnection> {
    const reader = this.readers.find((candidate) => candidate.name === name)
    if (reader === undefined) throw new ReaderError('no-reader')
    if (options.share === 'direct') throw new ReaderError('unsupported')
    reader.connections += 1
    this.changed()
    return new ReplayConnection(reader.trace, name, () => {
      reader.connections -= 1
      this.changed()
    })
  }

  async stop(): Promise<void> {
    this.listener = undefined
    this.readers.length = 0
  }

  private changed(): void {
    this.listener?.({
      service: 'running',
      readers: this.readers.map(({ name, trace, connections }) => ({
        name,
        presence: 'present',
        inUse: connections > 0,
        exclusive: false,
        cardCount: 1,
        // Plain hex holds no ATR, and none is made up.
        ...(trace.header.atr !== '' && { atr: trace.header.atr })
      }))
    })
  }
}

class ReplayConnection implements CardConnection {
  readonly protocol: CardConnection['protocol']
  readonly atr: Uint8Array
  readonly recordedAt: number | undefined
  private readonly replay: TraceReplay
  private open = true

  constructor(
    trace: Trace,
    readonly reader: string,
    private readonly onClose: () => void
  ) {
    this.replay = new TraceReplay(trace)
    this.atr = hex(trace.header.atr)
    const recordedAt = Date.parse(trace.header.startedAt)
    this.recordedAt = recordedAt > 0 ? recordedAt : undefined
    // Logical exchanges were recorded with their answers completed, as T=1 gives them.
    const logical = trace.entries.some((entry) => entry.type === 'exchange' && entry.tap === 'logical')
    this.protocol = logical ? 'T=1' : trace.header.protocol
  }

  async transmit(command: Uint8Array): Promise<Uint8Array> {
    if (!this.open) throw new ReaderError('no-card')
    const answer = this.replay.answer(command)
    if (answer.kind === 'not-recorded') throw new ReaderError('not-recorded')
    return answer.response
  }

  async control(): Promise<Uint8Array> {
    throw new ReaderError('unsupported')
  }

  async attribute(): Promise<Uint8Array | undefined> {
    return undefined
  }

  async beginTransaction(): Promise<{ end(): Promise<void> }> {
    return { end: async () => undefined }
  }

  async reset(): Promise<Uint8Array> {
    this.replay.reset()
    return this.atr
  }

  async disconnect(): Promise<void> {
    if (!this.open) return
    this.open = false
    this.onClose()
  }
}
