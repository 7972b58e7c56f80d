import { z } from 'zod'
import { batchChecked, batchReconciliation, batchRest, batchStart, batchView, batchWish } from './batch'
import { cardPaper, makePreview } from './card-paper'
import {
  capFile,
  capView,
  channelChoice,
  chipAction,
  chipResult,
  chipView,
  storeContent,
  storePreview
} from './chip'
import { appError, language, readerId } from './common'
import {
  actionResult,
  cardAction,
  cardQuestion,
  cardReply,
  entryId,
  historyRow,
  issuerOverview,
  openEntry,
  purseView,
  receiptView,
  uploadResult
} from './ecash'
import type { CallName, EventName } from './names'
import { terminalPreset } from './payment'
import {
  issuerView,
  makeRequest,
  makeResult,
  productionId,
  productionView,
  profileView,
  scrapReason,
  stockLotView
} from './production'
import { inspectionReport } from './report'
import { keyRecord, keyUsage, vaultState } from './vault'
import { vaultCalls } from './vault-calls'
import { checkFinding } from './verification'
import {
  appInfo,
  cardSideEntry,
  difference,
  doctorCheck,
  explainedExchange,
  progressView,
  readerDetails,
  readersView,
  recentCard,
  settings,
  traceEntryView,
  virtualCardKind,
  virtualCardView
} from './views'

const nothing = z.void()
const jobId = z.string().max(64)
/** Counts the questions of a job. */
const questionId = z.number().int().positive()
const reportId = z.string().max(64)
const cardId = z.string().max(64)

/** What became of a save dialogue. `name` is the file's name without its folder. */
const saved = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('saved'), name: z.string() }),
  z.object({ kind: z.literal('cancelled') })
])

/**
 * The input and the result of every call that the window may make. Router and client derive from this table; what is
 * not in it does not exist.
 */
export const calls = {
  'app.info': { input: nothing, output: appInfo },
  'settings.get': { input: nothing, output: settings },
  'settings.set': { input: settings.unwrap().partial(), output: settings },
  'readers.list': { input: nothing, output: readersView },
  /** Asks the reader itself, which takes a moment; a reader that refuses is no error. */
  'readers.details': { input: z.object({ reader: readerId }), output: readerDetails },
  /** Blinks and beeps. */
  'readers.signal': { input: z.object({ reader: readerId }), output: nothing },
  'inspect.start': { input: z.object({ reader: readerId }), output: z.object({ job: jobId }) },
  'job.cancel': { input: z.object({ job: jobId }), output: nothing },
  'reports.recent': { input: nothing, output: z.array(recentCard) },
  'reports.get': { input: z.object({ report: reportId }), output: inspectionReport },
  'reports.forget': { input: z.object({ report: reportId.optional() }), output: z.array(recentCard) },
  'reports.save': {
    input: z.object({ report: reportId, format: z.enum(['json', 'html', 'pdf']), language }),
    output: saved
  },
  'reports.print': { input: z.object({ report: reportId, language }), output: nothing },
  /** Asks for a saved JSON report and remembers it beside the recent ones. */
  'reports.open': { input: nothing, output: z.object({ report: reportId }).nullable() },
  'reports.compare': {
    input: z.object({ left: reportId, right: reportId }),
    output: z.array(difference)
  },
  /** Reads the e-cash of the card: balance, limits, logs; changes nothing but the ATC. */
  'ecash.read': { input: z.object({ reader: readerId }), output: purseView },
  /** Begins an action with the card; what happens is told by `action.*` events. */
  'action.start': {
    input: z.object({ reader: readerId, action: cardAction }),
    output: z.object({ job: jobId })
  },
  /** `id`: of the question that it answers; one that is not asked any more is not answered. */
  'action.answer': { input: z.object({ job: jobId, id: questionId, reply: cardReply }), output: nothing },
  /** Heard until the first step that cannot be undone; after it the action runs to its end. */
  'action.cancel': { input: z.object({ job: jobId }), output: nothing },
  /** What is not finished, oldest first. */
  'entries.open': { input: nothing, output: z.array(openEntry) },
  /** Finishes or reverses an entry that needs no card, or hands it over to the issuer's staff. */
  'entries.settle': {
    input: z.object({ entry: entryId, how: z.enum(['finish', 'reverse', 'hand-over']) }),
    output: actionResult
  },
  /** Newest first. */
  'entries.history': {
    input: z.object({ before: entryId.optional(), most: z.number().int().min(1).max(500) }),
    output: z.array(historyRow)
  },
  'receipts.get': { input: z.object({ entry: entryId }), output: receiptView },
  /** `printed` is false where the person closed the print dialogue. Every later one says that it is a copy. */
  'receipts.print': {
    input: z.object({ entry: entryId, language }),
    output: z.object({ printed: z.boolean() })
  },
  'receipts.save': {
    input: z.object({ entry: entryId, format: z.enum(['html', 'pdf', 'txt']), language }),
    output: saved
  },
  'terminal.presets': { input: nothing, output: z.array(terminalPreset) },
  'issuer.overview': { input: nothing, output: issuerOverview },
  /** Sends the accepted offline purchases to the issuer. */
  'purchases.upload': { input: nothing, output: uploadResult },
  /** What anybody may read of the chip. */
  'chip.info': { input: z.object({ reader: readerId }), output: chipView },
  /** What is in a CAP file; nothing is sent to a card. */
  'chip.cap': { input: z.object({ file: capFile }), output: capView },
  /** Looks at data that are to be stored; nothing is sent. */
  'chip.data': { input: storeContent, output: storePreview },
  /** Begins an action on the content of a chip; what happens is told by `chip.*` events. */
  'chip.start': {
    input: z.object({ reader: readerId, channel: channelChoice, action: chipAction }),
    output: z.object({ job: jobId })
  },
  'chip.cancel': { input: z.object({ job: jobId }), output: nothing },
  'make.profiles': { input: nothing, output: z.array(profileView) },
  'make.issuers': { input: nothing, output: z.array(issuerView) },
  /** Everything that is known before a card is touched; `pan` is truncated. */
  'make.check': {
    input: makeRequest,
    output: z.object({ ok: z.boolean(), findings: z.array(checkFinding), pan: z.string().optional() })
  },
  /** Everything that would be written, as fields and bytes; nothing of it is kept. */
  'make.preview': { input: makeRequest, output: makePreview },
  /** Begins to make a card; what happens is told by `make.*` events. */
  'make.start': {
    input: z.object({ reader: readerId, order: makeRequest }),
    output: z.object({ job: jobId })
  },
  /** Heard until the first change of the chip. */
  'make.cancel': { input: z.object({ job: jobId }), output: nothing },
  /** Newest first. */
  'make.recent': { input: nothing, output: z.array(productionView) },
  'make.scrap': {
    input: z.object({ production: productionId, reason: scrapReason }),
    output: productionView
  },
  /** `printed` is false where the person closed the print dialogue. */
  'make.print': {
    input: z.object({ paper: cardPaper, language }),
    output: z.object({ printed: z.boolean() })
  },
  'make.save': {
    input: z.object({ paper: cardPaper, format: z.enum(['html', 'pdf']), language }),
    output: saved
  },
  /** Prints the PIN that was made up for a card: once. False where the print dialogue was closed; it can be tried again. */
  'make.printPin': {
    input: z.object({ production: productionId, language }),
    output: z.object({ printed: z.boolean() })
  },
  /** All that is wrong with a list, line by line; nothing is sent to a card. */
  'batch.check': { input: batchWish, output: batchChecked },
  /** Begins a batch, or goes on with one that was begun before; what happens is told by `batch.changed`. */
  'batch.start': { input: batchStart, output: batchView },
  /** Makes what the last batch of this run of the program left. */
  'batch.rest': { input: batchRest, output: batchView },
  /** No card is begun any more; those under way are finished. */
  'batch.stop': { input: nothing, output: nothing },
  /** The batch that runs, or ran last. */
  'batch.current': { input: nothing, output: batchView.nullable() },
  'batch.reconciliation': { input: nothing, output: batchReconciliation.nullable() },
  /** `printed` is false where the person closed the print dialogue. */
  'batch.print': { input: z.object({ language }), output: z.object({ printed: z.boolean() }) },
  'batch.save': { input: z.object({ format: z.enum(['html', 'pdf']), language }), output: saved },
  /** A list that shows what one must look like, to be filled in. */
  'batch.example': {
    input: z.object({ profile: z.string().max(64), format: z.enum(['csv', 'json']) }),
    output: saved
  },
  'stock.list': { input: nothing, output: z.array(stockLotView) },
  'stock.receive': {
    input: z.object({ name: z.string().min(1).max(60), count: z.number().int().min(1).max(1_000_000) }),
    output: stockLotView
  },
  /** Keys for these purposes, all without; those of the vault only while it is unlocked. Never the keys themselves. */
  'vault.keys': {
    input: z.object({ usages: z.array(keyUsage).optional() }),
    output: z.object({ vault: vaultState, keys: z.array(keyRecord) })
  },
  /** `failuresBefore`: wrong passphrases that were tried before. */
  'vault.unlock': {
    input: z.object({ passphrase: z.string().min(1).max(1000) }),
    output: z.object({ failuresBefore: z.number().int() })
  },
  ...vaultCalls,
  'trace.entries': { input: nothing, output: z.array(traceEntryView) },
  'trace.explain': { input: z.object({ id: z.number().int() }), output: explainedExchange },
  'trace.clear': { input: nothing, output: nothing },
  'trace.save': { input: nothing, output: saved },
  /** Puts a recorded trace into a replay reader; `text` is the dropped file's content. */
  'trace.replay': {
    input: z.object({ name: z.string().max(200), text: z.string().max(64 * 1024 * 1024) }),
    output: z.object({ reader: readerId })
  },
  'trace.eject': { input: z.object({ reader: readerId }), output: nothing },
  'shelf.list': { input: nothing, output: z.array(virtualCardView) },
  'shelf.create': { input: z.object({ kind: virtualCardKind }), output: z.array(virtualCardView) },
  'shelf.insert': { input: z.object({ card: cardId, reader: readerId }), output: z.array(virtualCardView) },
  'shelf.remove': { input: z.object({ reader: readerId }), output: z.array(virtualCardView) },
  /** Makes the card new again, as it was when it was created. */
  'shelf.reset': { input: z.object({ card: cardId }), output: z.array(virtualCardView) },
  'shelf.delete': { input: z.object({ card: cardId }), output: z.array(virtualCardView) },
  'shelf.seen': { input: z.object({ card: cardId }), output: z.array(cardSideEntry) },
  'doctor.run': { input: nothing, output: z.array(doctorCheck) }
} as const satisfies Record<CallName, { readonly input: z.ZodType; readonly output: z.ZodType }>

/** Everything that main tells the window without being asked. */
export const events = {
  'readers.changed': readersView,
  'shelf.changed': z.array(virtualCardView),
  'trace.appended': z.array(traceEntryView),
  'reports.changed': z.array(recentCard),
  'job.progress': z.object({ job: jobId, progress: progressView }),
  'job.done': z.object({ job: jobId, report: reportId, result: inspectionReport }),
  'job.failed': z.object({ job: jobId, error: appError }),
  'action.progress': z.object({ job: jobId, progress: progressView }),
  'action.asks': z.object({ job: jobId, id: questionId, question: cardQuestion }),
  /** From here on it can no longer be cancelled, and the card must stay. */
  'action.committed': z.object({ job: jobId }),
  'action.done': z.object({ job: jobId, result: actionResult }),
  'action.failed': z.object({ job: jobId, error: appError }),
  'chip.progress': z.object({ job: jobId, progress: progressView }),
  'chip.committed': z.object({ job: jobId }),
  'chip.done': z.object({ job: jobId, result: chipResult }),
  'chip.failed': z.object({ job: jobId, error: appError }),
  'make.progress': z.object({ job: jobId, progress: progressView }),
  'make.committed': z.object({ job: jobId }),
  'make.done': z.object({ job: jobId, result: makeResult }),
  'make.failed': z.object({ job: jobId, error: appError }),
  'batch.changed': batchView,
  /** The open entries after one was opened, changed or closed. */
  'entries.changed': z.array(openEntry)
} as const satisfies Record<EventName, z.ZodType>

export type CallInput<N extends CallName> = z.input<(typeof calls)[N]['input']>
export type CallOutput<N extends CallName> = z.output<(typeof calls)[N]['output']>
export type EventData<N extends EventName> = z.output<(typeof events)[N]>

/** How an answer crosses: the value, or an error with its sentence; never a stack. */
export type CallAnswer<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: z.infer<typeof appError> }

/** What the preload script puts on `window`. */
export interface Bridge {
  call(name: string, input: unknown): Promise<CallAnswer<unknown>>
  /** Returns the function that ends the subscription. */
  on(name: string, listener: (data: unknown) => void): () => void
}
