import type { VerificationReport } from '../../contract/verification'
import { authenticateCard, type CardAuthentication } from '../../engine/emv/authenticate-card'
import type { TerminalConfiguration } from '../../engine/emv/terminal-configuration'
import { inspectCard } from '../../engine/inspection/inspect-card'
import type { CaKeyLookup } from '../../engine/offline-auth/ca-key'
import type { PreparedCard } from '../../engine/personalization/prepare/prepared-card'
import { compareWithPrepared } from '../../engine/verification/compare-with-prepared'
import { bothSets, hasTwoSets } from '../../engine/verification/two-sets'
import { verifyCard } from '../../engine/verification/verify-card'
import { type MoneyHandlers, runWorkflow } from '../../engine/workflow/run'
import type { Workflow } from '../../engine/workflow/workflow'
import type { AccessedCard, CardAccess } from '../sessions/card-access'
import { cardFailure } from '../sessions/card-failure'
import type { DeskOptions } from '../chip/chip-desk'

export interface VerifyParts {
  readonly cards: CardAccess
  readonly caKeys: CaKeyLookup
  /** The bank's own desk. */
  readonly terminal: () => TerminalConfiguration
  /** Milliseconds since 1970. */
  readonly now: () => number
  readonly random: (length: number) => Uint8Array
}

export type VerifyOptions = Pick<DeskOptions, 'onProgress' | 'signal'>

export interface Verified {
  readonly report: VerificationReport
  readonly authentication: CardAuthentication
}

/** Is a card what a card should be, and what its data say: read back, checked by rules, asked to prove itself. */
export class VerifyService {
  constructor(private readonly parts: VerifyParts) {}

  /** Any card, also one that was made elsewhere. Rejects with `AppFailure`. */
  verify(reader: string, options: VerifyOptions = {}): Promise<Verified> {
    return this.parts.cards.withCard(reader, { reveal: false }, async (card) => {
      try {
        return await this.verifyOpen(card, undefined, options)
      } catch (error) {
        throw cardFailure(error)
      }
    })
  }

  /** The same on a card that is open, beside what it was made of. Rejects with `Interruption` where it goes away. */
  async verifyOpen(
    card: AccessedCard,
    prepared: PreparedCard | undefined,
    options: VerifyOptions = {}
  ): Promise<Verified> {
    const { now, caKeys, terminal } = this.parts
    const side = card.contactless ? 'contactless' : 'contact'
    const report = await this.run(
      card,
      inspectCard({
        ...{ reader: card.readerName, atr: card.atr, protocol: card.protocol, interface: side },
        startedAt: card.recordedAt ?? now(),
        // Numbers are compared in clear; nothing of this report is kept.
        reveal: true
      }),
      options
    )
    const [product] = prepared?.applications ?? []
    const authenticate = (smAlgorithms: boolean): Promise<CardAuthentication> =>
      this.run(
        card,
        authenticateCard({
          ...{ terminal: { ...terminal(), smAlgorithms }, caKeys, interface: side },
          ...(product !== undefined && { aid: product.instance })
        }),
        options
      )
    const first = await authenticate(false)
    // A card that asks whether the terminal can do SM has a second set of certificates for those that can.
    const authentication = hasTwoSets(report) ? bothSets(first, await authenticate(true)) : first
    const comparison = prepared && compareWithPrepared(report, prepared)
    const verification = verifyCard({
      ...{ report, authentication, today: new Date(card.recordedAt ?? now()).toISOString().slice(0, 10) },
      ...(comparison && { comparison })
    })
    return { report: verification, authentication }
  }

  private run<T>(
    card: AccessedCard,
    workflow: Workflow<T>,
    { onProgress, signal }: VerifyOptions
  ): Promise<T> {
    const { now, random } = this.parts
    const startedAt = now()
    const handlers: MoneyHandlers = {
      channel: card.channel,
      progress: (step) => onProgress?.({ ...step, at: now() - startedAt }),
      now: () => card.recordedAt ?? now(),
      random,
      ...(signal !== undefined && { signal }),
      online: notHere,
      ask: () => Promise.resolve({ kind: 'cancelled' }),
      journal: notHere,
      pinPad: () => Promise.resolve(undefined)
    }
    return runWorkflow(workflow, handlers)
  }
}

function notHere(): Promise<never> {
  return Promise.reject(new Error('a card is verified without its issuer'))
}
