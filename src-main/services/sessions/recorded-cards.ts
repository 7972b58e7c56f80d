import { toHex } from '../../engine/bytes/hex'
import { openChannel } from '../../engine/channel/open-channel'
import { ExchangeRecorder } from '../../engine/trace/recorder'
import type { TraceEntry, TraceHeader } from '../../engine/trace/trace'
import { Interruption } from '../../engine/workflow/interruption'
import { AppFailure } from '../app-failure'
import { OpenFailure } from '../readers/open-failure'
import { openCardSession, type CardSession } from '../readers/card-session'
import type { ReaderRegistry } from '../readers/reader-registry'
import type { AccessedCard, AccessOptions, CardAccess } from './card-access'

/** Where the entries of a session go, in order, as they happen. */
export type TraceSink = (header: TraceHeader, entries: readonly TraceEntry[]) => void

/** Opens cards through the reader registry and records every exchange, masked unless asked otherwise. */
export class RecordedCards implements CardAccess {
  constructor(
    private readonly readers: ReaderRegistry,
    private readonly sink: TraceSink,
    private readonly clock: {
      /** Milliseconds since 1970. */
      readonly now: () => number
      /** Monotonic microseconds. */
      readonly monotonic: () => number
    }
  ) {}

  async withCard<T>(
    reader: string,
    options: AccessOptions,
    use: (card: AccessedCard) => Promise<T>
  ): Promise<T> {
    const session = await this.open(reader)
    try {
      return await use(this.recorded(session, options))
    } finally {
      await session.close()
    }
  }

  private async open(reader: string): Promise<CardSession> {
    try {
      return await openCardSession(this.readers, reader)
    } catch (error) {
      if (error instanceof OpenFailure) throw new AppFailure(error.code, { cause: error })
      throw error
    }
  }

  private recorded(session: CardSession, { reveal }: AccessOptions): AccessedCard {
    const { now, monotonic } = this.clock
    const startedAt = monotonic()
    const header: TraceHeader = {
      type: 'header',
      format: 'cardwright-trace',
      version: 1,
      reader: session.readerName,
      atr: toHex(session.atr),
      protocol: session.protocol,
      startedAt: new Date(now()).toISOString(),
      revealed: reveal
    }
    const recorder = new ExchangeRecorder(startedAt, { reveal })
    const durations: number[] = []
    this.sink(header, [{ type: 'event', at: 0, event: 'connected', atr: header.atr }])
    const channel = openChannel(session.channel, session.protocol, {
      clock: monotonic,
      onExchange: (exchange) => {
        durations.push(Math.round(exchange.duration))
        this.sink(header, recorder.record(exchange))
        if (exchange.failure instanceof Interruption && exchange.failure.reason === 'card-removed') {
          this.sink(header, [
            { type: 'event', at: Math.round((monotonic() - startedAt) / 1000), event: 'removed' }
          ])
        }
      }
    })
    return {
      readerName: session.readerName,
      atr: session.atr,
      protocol: session.protocol,
      contactless: session.contactless,
      channel,
      durations: () => durations
    }
  }
}
