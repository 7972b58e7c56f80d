import { isContactlessAtr } from '../../engine/atr/atr-view'
import { toHex } from '../../engine/bytes/hex'
import type { ControlPlatform } from '../../engine/commands/reader/control-code'
import { openChannel } from '../../engine/channel/open-channel'
import type { TraceHeader } from '../../engine/trace/trace'
import { AppFailure } from '../app-failure'
import { OpenFailure } from '../readers/open-failure'
import { openCardSession, type CardSession } from '../readers/card-session'
import type { ReaderRegistry } from '../readers/reader-registry'
import type { AccessedCard, AccessOptions, CardAccess } from './card-access'
import { verifyOnPad } from './pin-pad'
import { SessionRecording, type TraceSink } from './session-recording'

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
    },
    private readonly platform: ControlPlatform = 'linux'
  ) {}

  async withCard<T>(
    reader: string,
    options: AccessOptions,
    use: (card: AccessedCard) => Promise<T>
  ): Promise<T> {
    const session = await this.open(reader)
    const recording = this.record(session, options)
    try {
      const { readerName, atr, protocol, recordedAt } = session
      // A reader whose profile is not known may well be a contactless one: the ATR that it made says so.
      const contactless = session.contactless || isContactlessAtr(atr)
      const channel = openChannel(session.channel, protocol, recording.taps)
      const durations = (): readonly number[] => recording.durations()
      return await use({
        ...{ readerName, atr, protocol, contactless, recordedAt, channel, durations },
        reset: async () => {
          const answer = await session.reset()
          recording.reset(toHex(answer))
          return answer
        },
        pinPad: (command) => verifyOnPad(session, this.platform, command)
      })
    } finally {
      recording.flush()
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

  private record(session: CardSession, { reveal }: AccessOptions): SessionRecording {
    const { now, monotonic } = this.clock
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
    return new SessionRecording(header, this.sink, monotonic)
  }
}
