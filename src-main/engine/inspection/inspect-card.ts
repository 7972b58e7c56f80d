import type { InspectionReport } from '../../contract/report'
import { inspectionPhrases as say } from '../../texts/phrases/inspection'
import { contactlessAtr } from '../atr/contactless-atr'
import { isContactlessAtr } from '../atr/atr-view'
import { parseAtr } from '../atr/parse-atr'
import { getAts } from '../commands/reader/get-ats'
import { getUid } from '../commands/reader/get-uid'
import type { CardProtocol } from '../trace/trace'
import { Interruption } from '../workflow/interruption'
import { now, type Workflow } from '../workflow/workflow'
import { probeApplications, readListed } from './find-applications'
import type { FoundCard } from './found'
import { readDirectory } from './read-directory'
import { readSecurityDomain } from './read-security-domain'
import { makeReport } from './report'
import { CommandsSpent, InspectionSession, MOST_COMMANDS } from './session'

export interface InspectionOptions {
  /** The reader's name, for the report. */
  readonly reader: string
  readonly atr: Uint8Array
  readonly protocol: CardProtocol
  /** Derived from the ATR where absent. */
  readonly interface?: 'contact' | 'contactless'
  /** Milliseconds since 1970; asked of the runner where absent. A replay passes the recording's own time. */
  readonly startedAt?: number
  /** Card numbers and personal data in clear. */
  readonly reveal: boolean
}

/**
 * What is this card, and what is on it: everything that it tells without being asked to do anything. Sent are SELECT,
 * GET PROCESSING OPTIONS (amount zero), READ RECORD, GET DATA, GET STATUS and the reader's UID and ATS commands;
 * never VERIFY, GENERATE AC or an authentication. An interruption ends it with what was learned so far; answers of any
 * shape become findings.
 */
export function* inspectCard(options: InspectionOptions): Workflow<InspectionReport> {
  const beganAt = yield* now()
  const startedAt = options.startedAt ?? beganAt
  const cardInterface = options.interface ?? (isContactlessAtr(options.atr) ? 'contactless' : 'contact')
  const session = new InspectionSession()
  const card: FoundCard = { directories: [], applications: [] }
  let interruption: Interruption | undefined
  try {
    yield* readCard(session, card, { ...options, interface: cardInterface, startedAt })
  } catch (error) {
    if (error instanceof Interruption) interruption = error
    else if (error instanceof CommandsSpent) {
      session.note('problem', 'commands-spent', say.commandsSpent(MOST_COMMANDS))
    } else throw error
  }
  const duration = (yield* now()) - beganAt
  return makeReport({
    ...options,
    interface: cardInterface,
    startedAt,
    duration,
    session,
    card,
    interruption
  })
}

function* readCard(
  session: InspectionSession,
  card: FoundCard,
  options: Required<InspectionOptions>
): Workflow<void> {
  const contactless = options.interface === 'contactless'
  if (contactless) yield* readContactlessIdentity(session, card)
  if (contactlessAtr(parseAtr(options.atr))?.kind === 'storage') {
    session.note('info', 'storage-card', say.storageCard)
    return
  }
  for (const kind of contactless ? (['ppse', 'pse'] as const) : (['pse', 'ppse'] as const)) {
    yield* readDirectory(session, card, kind)
  }
  yield* readListed(session, card, options.startedAt)
  yield* probeApplications(session, card, options.startedAt)
  yield* readSecurityDomain(session, card)
}

/** UID and ATS from the reader (PC/SC part 3); readers that do not know them are no finding. */
function* readContactlessIdentity(session: InspectionSession, card: FoundCard): Workflow<void> {
  yield* session.say('identify', say.identifying, 0.01)
  const uid = yield* session.send(getUid())
  if (uid?.outcome.kind === 'uid') {
    card.uid = uid.outcome.uid
    if (uid.outcome.random) session.note('info', 'uid-random', say.randomUid, uid.exchange)
  }
  const ats = yield* session.send(getAts())
  if (ats?.outcome.kind === 'ats' && ats.data.length > 0) card.ats = ats.outcome.historicalBytes
}
