import type { ExchangeView, InspectionReport } from '../../contract/report'
import { inspectionPhrases as say, interruptionTexts } from '../../texts/phrases/inspection'
import { concat, uintBytes } from '../bytes/bytes'
import { toHex } from '../bytes/hex'
import { atrView } from '../atr/atr-view'
import { contactlessAtr } from '../atr/contactless-atr'
import { parseAtr } from '../atr/parse-atr'
import { recogniseCard, type Recognition } from '../cards/recognise'
import { tagText } from '../tlv/tlv'
import { explainStatusWord } from '../trace/explain/status-words'
import { Redactor } from '../trace/redact'
import type { CardProtocol } from '../trace/trace'
import type { Interruption } from '../workflow/interruption'
import { applicationView } from './application-view'
import { offlineAuthentication } from './authentication-view'
import { concealNumbers } from './conceal'
import type { FoundApplication, FoundCard } from './found'
import { partView } from './part-view'
import { securityDomainView } from './security-domain-view'
import type { InspectionSession } from './session'
import { panOf } from './values'

export interface ReportInput {
  readonly reader: string
  readonly atr: Uint8Array
  readonly protocol: CardProtocol
  readonly interface: 'contact' | 'contactless'
  /** Milliseconds since 1970. */
  readonly startedAt: number
  /** Milliseconds. */
  readonly duration: number
  readonly reveal: boolean
  readonly session: InspectionSession
  readonly card: FoundCard
  readonly interruption: Interruption | undefined
}

/** Makes the report of what was found, however much that is. */
export function makeReport(input: ReportInput): InspectionReport {
  const { session, card, reveal, interruption } = input
  const atr = atrView(input.atr)
  if (input.atr.length > 0) {
    for (const problem of atr.problems) session.note('caution', 'atr-malformed', say.atrProblem(problem))
  }
  noteApplications(session, card)
  noteWhole(session, card, interruption)
  const interrupted = interruption !== undefined
  const broken = session.findings.some(({ level }) => level === 'problem') || session.notRecorded > 0
  const report: InspectionReport = {
    format: 'cardwright-inspection',
    version: 1,
    at: new Date(input.startedAt).toISOString(),
    reader: input.reader,
    duration: Math.max(0, input.duration),
    revealed: reveal,
    outcome: interrupted ? 'interrupted' : broken ? 'partial' : 'complete',
    ...(interruption && { interruption: interruptionTexts[interruption.reason] }),
    card: {
      interface: input.interface,
      protocol: input.protocol,
      atr,
      ...(card.uid && { uid: toHex(card.uid) }),
      ...(card.ats && { ats: toHex(card.ats) }),
      family: familyOf(input, card)
    },
    directories: card.directories.map(({ kind, parts }) => ({
      kind,
      parts: parts.map((part) => partView(part, { reveal }))
    })),
    applications: card.applications.map((application) => applicationView(application, reveal)),
    ...(card.securityDomain && { securityDomain: securityDomainView(card.securityDomain, reveal) }),
    findings: session.findings,
    exchanges: exchangeViews(session, reveal)
  }
  const numbers = card.applications.flatMap(({ data }) => panOf(data) ?? [])
  return reveal ? report : concealNumbers(report, numbers)
}

function noteApplications(session: InspectionSession, card: FoundCard): void {
  for (const application of card.applications) {
    const { aid, data } = application
    const named = new Set<number>()
    for (const { tag, exchange } of data.conflicts) {
      if (named.has(tag)) continue
      named.add(tag)
      session.note('problem', 'duplicate-tag', say.duplicateTag(aid, tagText(tag)), exchange)
    }
    for (const method of offlineAuthentication(application).incomplete) {
      if (hasRecords(application))
        session.note('caution', 'oda-data-missing', say.odaDataMissing(aid, method))
    }
  }
}

function hasRecords({ parts }: FoundApplication): boolean {
  return parts.some(({ record }) => record !== undefined)
}

function noteWhole(
  session: InspectionSession,
  card: FoundCard,
  interruption: Interruption | undefined
): void {
  const options = card.applications.filter(({ parts }) =>
    parts.some(({ title }) => title === say.processingOptions)
  )
  if (options.length > 0) session.note('info', 'gpo-raises-atc', say.gpoRaisesAtc(options.length))
  if (interruption !== undefined) return
  const payment = card.applications.some(({ data }) => data.has(0x82) || data.has(0x5a))
  if (payment && card.directories.length === 0) session.note('info', 'no-directory', say.noDirectory)
  if (card.applications.length === 0 && session.exchanges.length > 2) {
    session.note('info', 'no-application', say.noApplication)
  }
  if (session.notRecorded > 0) session.note('info', 'not-recorded', say.notRecorded(session.notRecorded))
}

function familyOf(
  input: ReportInput,
  card: FoundCard
): { id: string; name: Recognition['name']; evidence: Recognition['evidence'][number][] } {
  const atr = parseAtr(input.atr)
  const storage = contactlessAtr(atr)
  const domain = card.securityDomain
  const { id, name, evidence } = recogniseCard({
    contactless: input.interface === 'contactless',
    ...(storage?.kind === 'storage' && { storageCard: storage }),
    historical: atr.historical,
    aids: card.applications.map(({ aid }) => aid),
    ppse: card.directories.some(({ kind }) => kind === 'ppse'),
    pse: card.directories.some(({ kind }) => kind === 'pse'),
    ...(domain && { securityDomain: domain.aid })
  })
  return { id, name, evidence: [...evidence] }
}

function exchangeViews(session: InspectionSession, reveal: boolean): ExchangeView[] {
  const redactor = new Redactor({ reveal })
  return session.exchanges.map(({ number, name, command, sensitivity, response, failure }) => {
    const answer =
      response === undefined ? new Uint8Array(0) : concat(response.data, uintBytes(response.sw, 2))
    const masked = redactor.redact(command, answer, sensitivity)
    return {
      number,
      name,
      command: masked.command,
      response: masked.response,
      // The workflow has no clock; whoever runs it fills the durations in from the trace.
      duration: 0,
      ...(response && { status: explainStatusWord(response.sw, name) }),
      ...(failure !== undefined && { failure })
    }
  })
}
