import type { ActionResult, CardQuestion } from '../../contract/ecash'
import type { AppErrorData } from '../../contract/common'
import type { ProgressView } from '../../contract/views'
import type { CaKeyLookup } from '../../engine/offline-auth/ca-key'
import type { TerminalConfiguration } from '../../engine/emv/terminal-configuration'
import type { IssuerDesk } from '../issuer/issuer-desk'
import type { IssuerHost } from '../issuer/issuer-host-port'
import type { CardReferences } from '../journal/card-references'
import type { JournalService } from '../journal/journal-service'
import type { PurchasesService } from '../purchases/purchases-service'
import type { CardAccess } from '../sessions/card-access'
import type { DocumentStore } from '../storage/document-store'

/** What the use cases with money are made of. */
export interface TransactionParts {
  readonly cards: CardAccess
  readonly journal: JournalService
  readonly purchases: PurchasesService
  readonly host: IssuerHost
  readonly references: CardReferences
  /** What the issuer itself tells about a card. */
  readonly desk: Pick<IssuerDesk, 'cardView'>
  readonly caKeys: CaKeyLookup
  /** The terminal with this id, the default where none is named. Throws `AppFailure`. */
  readonly terminal: (id?: string) => TerminalConfiguration
  /** Holds names against other processes. */
  readonly holds: Pick<DocumentStore, 'hold' | 'isHeld'>
  /** Milliseconds since 1970. */
  readonly now: () => number
  readonly random: (length: number) => Uint8Array
  /** Milliseconds that an answer of the issuer is waited for. Default 30000. */
  readonly answerLimitMs?: number
}

/** A question, and its number among those of its job, by which it is answered. */
export interface AskedQuestion {
  readonly id: number
  readonly question: CardQuestion
}

/** What is told of jobs without being asked. */
export interface TransactionEvents {
  readonly progress: (job: string, progress: ProgressView) => void
  readonly asks: (job: string, asked: AskedQuestion) => void
  readonly committed: (job: string) => void
  readonly done: (job: string, result: ActionResult) => void
  readonly failed: (job: string, error: AppErrorData) => void
}
