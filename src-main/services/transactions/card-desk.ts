import type { CardQuestion, CardReply } from '../../contract/ecash'
import type { ProgressView } from '../../contract/views'
import { toHex } from '../../engine/bytes/hex'
import { Secret } from '../../engine/crypto/secret'
import type { Entry } from '../../engine/ecash/entry/entry'
import type { FlowContext } from '../../engine/ecash/flows/flow-context'
import type { TerminalConfiguration } from '../../engine/emv/terminal-configuration'
import { Interruption } from '../../engine/workflow/interruption'
import type { Question, Reply } from '../../engine/workflow/question'
import { type MoneyHandlers, runWorkflow } from '../../engine/workflow/run'
import type { Workflow } from '../../engine/workflow/workflow'
import type { LocalText } from '../../texts/local-text'
import { truncatedPan } from '../journal/truncated-pan'
import { DESK_DRAWER } from '../ledger/ledger-accounts'
import { chipText } from '../purchases/chip-text'
import type { AccessedCard } from '../sessions/card-access'
import { hostLine } from './host-line'
import type { TransactionParts } from './transaction-parts'

/** How a person follows an action, answers, and stops it. */
export interface PerformOptions {
  readonly ask: (question: CardQuestion) => Promise<CardReply>
  readonly onProgress?: (progress: ProgressView) => void
  /** From here on it can no longer be cancelled. */
  readonly onCommitted?: () => void
  readonly signal?: AbortSignal
}

/** Nobody is there to be asked where a card is only looked at, or there is none. */
export const NOBODY: PerformOptions = { ask: () => Promise.resolve({ kind: 'cancelled' }) }

/** Performs workflows on one card, or on none. */
export class CardDesk {
  private readonly handlers: MoneyHandlers

  constructor(
    private readonly parts: TransactionParts,
    readonly card: AccessedCard | undefined,
    options: PerformOptions,
    /** Whose steps are journalled; absent where there are none. */
    session?: string
  ) {
    const { journal, host, now, random, answerLimitMs } = parts
    const { ask, onProgress, onCommitted, signal } = options
    const startedAt = now()
    this.handlers = {
      channel: card?.channel ?? { transceive: () => Promise.reject(new Interruption('card-removed')) },
      progress: (step) => onProgress?.({ ...step, at: now() - startedAt }),
      ...{ now, random },
      online: hostLine(host, answerLimitMs),
      journal: (write) => journal.append(write, session),
      ask: async (question) => replyOf(await ask(questionOf(question))),
      pinPad: async (command) => card?.pinPad?.(command),
      committed: () => onCommitted?.(),
      ...(signal !== undefined && { signal })
    }
  }

  run<T>(workflow: Workflow<T>): Promise<T> {
    return runWorkflow(workflow, this.handlers)
  }

  /** Where flows run; `blockedBy` says what is open for a card. */
  context(
    terminal: TerminalConfiguration,
    session: string,
    blockedBy: (card: string) => LocalText | undefined
  ): FlowContext {
    const { references, caKeys } = this.parts
    return {
      ...{ terminal, session, caKeys, blockedBy },
      interface: this.card?.contactless === true ? 'contactless' : 'contact',
      drawer: DESK_DRAWER,
      reference: (pan, psn) => references.reference(pan, psn),
      truncated: truncatedPan,
      chipText
    }
  }
}

/** Name of an entry that a flow left, where it left one. */
export function entryOf(end: { readonly entry?: Entry }): string | undefined {
  return end.entry?.begun === true ? end.entry.id : undefined
}

function questionOf(question: Question): CardQuestion {
  if (question.kind !== 'application') return question
  const candidates = question.candidates.map(({ aid, label }) => ({ aid: toHex(aid), label }))
  return { kind: 'application', candidates }
}

function replyOf(reply: CardReply): Reply {
  if (reply.kind !== 'pin') return reply
  return {
    kind: 'pin',
    pin: reply.pin === null ? undefined : new Secret(new TextEncoder().encode(reply.pin))
  }
}
