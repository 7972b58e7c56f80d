import type { BrowserWindow, FileFilter } from 'electron'
import type { Workbench } from '../composition/workbench'
import type { BatchReconciliation } from '../contract/batch'
import { batchPaperHtml } from '../engine/personalization/papers/batch-paper-html'
import { AppFailure } from '../services/app-failure'
import { batchExample } from '../services/production/batch-example'
import { batchOrderOf, checkBatchFile } from '../services/production/batch-file'
import { builtInProfile } from '../services/production/profile-library'
import { terminalPreset } from '../services/terminals/terminal-presets'
import { COUNTER } from '../services/transactions/counter-terminal'
import type { CallHandlers } from './ipc-router'
import { htmlToPdf, printHtml, saveWithDialog } from './report-output'

type BatchCalls = Pick<CallHandlers, Extract<keyof CallHandlers, `batch.${string}`>>

const FILES: Readonly<Record<'html' | 'pdf' | 'csv' | 'json', FileFilter>> = {
  html: { name: 'HTML', extensions: ['html'] },
  pdf: { name: 'PDF', extensions: ['pdf'] },
  csv: { name: 'CSV', extensions: ['csv'] },
  json: { name: 'JSON', extensions: ['json'] }
}

/** The contract's calls about making the cards of a list. */
export function batchHandlers(
  { production: { batch } }: Pick<Workbench, 'production'>,
  window: () => BrowserWindow
): BatchCalls {
  const reconciliation = async (): Promise<BatchReconciliation> => {
    const found = await batch.reconciliation()
    if (found === undefined) throw new AppFailure('batch-unknown')
    return found
  }
  const { utcOffset } = terminalPreset(COUNTER)
  return {
    'batch.check': (wish) => checkBatchFile(batch, wish),
    'batch.start': ({ wish, readers }) => batch.start(batchOrderOf(wish, readers)),
    'batch.rest': ({ readers }) => batch.rest(readers),
    'batch.stop': () => batch.stop(),
    'batch.current': async () => (await batch.current()) ?? null,
    'batch.reconciliation': async () => (await batch.reconciliation()) ?? null,
    'batch.print': async ({ language }) => ({
      printed: await printHtml(batchPaperHtml(await reconciliation(), utcOffset, language))
    }),
    'batch.save': async ({ format, language }) => {
      const paper = await reconciliation()
      return saveWithDialog(window(), { name: `${paper.id}.${format}`, filter: FILES[format] }, async () => {
        const html = batchPaperHtml(paper, utcOffset, language)
        return format === 'pdf' ? htmlToPdf(html) : html
      })
    },
    'batch.example': ({ profile, format }) =>
      saveWithDialog(window(), { name: `applicants.${format}`, filter: FILES[format] }, () =>
        batchExample(builtInProfile(profile), format, new Date().toISOString().slice(0, 10))
      )
  }
}
