import { DataFolder, dataFolderPath } from '../adapters/data-folder/data-folder'
import { PcscMiniDriver } from '../adapters/pcsc/pcsc-mini/driver'
import { PcscliteDriver } from '../adapters/pcsc/pcsclite/driver'
import { ReplayDriver } from '../adapters/replay/replay-driver'
import { createSystemProbe } from '../adapters/system/system-probe'
import { LeasedReaders } from '../adapters/virtual-reader/leased-readers'
import { cardStore, DataFolderDesk } from '../adapters/virtual-reader/virtual-desk'
import { VirtualReaderDriver } from '../adapters/virtual-reader/virtual-reader-driver'
import type { AppErrorData } from '../contract/common'
import type { ActionResult, OpenEntry } from '../contract/ecash'
import type { ChipResult } from '../contract/chip'
import type { BatchView } from '../contract/batch'
import type { MakeResult } from '../contract/production'
import type { InspectionReport } from '../contract/report'
import type {
  ProgressView,
  ReadersView,
  RecentCard,
  TraceEntryView,
  VirtualCardView
} from '../contract/views'
import { hex } from '../engine/bytes/hex'
import { randomBytes } from '../engine/crypto/random'
import { controlPlatform } from '../engine/commands/reader/control-code'
import { CaKeysService } from '../services/ca-keys/ca-keys-service'
import { runDoctor } from '../services/doctor/doctor'
import { Attempts } from '../services/chip/attempts'
import { ChipService } from '../services/chip/chip-service'
import type { JobEvents } from '../services/jobs/jobs'
import { InspectionService } from '../services/inspection/inspection-service'
import { OfflineAuthService } from '../services/offline-auth/offline-auth-service'
import { readReaderDetails } from '../services/readers/reader-details'
import { ReaderRegistry } from '../services/readers/reader-registry'
import { testReaderSignal } from '../services/readers/reader-signal'
import { readersView } from '../services/readers/readers-view'
import { ReportsService } from '../services/reports/reports-service'
import { ReaderClaims, UnclaimedCards } from '../services/sessions/reader-claims'
import { RecordedCards } from '../services/sessions/recorded-cards'
import type { TraceSink } from '../services/sessions/session-recording'
import { SettingsService } from '../services/settings/settings-service'
import { ShelfService } from '../services/shelf/shelf-service'
import { terminalPreset } from '../services/terminals/terminal-presets'
import { TraceLog } from '../services/traces/trace-log'
import { TraceService } from '../services/traces/trace-service'
import { openEntryOf } from '../services/transactions/action-result'
import type { TransactionEvents } from '../services/transactions/transaction-parts'
import { sameText, type Language } from '../texts/local-text'
import { cardServer } from './card-server'
import { createMoney } from './money'
import { createProduction } from './production'
import { createTransactions } from './transactions'
import { createVault } from './vault'
import type { Workbench } from './workbench'

/** What the workbench tells without being asked. */
export interface WorkbenchEvents {
  readonly readersChanged: (view: ReadersView) => void
  readonly shelfChanged: (cards: readonly VirtualCardView[]) => void
  readonly traceAppended: (entries: readonly TraceEntryView[]) => void
  readonly reportsChanged: (recent: readonly RecentCard[]) => void
  readonly jobProgress: (job: string, progress: ProgressView) => void
  readonly jobDone: (job: string, reportId: string, report: InspectionReport) => void
  readonly jobFailed: (job: string, error: AppErrorData) => void
  readonly actionProgress: (job: string, progress: ProgressView) => void
  readonly actionAsks: TransactionEvents['asks']
  readonly actionCommitted: (job: string) => void
  readonly actionDone: (job: string, result: ActionResult) => void
  readonly actionFailed: (job: string, error: AppErrorData) => void
  readonly chip: JobEvents<ChipResult>
  readonly make: JobEvents<MakeResult>
  readonly batchChanged: (batch: BatchView) => void
  readonly entriesChanged: (open: readonly OpenEntry[]) => void
}

export interface WorkbenchOptions {
  readonly env: NodeJS.ProcessEnv
  readonly platform: NodeJS.Platform
  /** BCP 47, of the operating system; decides the language until the person does. */
  readonly locale: string
  readonly events?: WorkbenchEvents
  /** Every trace entry as it happens, for `--trace`. */
  readonly traceSink?: TraceSink
}

/** Wires use cases to adapters and starts to watch the readers. */
export function createWorkbench(options: WorkbenchOptions): Workbench {
  const { env, platform, events } = options
  const store = new DataFolder(dataFolderPath(env, platform))
  const pcsc = env['CARDWRIGHT_PCSC_DRIVER'] === 'pcsclite' ? new PcscliteDriver() : new PcscMiniDriver()
  const virtual = new VirtualReaderDriver({ store: cardStore(store), platform })
  const replay = new ReplayDriver()
  const desk = new DataFolderDesk(virtual, store)
  const readers = new ReaderRegistry([pcsc, new LeasedReaders(virtual, desk), replay])

  const money = createMoney(store, events && ((open) => events.entriesChanged(open.map(openEntryOf))))
  const shelf: ShelfService = new ShelfService(
    store,
    desk,
    (cards) => {
      events?.shelfChanged(cards)
      events?.readersChanged(view())
    },
    // Done before anything is asked of the issuer afterwards: its database takes one request after the other. Where it
    // cannot be used now, the issuer will say of the card that its counter went back.
    (kind, number) => void money.desk.testCardMade(kind, number).catch(() => undefined)
  )
  const view = (): ReadersView =>
    readersView(readers.snapshot(), ({ id, driver, name }) =>
      driver === 'replay' ? sameText(name) : shelf.list().find((card) => card.reader === id)?.name
    )

  const log = new TraceLog((entries) => events?.traceAppended(traces.views(entries)))
  const traces = new TraceService(log, replay)
  const sink: TraceSink = (header, entries) => {
    log.append(header, entries)
    options.traceSink?.(header, entries)
  }
  const monotonic = (): number => Number(process.hrtime.bigint() / 1000n)
  const everyCard = new RecordedCards(readers, sink, { now: Date.now, monotonic }, controlPlatform(platform))
  const claims = new ReaderClaims()
  const cards = new UnclaimedCards(everyCard, claims)
  const caKeys = new CaKeysService(store)
  const reports = new ReportsService(store, events?.reportsChanged)
  const inspection = new InspectionService(
    cards,
    reports,
    Date.now,
    events && { progress: events.jobProgress, done: events.jobDone, failed: events.jobFailed }
  )

  const vault = createVault(store)
  const transactions = createTransactions({
    ...{ cards, money, caKeys: caKeys.lookup, store },
    events: events && {
      progress: events.actionProgress,
      asks: events.actionAsks,
      committed: events.actionCommitted,
      done: events.actionDone,
      failed: events.actionFailed
    }
  })

  shelf.setUp()
  readers.onChange(() => events?.readersChanged(view()))
  readers.start()
  return {
    home: store.path,
    settings: new SettingsService(store, {
      language: languageOf(options.locale),
      theme: 'system',
      reader: null,
      traceDrawer: 'closed'
    }),
    readers,
    readersView: view,
    readerDetails: (reader) => readReaderDetails(readers, reader, controlPlatform(platform)),
    signalReader: (reader) => testReaderSignal(readers, reader, controlPlatform(platform)),
    cards,
    caKeys,
    offlineAuth: new OfflineAuthService({
      ...{ cards, caKeys: caKeys.lookup, terminal: () => terminalPreset() },
      ...{ now: Date.now, random: randomBytes }
    }),
    inspection,
    money,
    ...transactions,
    reports,
    traces,
    shelf,
    serveCard: cardServer(shelf, desk),
    vault,
    chip: new ChipService(
      {
        cards,
        keys: vault.holder,
        key: (name) => vault.key(name),
        contentKey: (name) =>
          vault.record(name).algorithm === 'rsa'
            ? { kind: 'rsa', key: vault.signingKey(name) }
            : { kind: 'symmetric', key: vault.key(name) },
        newKey: (name) => {
          const { publicKey, algorithm } = vault.record(name)
          if (algorithm !== 'rsa' || publicKey?.exponent === undefined) return vault.key(name)
          return { rsa: { modulus: hex(publicKey.modulus), exponent: hex(publicKey.exponent) } }
        },
        attempts: new Attempts(money.database, Date.now),
        ...{ now: Date.now, random: randomBytes }
      },
      events?.chip
    ),
    production: createProduction({
      ...{ cards: everyCard, claims, money, vault, caKeys: caKeys.lookup, store, readers, shelf },
      batchChanged: events?.batchChanged,
      events: events?.make
    }),
    doctor: () =>
      runDoctor({
        probe: createSystemProbe(platform),
        readers: readers.snapshot(),
        asides: store.asides()
      }),
    stop: async () => {
      log.flush()
      await vault.stop()
      await readers.stop()
      await money.stop()
    }
  }
}

function languageOf(locale: string): Language {
  return locale.toLowerCase().startsWith('zh') ? 'zh' : 'en'
}
