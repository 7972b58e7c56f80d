import type { ProgressView } from '../../contract/views'
import type { SecureChannel } from '../../engine/globalplatform/secure-channel'
import type { ChannelRequest } from '../../engine/globalplatform/open-outcome'
import { openSecureChannel } from '../../engine/globalplatform/open-secure-channel'
import { type KeysProved, proveKeys } from '../../engine/globalplatform/prove-keys'
import { identifyChip } from '../../engine/globalplatform/chip-identity'
import type { KeyHolder } from '../../engine/key-operations/run-composition'
import { runCompositionAsync } from '../../engine/key-operations/run-composition'
import type { JournalWrite } from '../../engine/workflow/journal'
import { type MoneyHandlers, runWorkflow } from '../../engine/workflow/run'
import type { Workflow } from '../../engine/workflow/workflow'
import type { AccessedCard } from '../sessions/card-access'
import type { Attempts } from './attempts'
import { type OpenRefusal, openRefusal } from './open-refusal'

export interface ChipDeskParts {
  /** Works with the keys that compositions name. */
  readonly keys: KeyHolder
  readonly attempts: Attempts
  /** Milliseconds since 1970. */
  readonly now: () => number
  readonly random: (length: number) => Uint8Array
}

export interface DeskOptions {
  readonly onProgress?: (progress: ProgressView) => void
  /** From here on it can no longer be cancelled. */
  readonly onCommitted?: () => void
  readonly signal?: AbortSignal
  /** Makes a step durable; without it, no workflow may journal. */
  readonly journal?: (write: JournalWrite) => Promise<void>
}

/** What a person asks for; whether a further attempt is made on a card with failed ones is theirs to say. */
export type ChannelWish = Omit<ChannelRequest, 'guard'> & { readonly confirmed: boolean }

export type OpenedChannel =
  | { readonly kind: 'open'; readonly channel: SecureChannel }
  | { readonly kind: 'refused'; readonly refusal: OpenRefusal }

/** Performs workflows on the chip of one card, and opens its secure channels with the memory of what failed before. */
export class ChipDesk {
  private readonly handlers: MoneyHandlers
  private identity: string | undefined

  constructor(
    private readonly parts: ChipDeskParts,
    readonly card: AccessedCard,
    { onProgress, onCommitted, signal, journal }: DeskOptions = {}
  ) {
    const { keys, now, random } = parts
    const startedAt = now()
    this.handlers = {
      channel: card.channel,
      progress: (step) => onProgress?.({ ...step, at: now() - startedAt }),
      ...{ now, random },
      compute: (composition) => runCompositionAsync(composition, keys),
      journal: journal ?? notHere,
      ...{ online: notHere, ask: notHere, pinPad: notHere },
      committed: () => onCommitted?.(),
      ...(signal !== undefined && { signal })
    }
  }

  run<T>(workflow: Workflow<T>): Promise<T> {
    return runWorkflow(workflow, this.handlers)
  }

  /** See `identifyChip`. */
  async chip(): Promise<string> {
    this.identity ??= await this.run(identifyChip(this.card.atr))
    return this.identity
  }

  /** Whether the chip knows the keys; no attempt is used up, so none is remembered. Rejects with `Interruption`. */
  async prove(
    wish: Omit<ChannelWish, 'confirmed'>
  ): Promise<KeysProved | { readonly kind: 'refused'; readonly refusal: OpenRefusal }> {
    const outcome = await this.run(proveKeys(wish))
    return outcome.kind === 'proved' ? outcome : { kind: 'refused', refusal: openRefusal(outcome) }
  }

  /** Opens a secure channel; an authentication that the card refuses is remembered. Rejects with `Interruption`. */
  async open({ confirmed, ...wish }: ChannelWish): Promise<OpenedChannel> {
    const { attempts } = this.parts
    const chip = await this.chip()
    const failedAttempts = await attempts.failed(chip)
    const outcome = await this.run(openSecureChannel({ ...wish, guard: { failedAttempts, confirmed } }))
    if (outcome.kind === 'open') {
      await attempts.remember(chip, 0)
      return outcome
    }
    if (outcome.kind === 'rejected') await attempts.remember(chip, outcome.failedAttempts)
    return { kind: 'refused', refusal: openRefusal(outcome) }
  }
}

function notHere(): Promise<never> {
  return Promise.reject(new Error('this workflow asks for what nobody here performs'))
}
