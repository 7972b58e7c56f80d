import { encodeCommandApdu } from '../../engine/apdu/command-apdu'
import { parseResponseApdu } from '../../engine/apdu/response-apdu'
import type { Command } from '../../engine/commands/command'
import { type ControlPlatform, controlCode } from '../../engine/commands/reader/control-code'
import { Interruption } from '../../engine/workflow/interruption'
import type { LocalText } from '../../texts/local-text'
import { errorTexts } from '../../texts/phrases/errors'
import { readerSilence } from '../../texts/phrases/reader-details'
import { AppFailure } from '../app-failure'
import { openCardSession, type CardSession } from './card-session'
import { OpenFailure, openFailureCode } from './open-failure'
import { type DriverCapabilities, ReaderError } from './reader-driver'
import type { ReaderInfo, ReaderRegistry } from './reader-registry'

/** Why a question has no answer, in words. */
export interface Unknown {
  readonly why: LocalText
  readonly remedy?: LocalText | undefined
}

export type Answer<T> =
  { readonly kind: 'known'; readonly value: T } | ({ readonly kind: 'unknown' } & Unknown)

/** A reader answers itself at once; one that does not in this time is not waited for. */
const ANSWER_LIMIT_MS = 3000
/** A card that is being read is not waited for either: the reader is then asked past it. */
const TRANSACTION_LIMIT_MS = 500

/** A conversation with a reader rather than with its card. No question ever rejects. */
export class ReaderTalk {
  /** Set after a question that was not answered in time: the reader is not asked again. */
  #gone: Unknown | undefined

  private constructor(
    readonly info: ReaderInfo,
    readonly capabilities: DriverCapabilities,
    private readonly platform: ControlPlatform,
    private readonly session: CardSession | undefined,
    readonly access: 'card' | 'direct' | 'none',
    /** Why there is no connection beside the card, or none at all. */
    readonly problem: AppFailure | undefined
  ) {}

  /**
   * Opens the reader: beside its card where it has one, else directly where the driver can. A reader that cannot be
   * opened is told of in `problem`; only one that is not there rejects, with `AppFailure`.
   */
  static async open(registry: ReaderRegistry, id: string, platform: ControlPlatform): Promise<ReaderTalk> {
    const info = registry.find(id)
    if (info === undefined) throw new AppFailure('reader-unknown')
    const capabilities = registry.capabilities(info.id)
    let problem: AppFailure | undefined
    for (const access of waysTo(info, capabilities)) {
      try {
        const session = await openCardSession(registry, info.id, {
          access: access === 'direct' ? 'direct' : capabilities.transactions ? 'own' : 'shared',
          answerLimitMs: ANSWER_LIMIT_MS,
          transactionLimitMs: TRANSACTION_LIMIT_MS,
          retries: 1
        })
        return new ReaderTalk(info, capabilities, platform, session, access, problem)
      } catch (error) {
        if (!(error instanceof OpenFailure)) throw error
        problem ??= new AppFailure(error.code, { cause: error })
      }
    }
    problem ??= new AppFailure(whyNoWay(info))
    return new ReaderTalk(info, capabilities, platform, undefined, 'none', problem)
  }

  get protocol(): string | undefined {
    return this.access === 'card' ? this.session?.protocol : undefined
  }

  /** The control code of the family's escape command on this operating system; undefined where it has none. */
  get escapeCode(): number | undefined {
    const escape = this.info.profile.escape
    return escape === null ? undefined : controlCode(this.platform, escape[this.platform])
  }

  /** A command to the reader itself: as an APDU beside a card, as an escape command without one. */
  async command<T>(command: Command<T>): Promise<Answer<T>> {
    const bytes = encodeCommandApdu(command.apdu)
    const raw = this.access === 'card' ? await this.#transmit(bytes) : await this.#escape(bytes)
    if (raw.kind === 'unknown') return raw
    const response = parseResponseApdu(raw.value)
    if (response === undefined) return { kind: 'unknown', ...readerSilence.tooShort }
    return { kind: 'known', value: command.parse(response) }
  }

  /** SCardControl. */
  async control(code: number, input: Uint8Array = new Uint8Array(0)): Promise<Answer<Uint8Array>> {
    if (!this.capabilities.control) return { kind: 'unknown', ...readerSilence.driverHasNoControl }
    return this.#ask((session) => session.control(code, input))
  }

  /** SCardGetAttrib. */
  async attribute(id: number): Promise<Answer<Uint8Array>> {
    if (!this.capabilities.attributes) return { kind: 'unknown', ...readerSilence.driverHasNoAttributes }
    const answer = await this.#ask((session) => session.attribute(id))
    if (answer.kind === 'unknown') return answer
    const { value } = answer
    return value === undefined || value.length === 0
      ? { kind: 'unknown', ...readerSilence.noAttribute }
      : { kind: 'known', value }
  }

  /** Gives the reader back, and the card as it was. Never rejects. */
  async close(): Promise<void> {
    await this.session?.close('leave')
  }

  #transmit(bytes: Uint8Array): Promise<Answer<Uint8Array>> {
    return this.#ask((session) => session.channel.transceive(bytes))
  }

  async #escape(bytes: Uint8Array): Promise<Answer<Uint8Array>> {
    const code = this.escapeCode
    if (code === undefined) return { kind: 'unknown', ...readerSilence.noEscape }
    const answer = await this.control(code, bytes)
    if (answer.kind === 'known' || this.#gone !== undefined || this.access === 'none') return answer
    return { kind: 'unknown', ...readerSilence.escapeRefused }
  }

  async #ask<T>(question: (session: CardSession) => Promise<T>): Promise<Answer<T>> {
    const { session } = this
    if (session === undefined) return { kind: 'unknown', ...wordsOf(this.problem) }
    if (this.#gone !== undefined) return { kind: 'unknown', ...this.#gone }
    try {
      return { kind: 'known', value: await within(question(session), ANSWER_LIMIT_MS) }
    } catch (error) {
      const failure = readerErrorOf(error)
      const unknown = silenceOf(failure)
      if (lasting.has(failure.code)) this.#gone = unknown
      return { kind: 'unknown', ...unknown }
    }
  }
}

function waysTo(
  { presence, driver }: ReaderInfo,
  { directMode }: DriverCapabilities
): readonly ('card' | 'direct')[] {
  // A recording answers what was recorded: opening it would only spend its answers.
  if (driver === 'replay') return []
  return [
    ...(presence === 'present' ? (['card'] as const) : []),
    ...(directMode ? (['direct'] as const) : [])
  ]
}

function whyNoWay({ driver, presence }: ReaderInfo): 'not-recorded' | 'no-card' | 'unsupported' {
  if (driver === 'replay') return 'not-recorded'
  return presence === 'empty' ? 'no-card' : 'unsupported'
}

/** After these, further questions would only make a person wait. */
const lasting: ReadonlySet<ReaderError['code']> = new Set([
  'timeout',
  'card-mute',
  'no-reader',
  'no-service',
  'card-removed',
  'card-reset'
])

/** A question's failure by its reader error; anything else is a fault and is thrown on. */
function readerErrorOf(error: unknown): ReaderError {
  if (error instanceof ReaderError) return error
  if (error instanceof Interruption) {
    return error.cause instanceof ReaderError ? error.cause : new ReaderError('timeout', error.message)
  }
  throw error
}

function silenceOf({ code }: ReaderError): Unknown {
  switch (code) {
    case 'unsupported':
      return readerSilence.unsupported
    case 'timeout':
    case 'card-mute':
      return readerSilence.timeout
    case 'transport':
      return readerSilence.refused
    default:
      return wordsOf(new AppFailure(openFailureCode(code)))
  }
}

function wordsOf(failure: AppFailure | undefined): Unknown {
  const { message, remedy } = errorTexts[failure?.code ?? 'unsupported']
  return { why: message, remedy }
}

/** The drivers have no time limit of their own for what is asked of the reader. */
async function within<T>(answer: Promise<T>, limitMs: number): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new ReaderError('timeout', `no answer within ${limitMs} ms`)), limitMs)
  })
  try {
    return await Promise.race([answer, limit])
  } finally {
    clearTimeout(timer)
  }
}
