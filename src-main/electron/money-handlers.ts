import type { BrowserWindow, FileFilter } from 'electron'
import type { Workbench } from '../composition/workbench'
import { presetViews } from '../services/terminals/terminal-presets'
import type { CallHandlers } from './ipc-router'
import { htmlToPdf, printHtml, saveWithDialog } from './report-output'

type MoneyCalls = Pick<
  CallHandlers,
  | 'ecash.read'
  | 'action.start'
  | 'action.answer'
  | 'action.cancel'
  | 'entries.open'
  | 'entries.settle'
  | 'entries.history'
  | 'receipts.get'
  | 'receipts.print'
  | 'receipts.save'
  | 'terminal.presets'
  | 'issuer.overview'
  | 'purchases.upload'
>

const RECEIPT_FILES: Readonly<Record<'html' | 'pdf' | 'txt', FileFilter>> = {
  html: { name: 'HTML', extensions: ['html'] },
  pdf: { name: 'PDF', extensions: ['pdf'] },
  txt: { name: 'TXT', extensions: ['txt'] }
}

/** The contract's calls about money on cards, the journal, receipts and the issuer. */
export function moneyHandlers(workbench: Workbench, window: () => BrowserWindow): MoneyCalls {
  const { money, receipts, transactions } = workbench
  return {
    'ecash.read': ({ reader }) => transactions.readPurse(reader),
    'action.start': ({ reader, action }) => ({ job: transactions.start(reader, action) }),
    'action.answer': ({ job, ...answer }) => transactions.answer(job, answer),
    'action.cancel': ({ job }) => transactions.cancel(job),
    'entries.open': async () => {
      // What was left behind and needs no card is brought to its end at the start; what cannot be now, stays listed.
      await transactions.settleOpen().catch(() => undefined)
      return transactions.openEntries()
    },
    'entries.settle': ({ entry, how }) => transactions.settle(entry, how),
    'entries.history': (range) => transactions.history(range),
    'receipts.get': ({ entry }) => receipts.view(entry),
    'receipts.print': async ({ entry, language }) => {
      const printed = await printHtml(await receipts.html(entry, language))
      if (printed) await receipts.printed(entry)
      return { printed }
    },
    'receipts.save': ({ entry, format, language }) =>
      saveWithDialog(
        window(),
        { name: `${fileName(entry)}.${format}`, filter: RECEIPT_FILES[format] },
        async () => {
          if (format === 'txt') return receipts.text(entry, language)
          const html = await receipts.html(entry, language)
          return format === 'pdf' ? htmlToPdf(html) : html
        }
      ),
    'terminal.presets': () => presetViews(),
    'issuer.overview': () => money.desk.overview(),
    'purchases.upload': () => money.purchases.upload()
  }
}

/** `receipt-…`, with nothing in it that a file system minds. */
function fileName(entry: string): string {
  return `receipt-${entry.replace(/[^\w-]/g, '')}`
}
