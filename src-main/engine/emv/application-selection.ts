import { emvPhrases as say } from '../../texts/phrases/emv'
import { sameText } from '../../texts/local-text'
import { equalBytes, startsWith } from '../bytes/bytes'
import { hex, toHex } from '../bytes/hex'
import { decodeCardText } from '../bytes/text'
import { readRecord } from '../commands/iso7816/read-record'
import { select } from '../commands/iso7816/select'
import { decodeTlv, findTag, type TlvNode, walkTlv } from '../tlv/tlv'
import { ask, type Workflow } from '../workflow/workflow'
import type { Ending, Kernel } from './kernel'
import { reason, swReason } from './reasons'
import { takesApplication } from './terminal-configuration'
import type { TransactionType } from './transaction-type'

const PSE = hex('315041592E5359532E4444463031')
const PPSE = hex('325041592E5359532E4444463031')
/** EMV allows ten records of a directory, and no card lists more applications in earnest. */
const MOST_DIRECTORY_RECORDS = 16
const MOST_CANDIDATES = 24
/** Selections with "next occurrence" after one partial name. */
const MOST_OCCURRENCES = 8

/** An application of both card and terminal (EMV Book 1, 12.3). */
export interface Candidate {
  readonly aid: Uint8Array
  readonly label?: string
  /** 1 is the highest; 0 where the card gives none. */
  readonly priority: number
  /** The card wants the holder to agree before it is used. */
  readonly confirm: boolean
}

export type Candidates =
  | { readonly kind: 'found'; readonly candidates: readonly Candidate[] }
  | { readonly kind: 'ended'; readonly ending: Ending }

/**
 * Application selection, first part: the applications that card and terminal have in common, in the card's order (EMV
 * Book 1, 12.3; contactless Book B, 3.3). From the directory PSE or PPSE; on contact, without one, by asking for each
 * name that the terminal knows.
 */
export function* buildCandidateList(kernel: Kernel): Workflow<Candidates> {
  yield* kernel.enter('application-selection')
  const contactless = kernel.transaction.interface === 'contactless'
  const directory = yield* kernel.send(select({ aid: contactless ? PPSE : PSE }))
  if (directory.kind === 'card-blocked') {
    const told = { text: say.cardBlocked, reasons: [swReason(directory.sw)] }
    return { kind: 'ended', ending: yield* kernel.stop('not-possible', told, say.adviceIssuer) }
  }
  const listed: Candidate[] = []
  if (directory.kind === 'selected') {
    const { nodes } = decodeTlv(directory.fci)
    listed.push(...candidatesIn(nodes))
    if (!contactless) yield* readDirectoryFile(kernel, findTag(nodes, 0x88)?.value, listed)
  }
  const candidates = suitable(kernel, listed)
  if (candidates.length === 0 && !contactless) candidates.push(...(yield* tryNames(kernel)))
  if (candidates.length === 0) {
    const reasons = listed.map(({ aid }) => reason(sameText(toHex(aid)), { tag: 0x4f }))
    const told = { text: say.noApplication(listed.length), reasons }
    return { kind: 'ended', ending: yield* kernel.stop('not-possible', told, say.adviceOtherCard) }
  }
  const sorted = [...candidates].sort((left, right) => (left.priority || 16) - (right.priority || 16))
  return { kind: 'found', candidates: sorted }
}

/** Those that the terminal takes, each once. */
function suitable({ transaction: { terminal, request } }: Kernel, listed: readonly Candidate[]): Candidate[] {
  const wanted = listed.filter(
    ({ aid }) =>
      takesApplication(terminal, aid) && (request.aid === undefined || startsWith(aid, request.aid))
  )
  return wanted.filter(({ aid }, index) => wanted.findIndex((other) => equalBytes(other.aid, aid)) === index)
}

function* readDirectoryFile(
  kernel: Kernel,
  sfiValue: Uint8Array | undefined,
  listed: Candidate[]
): Workflow<void> {
  const sfi = sfiValue?.[0] ?? 0
  if (sfi < 1 || sfi > 10) return
  for (let record = 1; record <= MOST_DIRECTORY_RECORDS; record += 1) {
    const outcome = yield* kernel.send(readRecord({ sfi, record }))
    if (outcome.kind !== 'read' || listed.length > MOST_CANDIDATES) return
    listed.push(...candidatesIn(decodeTlv(outcome.data).nodes))
  }
}

/** Entries 61 with a name of 5 to 16 bytes. */
function candidatesIn(nodes: readonly TlvNode[]): Candidate[] {
  const entries = [...walkTlv(nodes)].filter(({ tag }) => tag === 0x61).slice(0, MOST_CANDIDATES)
  return entries.flatMap(({ children = [] }) => {
    const value = (tag: number): Uint8Array | undefined => children.find((node) => node.tag === tag)?.value
    const aid = value(0x4f)
    if (aid === undefined || aid.length < 5 || aid.length > 16) return []
    return [candidate(aid, value)]
  })
}

function candidate(aid: Uint8Array, value: (tag: number) => Uint8Array | undefined): Candidate {
  const label = labelOf(value)
  const indicator = value(0x87)?.[0] ?? 0
  return {
    aid,
    priority: indicator & 0x0f,
    confirm: (indicator & 0x80) !== 0,
    ...(label !== undefined && { label })
  }
}

/** The preferred name (9F12) where there is one, else the label (50). */
export function labelOf(value: (tag: number) => Uint8Array | undefined): string | undefined {
  const name = value(0x9f12) ?? value(0x50)
  return name === undefined || name.length === 0 ? undefined : decodeCardText(name, value(0x9f11)?.[0]).text
}

/** Selects each name that the terminal knows, and what begins with it (EMV Book 1, 12.3.3). */
function* tryNames(kernel: Kernel): Workflow<Candidate[]> {
  const found: Candidate[] = []
  const { terminal, request } = kernel.transaction
  for (const { aid, partial } of terminal.applications) {
    for (let count = 0; count < MOST_OCCURRENCES; count += 1) {
      const occurrence = count === 0 ? 'first' : 'next'
      const outcome = yield* kernel.send(select({ aid, occurrence }))
      if (outcome.kind !== 'selected' && outcome.kind !== 'selected-blocked') break
      const { nodes } = decodeTlv(outcome.fci)
      const name = findTag(nodes, 0x84)?.value
      // A card that keeps selecting the same application has no further one.
      if (name === undefined || name.length > 16 || found.some((known) => equalBytes(known.aid, name))) break
      const wanted = request.aid === undefined || startsWith(name, request.aid)
      if (takesApplication(terminal, name) && wanted) {
        found.push(candidate(name, (tag) => findTag(nodes, tag)?.value))
      }
      if (!partial) break
    }
  }
  return found
}

/**
 * Which of several applications is used: the holder says so; one alone is used unless the card wants the holder to agree
 * (EMV Book 1, 12.4). Undefined where the person stopped.
 */
export function* chooseCandidate(candidates: readonly Candidate[]): Workflow<Candidate | undefined> {
  const [first] = candidates
  if (first === undefined) throw new Error('chooseCandidate: there is none')
  if (candidates.length === 1 && !first.confirm) return first
  const shown = candidates.map(({ aid, label }) => ({ aid, label: label ?? toHex(aid) }))
  const reply = yield* ask({ kind: 'application', candidates: shown })
  return reply.kind === 'application' ? candidates[reply.index] : undefined
}

const WHILE_BLOCKED: readonly TransactionType[] = ['script', 'evidence']

export type Selection =
  | { readonly kind: 'selected' }
  | { readonly kind: 'unusable'; readonly sw?: number; readonly blocked: boolean }

/**
 * Application selection, last part: selects the application and keeps its FCI (EMV Book 1, 11.3, 12.4). One that is
 * blocked is only used where its AAC is what is wanted: to carry an issuer's script, or as evidence of what it holds.
 */
export function* finalSelect(kernel: Kernel, { aid, label }: Candidate): Workflow<Selection> {
  const { transaction } = kernel
  transaction.forgetCard()
  const outcome = yield* kernel.send(select({ aid }))
  const blocked = outcome.kind === 'selected-blocked'
  if (outcome.kind !== 'selected' && !blocked) return { kind: 'unusable', sw: outcome.sw, blocked: false }
  if (blocked && !WHILE_BLOCKED.includes(transaction.request.type))
    return { kind: 'unusable', sw: outcome.sw, blocked: true }
  const { nodes, problems } = decodeTlv(outcome.fci)
  const name = findTag(nodes, 0x84)?.value
  const wellFormed = problems.length === 0 && nodes.length === 1 && nodes[0]?.tag === 0x6f
  if (!wellFormed || name === undefined || !startsWith(name, aid) || name.length > 16) {
    return { kind: 'unusable', blocked: false }
  }
  for (const node of walkTlv(nodes)) {
    if (node.children === undefined) transaction.keep(node.tag, node.value)
  }
  const shown = labelOf((tag) => transaction.card(tag)) ?? label
  transaction.application = { aid: name, blocked, ...(shown !== undefined && { label: shown }) }
  const reasons = [reason(sameText(toHex(name)), { tag: 0x84, section: 'EMV Book 1, 12.4' })]
  yield* kernel.tell({ text: say.selected(shown), effect: 'info', reasons })
  return { kind: 'selected' }
}
