import type { ChannelChoice, ChipResult, ChipView, KeySource } from '../../contract/chip'
import { equalBytes } from '../../engine/bytes/bytes'
import { hex, toHex } from '../../engine/bytes/hex'
import type { KeyRef } from '../../engine/crypto/key-ref'
import type { ContentKey } from '../../engine/globalplatform/content-signature'
import type { CardInfo } from '../../engine/globalplatform/card-info'
import type { NewKey } from '../../engine/globalplatform/key-data-field'
import { readCardContent } from '../../engine/globalplatform/read-card-content'
import { readOpenCardInfo } from '../../engine/globalplatform/read-card-info'
import type { SecureChannel } from '../../engine/globalplatform/secure-channel'
import type { StaticKeys } from '../../engine/secure-channel/session'
import { Interruption } from '../../engine/workflow/interruption'
import { chipTexts as say } from '../../texts/phrases/chip'
import { type JobEvents, Jobs } from '../jobs/jobs'
import type { AccessedCard, CardAccess } from '../sessions/card-access'
import { cardFailure } from '../sessions/card-failure'
import { type ChipWork, planAction, type PlannedAction } from './chip-actions'
import { type ChannelWish, ChipDesk, type ChipDeskParts, type DeskOptions } from './chip-desk'
import { contentView, keyRows, openGroups } from './chip-view'
import type { OpenRefusal } from './open-refusal'

export interface ChipParts extends ChipDeskParts {
  readonly cards: CardAccess
  /** A key of the vault by its name. Throws `AppFailure`. */
  readonly key: (name: string) => KeyRef
  /** A key, or the private key of a pair, that tokens and DAP signatures are made with. Throws `AppFailure`. */
  readonly contentKey: (name: string) => ContentKey
  /** A key, or the public key of a pair, that is put onto a chip by itself. Throws `AppFailure`. */
  readonly newKey: (name: string) => NewKey
}

/** How to come to a security domain, with keys of the vault by name, or with keys that a developer brought along. */
export type ChannelBy = Omit<ChannelChoice, 'keys'> & { readonly keys: KeySource | StaticKeys }

export type ChipOptions = Omit<DeskOptions, 'journal'>

const C_MAC = 0x01

/** What is on chips, and what one may do to it. */
export class ChipService {
  private readonly jobs: Jobs<ChipResult>

  constructor(
    private readonly parts: ChipParts,
    events?: JobEvents<ChipResult>
  ) {
    this.jobs = new Jobs('chip', events)
  }

  /** What anybody may read. Rejects with `AppFailure`. */
  info(reader: string, options: ChipOptions = {}): Promise<ChipView> {
    return this.withCard(reader, options, async (desk) => this.view(reader, desk))
  }

  /** Begins an action and returns the name of its job. */
  start(reader: string, channel: ChannelBy, action: ChipWork): string {
    return this.jobs.start((options) => this.perform(reader, channel, action, options))
  }

  cancel(job: string): void {
    this.jobs.cancel(job)
  }

  /**
   * Does what a person wants with the content of a chip, and shows what it holds afterwards. Rejects with `AppFailure` where
   * input, keys or reader are not there; whatever the chip comes to is a result.
   */
  perform(
    reader: string,
    channel: ChannelBy,
    action: ChipWork,
    options: ChipOptions = {}
  ): Promise<ChipResult> {
    const planned = planAction(action, {
      staticKeys: (source) => this.keysOf(source),
      contentKey: this.parts.contentKey,
      receiptKey: this.parts.key,
      newKey: this.parts.newKey
    })
    const wish = this.wish(channel)
    return this.withCard(reader, options, async (desk, card) => {
      if (card.recordedAt !== undefined && action.kind !== 'list') {
        return { action: action.kind, outcome: 'refused', sentence: say.recorded }
      }
      try {
        return await this.act(reader, desk, { wish, planned, action })
      } catch (error) {
        if (!(error instanceof Interruption)) throw error
        const isStop = error.reason === 'cancelled'
        return {
          action: action.kind,
          ...(isStop
            ? ({ outcome: 'cancelled', sentence: say.cancelled } as const)
            : ({ outcome: 'interrupted', sentence: say.interrupted } as const))
        }
      }
    })
  }

  private async act(
    reader: string,
    desk: ChipDesk,
    work: { readonly wish: ChannelWish; readonly planned: PlannedAction; readonly action: ChipWork }
  ): Promise<ChipResult> {
    const { wish, planned, action } = work
    if (action.kind === 'keys-check') return this.checkKeys(reader, desk, wish)
    const opened = await desk.open(wish)
    if (opened.kind === 'refused') return this.refused(reader, desk, action.kind, opened.refusal)
    const end = await desk.run(planned(opened.channel))
    // A session ends with a broken answer, and with the loss of the domain itself.
    const usable = opened.channel.session === undefined ? undefined : opened.channel
    const view = await this.viewAfter(action, () => this.view(reader, desk, usable))
    return { ...{ action: action.kind, ...end }, ...(view && { view }) }
  }

  /** What was done stays done, and is told, though the card went away or somebody stopped before it was looked at again. */
  private async viewAfter(action: ChipWork, look: () => Promise<ChipView>): Promise<ChipView | undefined> {
    try {
      return await look()
    } catch (error) {
      if (action.kind === 'list' || !(error instanceof Interruption)) throw error
      return undefined
    }
  }

  private async checkKeys(reader: string, desk: ChipDesk, wish: ChannelWish): Promise<ChipResult> {
    const proved = await desk.prove(wish)
    if (proved.kind === 'refused') return this.refused(reader, desk, 'keys-check', proved.refusal)
    const { scp, keyVersion } = proved.about
    const [i = '', version = ''] = [scp.i, keyVersion].map((byte) => toHex(Uint8Array.of(byte)))
    const sentence = say.keysRight(`${scp.name} i=${i}`, version, toHex(proved.domain.aid))
    return { action: 'keys-check', outcome: 'done', sentence, view: await this.view(reader, desk) }
  }

  private async refused(
    reader: string,
    desk: ChipDesk,
    action: string,
    { sentence, advice, confirmable, matching }: OpenRefusal
  ): Promise<ChipResult> {
    const view = await this.view(reader, desk)
    return {
      ...{ action, outcome: 'refused', sentence },
      ...(advice && { advice }),
      ...(confirmable && { confirmable }),
      ...(matching && { matching }),
      view
    }
  }

  private async view(reader: string, desk: ChipDesk, channel?: SecureChannel): Promise<ChipView> {
    const listed = channel === undefined ? undefined : await desk.run(readCardContent(channel))
    const outcome = await desk.run(readOpenCardInfo())
    const chip = await desk.chip()
    const failedAttempts = await this.parts.attempts.failed(chip)
    if (outcome.kind === 'not-selected') {
      return { reader: reader, chip, failedAttempts, groups: [], keys: [] }
    }
    const { info } = outcome
    const keys = await this.keysOfDomain(desk, info, channel)
    return {
      ...{ reader: reader, chip, failedAttempts },
      ...{ groups: openGroups(info), keys },
      ...(listed?.kind === 'content' &&
        channel !== undefined && { content: contentView(listed, channel.facts, info) })
    }
  }

  /** Of the opened domain, where that is another one than what tells of the card. */
  private async keysOfDomain(
    desk: ChipDesk,
    info: CardInfo,
    channel: SecureChannel | undefined
  ): Promise<ChipView['keys']> {
    const aid = channel?.facts.aid
    if (aid === undefined || info.aid === undefined || equalBytes(aid, info.aid)) return keyRows(info)
    const own = await desk.run(readOpenCardInfo(aid))
    return own.kind === 'info' ? keyRows(own.info) : []
  }

  private wish({
    domain,
    keys,
    keyVersion,
    diversification,
    protocol,
    i,
    level,
    confirmed
  }: ChannelBy): ChannelWish {
    return {
      ...(domain !== undefined && { aid: hex(domain) }),
      keys: this.keysOf(keys),
      ...(keyVersion !== undefined && { keyVersion }),
      diversification,
      ...(protocol !== undefined && { protocol: { name: protocol, ...(i !== undefined && { i }) } }),
      level: level ?? C_MAC,
      confirmed: confirmed === true
    }
  }

  private keysOf(source: KeySource | StaticKeys): StaticKeys {
    if (!('kind' in source)) return source
    const { key } = this.parts
    if (source.kind === 'three') {
      return { enc: key(source.enc), mac: key(source.mac), dek: key(source.dek) }
    }
    const one = key(source.key)
    return { enc: one, mac: one, dek: one }
  }

  private async withCard<T>(
    reader: string,
    options: ChipOptions,
    use: (desk: ChipDesk, card: AccessedCard) => Promise<T>
  ): Promise<T> {
    return this.parts.cards.withCard(reader, { reveal: false }, async (card) => {
      try {
        return await use(new ChipDesk(this.parts, card, options), card)
      } catch (error) {
        throw cardFailure(error)
      }
    })
  }
}
