import { nativeTheme, type BrowserWindow, type FileFilter } from 'electron'
import type { AppInfo } from '../contract/views'
import type { Workbench } from '../composition/workbench'
import type { CallHandlers } from './ipc-router'
import { batchHandlers } from './batch-handlers'
import { moneyHandlers } from './money-handlers'
import { productionHandlers } from './production-handlers'
import { vaultHandlers } from './vault-handlers'
import { htmlToPdf, openWithDialog, printHtml, saveWithDialog } from './report-output'

const JSON_FILES: FileFilter = { name: 'JSON', extensions: ['json'] }
const TRACE_FILES: FileFilter = { name: 'Trace', extensions: ['jsonl'] }
const REPORT_FILES: Readonly<Record<'json' | 'html' | 'pdf', FileFilter>> = {
  json: JSON_FILES,
  html: { name: 'HTML', extensions: ['html'] },
  pdf: { name: 'PDF', extensions: ['pdf'] }
}

/** The contract's calls, each handed to the use case that it is about. */
export function callHandlers(workbench: Workbench, window: () => BrowserWindow, info: AppInfo): CallHandlers {
  const { settings, inspection, reports, traces, shelf } = workbench
  return {
    ...moneyHandlers(workbench, window),
    ...productionHandlers(workbench, window),
    ...batchHandlers(workbench, window),
    ...vaultHandlers(workbench),
    'app.info': () => info,
    'settings.get': () => settings.get(),
    'settings.set': (changes) => {
      const changed = settings.set(changes)
      nativeTheme.themeSource = changed.theme
      return changed
    },
    'readers.list': () => workbench.readersView(),
    'readers.details': ({ reader }) => workbench.readerDetails(reader),
    'readers.signal': ({ reader }) => workbench.signalReader(reader),
    'inspect.start': ({ reader }) => ({ job: inspection.start(reader) }),
    'job.cancel': ({ job }) => inspection.cancel(job),
    'reports.recent': () => reports.recent(),
    'reports.get': ({ report }) => reports.get(report),
    'reports.forget': ({ report }) => reports.forget(report),
    'reports.save': ({ report, format, language }) =>
      saveWithDialog(
        window(),
        { name: `${fileName(reports.get(report).at)}.${format}`, filter: REPORT_FILES[format] },
        () =>
          format === 'pdf'
            ? htmlToPdf(reports.write(report, 'html', language))
            : reports.write(report, format, language)
      ),
    'reports.print': async ({ report, language }) => {
      await printHtml(reports.write(report, 'html', language))
    },
    'reports.open': async () => {
      const text = await openWithDialog(window(), JSON_FILES)
      return text === undefined ? null : { report: reports.open(text) }
    },
    'reports.compare': ({ left, right }) => reports.compare(left, right),
    'trace.entries': () => traces.entries(),
    'trace.explain': ({ id }) => traces.explain(id),
    'trace.clear': () => traces.clear(),
    'trace.save': () =>
      saveWithDialog(window(), { name: 'trace.jsonl', filter: TRACE_FILES }, () => traces.write()),
    'trace.replay': ({ name, text }) => ({ reader: traces.open(name, text) }),
    'trace.eject': ({ reader }) => traces.eject(reader),
    'shelf.list': () => shelf.list(),
    'shelf.create': ({ kind }) => shelf.create(kind),
    'shelf.insert': ({ card, reader }) => shelf.insert(card, reader),
    'shelf.remove': ({ reader }) => shelf.remove(reader),
    'shelf.reset': ({ card }) => shelf.reset(card),
    'shelf.delete': ({ card }) => shelf.delete(card),
    'shelf.seen': ({ card }) => shelf.seen(card),
    'doctor.run': async () => [...(await workbench.doctor())]
  }
}

/** `card-2026-11-22-0815`, from the report's time. */
function fileName(at: string): string {
  return `card-${at.slice(0, 16).replace('T', '-').replace(':', '')}`
}
