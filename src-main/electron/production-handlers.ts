import type { BrowserWindow, FileFilter } from 'electron'
import type { Workbench } from '../composition/workbench'
import { pinLetterHtml } from '../engine/personalization/papers/card-paper-html'
import { previewOf } from '../engine/personalization/preview'
import { capViewOf } from '../services/chip/cap-view'
import { capIn } from '../services/chip/chip-actions'
import { storePreviewOf } from '../services/chip/store-content'
import { AppFailure } from '../services/app-failure'
import { truncatedPan } from '../services/journal/truncated-pan'
import { cardPaperDocument } from '../services/production/card-paper'
import { lotViewOf, productionViewOf } from '../services/production/production-text'
import { builtInProfiles } from '../services/production/profile-library'
import { profileViewOf } from '../services/production/profile-view'
import { terminalPreset } from '../services/terminals/terminal-presets'
import { COUNTER } from '../services/transactions/counter-terminal'
import type { CallHandlers } from './ipc-router'
import { htmlToPdf, printHtml, saveWithDialog } from './report-output'

type ProductionCalls = Pick<
  CallHandlers,
  | 'chip.info'
  | 'chip.cap'
  | 'chip.data'
  | 'chip.start'
  | 'chip.cancel'
  | 'make.profiles'
  | 'make.issuers'
  | 'make.check'
  | 'make.preview'
  | 'make.start'
  | 'make.cancel'
  | 'make.recent'
  | 'make.scrap'
  | 'make.print'
  | 'make.save'
  | 'make.printPin'
  | 'stock.list'
  | 'stock.receive'
>

const MOST_RECENT = 50
const PAPER_FILES: Readonly<Record<'html' | 'pdf', FileFilter>> = {
  html: { name: 'HTML', extensions: ['html'] },
  pdf: { name: 'PDF', extensions: ['pdf'] }
}

/** The contract's calls about what is on chips, and about making cards. */
export function productionHandlers(
  { chip, production }: Workbench,
  window: () => BrowserWindow
): ProductionCalls {
  const { make, stock, log, issuers } = production
  const { merchantName, utcOffset } = terminalPreset(COUNTER)
  const branch = { name: merchantName, utcOffset }
  return {
    'chip.info': ({ reader }) => chip.info(reader),
    'chip.cap': ({ file }) => capViewOf(capIn(file)),
    'chip.data': (content) => storePreviewOf(content),
    'chip.start': ({ reader, channel, action }) => ({ job: chip.start(reader, channel, action) }),
    'chip.cancel': ({ job }) => chip.cancel(job),
    'make.profiles': () => builtInProfiles().map(profileViewOf),
    'make.issuers': () => issuers.views(),
    'make.check': async (order) => {
      const checked = await make.check(order)
      if (checked.kind === 'invalid') return { ok: false, findings: [...checked.findings] }
      return { ok: true, findings: [...checked.warnings], pan: truncatedPan(checked.applicant.pan) }
    },
    'make.preview': async (order) => {
      const checked = await make.check(order)
      if (checked.kind === 'invalid') return { kind: 'invalid', findings: [...checked.findings] }
      const prepared = await make.prepare(checked)
      const currency = checked.profile.issuer.currency.slice(1)
      return { kind: 'preview', preview: previewOf(prepared, { reveal: false, currency }) }
    },
    'make.start': ({ reader, order }) => ({ job: make.start(reader, order) }),
    'make.cancel': ({ job }) => make.cancel(job),
    'make.recent': async () => (await log.newest(MOST_RECENT)).map(productionViewOf),
    'make.scrap': async ({ production: id, reason }) => productionViewOf(await make.scrap(id, reason)),
    'make.print': async ({ paper, language }) => ({
      printed: await printHtml(cardPaperDocument(paper, branch, language))
    }),
    'make.save': ({ paper, format, language }) =>
      saveWithDialog(
        window(),
        { name: `card-${paper.what}-${paper.card.pan.slice(-4)}.${format}`, filter: PAPER_FILES[format] },
        async () => {
          const html = cardPaperDocument(paper, branch, language)
          return format === 'pdf' ? htmlToPdf(html) : html
        }
      ),
    'make.printPin': async ({ production: id, language }) => {
      const made = make.pinOf(id)
      if (made === undefined) throw new AppFailure('production-unknown')
      const { pin, pan, name } = made
      const html = pin.use((bytes) =>
        pinLetterHtml({ pan, name, pin: new TextDecoder().decode(bytes) }, language)
      )
      const printed = await printHtml(html)
      if (printed) make.pinPrinted(id)
      return { printed }
    },
    'stock.list': async () => (await stock.lots()).map(lotViewOf),
    'stock.receive': async ({ name, count }) => lotViewOf(await stock.receive(name, count))
  }
}
