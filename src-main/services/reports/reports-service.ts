import { inspectionReport, type InspectionReport } from '../../contract/report'
import type { Difference, RecentCard } from '../../contract/views'
import { compareReports } from '../../engine/inspection/compare'
import { reportHtml } from '../../engine/inspection/report-html'
import type { Language } from '../../texts/local-text'
import { AppFailure } from '../app-failure'
import { type DocumentStore, StorageFailure } from '../storage/document-store'

const FOLDER = 'reports'
/** Remembered cards beyond this are forgotten, the oldest first. */
const MOST_REPORTS = 50

/** Reports of cards that were read: remembered with truncated numbers, compared, and written in other forms. */
export class ReportsService {
  private readonly reports = new Map<string, InspectionReport>()
  private lastId = 0

  constructor(
    private readonly store: DocumentStore,
    private readonly onChanged: (recent: readonly RecentCard[]) => void = () => undefined
  ) {
    for (const name of store.list(FOLDER)) {
      const parsed = inspectionReport.safeParse(store.read(name))
      if (!parsed.success) continue
      const id = name.slice(FOLDER.length + 1)
      this.reports.set(id, parsed.data)
      this.lastId = Math.max(this.lastId, Number.parseInt(id, 36) || 0)
    }
  }

  /**
   * Remembers a report and returns its id. One that was revealed is kept in memory only, and one that cannot be stored
   * too: what a card has just told is not lost to a full disk.
   */
  remember(report: InspectionReport): string {
    this.lastId = Math.max(this.lastId + 1, Date.parse(report.at) || 0)
    const id = this.lastId.toString(36)
    this.reports.set(id, report)
    if (!report.revealed) this.keep(id, report)
    for (const old of this.idsByAge().slice(MOST_REPORTS)) this.drop(old)
    this.onChanged(this.recent())
    return id
  }

  /** The newest first. */
  recent(): RecentCard[] {
    return this.idsByAge().map((id) => {
      const report = this.get(id)
      const application = report.applications[0]
      const label = application?.preferredName ?? application?.label
      return {
        id,
        at: report.at,
        reader: report.reader,
        family: report.card.family.name,
        outcome: report.outcome,
        ...(label !== undefined && { label }),
        ...(application?.pan !== undefined && { pan: application.pan })
      }
    })
  }

  get(id: string): InspectionReport {
    const report = this.reports.get(id)
    if (report === undefined) throw new AppFailure('report-unknown')
    return report
  }

  /** Forgets one report, or all. */
  forget(id: string | undefined): RecentCard[] {
    for (const old of id === undefined ? [...this.reports.keys()] : [id]) this.drop(old)
    this.onChanged(this.recent())
    return this.recent()
  }

  /** Reads a saved JSON report and remembers it. */
  open(text: string): string {
    return this.remember(readReport(text))
  }

  compare(left: string, right: string): Difference[] {
    return [...compareReports(this.get(left), this.get(right))]
  }

  /** The report as the text of a file. */
  write(id: string, format: 'json' | 'html', language: Language): string {
    const report = this.get(id)
    return format === 'json' ? `${JSON.stringify(report, undefined, 2)}\n` : reportHtml(report, language)
  }

  private keep(id: string, report: InspectionReport): void {
    try {
      this.store.write(`${FOLDER}/${id}`, report)
    } catch (error) {
      if (!(error instanceof StorageFailure)) throw error
    }
  }

  private idsByAge(): string[] {
    const order = (id: string): number => Number.parseInt(id, 36) || 0
    return [...this.reports.keys()].sort((left, right) => order(right) - order(left))
  }

  private drop(id: string): void {
    this.reports.delete(id)
    this.store.remove(`${FOLDER}/${id}`)
  }
}

/** The report in the text of a JSON file. Throws `AppFailure` where it is none. */
export function readReport(text: string): InspectionReport {
  let document: unknown
  try {
    document = JSON.parse(text)
  } catch {
    throw new AppFailure('report-not-readable')
  }
  const parsed = inspectionReport.safeParse(document)
  if (!parsed.success) throw new AppFailure('report-not-readable')
  return parsed.data
}
