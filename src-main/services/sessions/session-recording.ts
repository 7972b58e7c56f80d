import type { ChannelTaps } from '../../engine/channel/open-channel'
import { ExchangeRecorder } from '../../engine/trace/recorder'
import type { TappedExchange } from '../../engine/trace/tapped-exchange'
import type { TraceEvent, TraceHeader, TraceEntry } from '../../engine/trace/trace'
import { Interruption } from '../../engine/workflow/interruption'

/** Where the entries of a session go, in order, as they happen. */
export type TraceSink = (header: TraceHeader, entries: readonly TraceEntry[]) => void

/** Milliseconds that a finished exchange may wait to be written. */
const WAIT_MS = 20
/** After these nothing more comes from the card. */
const REMOVALS: ReadonlySet<string> = new Set(['card-removed', 'reader-removed', 'service-lost'])

/**
 * Records one session. Masking and writing wait a moment and are then done for several exchanges at once, so that an
 * APDU does not wait for its record; `flush` writes what still waits. A process that is killed outright loses the
 * records of that moment.
 */
export class SessionRecording {
  private readonly recorder: ExchangeRecorder
  private readonly startedAt: number
  private readonly took: number[] = []
  private waiting: TappedExchange[] = []
  private scheduled = false

  /** `monotonic`: microseconds. */
  constructor(
    private readonly header: TraceHeader,
    private readonly sink: TraceSink,
    private readonly monotonic: () => number
  ) {
    this.startedAt = monotonic()
    this.recorder = new ExchangeRecorder(this.startedAt, { reveal: header.revealed })
    sink(header, [{ type: 'event', at: 0, event: 'connected', atr: header.atr }])
  }

  get taps(): ChannelTaps {
    return { clock: this.monotonic, onExchange: (exchange) => this.take(exchange) }
  }

  /** Microseconds that each logical exchange took, in order. */
  durations(): readonly number[] {
    return this.took
  }

  /** The card was reset between two exchanges. */
  reset(atr: string): void {
    this.flush()
    const at = Math.round((this.monotonic() - this.startedAt) / 1000)
    this.sink(this.header, [{ type: 'event', at, event: 'reset', atr }])
  }

  flush(): void {
    this.scheduled = false
    const exchanges = this.waiting
    this.waiting = []
    for (const exchange of exchanges) {
      this.sink(this.header, this.recorder.record(exchange))
      if (exchange.failure instanceof Interruption && REMOVALS.has(exchange.failure.reason)) {
        this.sink(this.header, [this.removed(exchange)])
      }
    }
  }

  private take(exchange: TappedExchange): void {
    this.took.push(Math.round(exchange.duration))
    this.waiting.push(exchange)
    if (this.scheduled) return
    this.scheduled = true
    setTimeout(() => this.flush(), WAIT_MS)
  }

  private removed({ at, duration }: TappedExchange): TraceEvent {
    return { type: 'event', at: Math.round((at + duration - this.startedAt) / 1000), event: 'removed' }
  }
}
