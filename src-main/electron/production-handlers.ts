import type { Workbench } from '../composition/workbench'
import { truncatedPan } from '../services/journal/truncated-pan'
import { lotViewOf, productionViewOf } from '../services/production/production-text'
import { builtInProfiles } from '../services/production/profile-library'
import { profileViewOf } from '../services/production/profile-view'
import type { CallHandlers } from './ipc-router'

type ProductionCalls = Pick<
  CallHandlers,
  | 'chip.info'
  | 'chip.start'
  | 'chip.cancel'
  | 'make.profiles'
  | 'make.issuers'
  | 'make.check'
  | 'make.start'
  | 'make.cancel'
  | 'make.recent'
  | 'make.scrap'
  | 'stock.list'
  | 'stock.receive'
>

const MOST_RECENT = 50

/** The contract's calls about what is on chips, and about making cards. */
export function productionHandlers({ chip, production }: Workbench): ProductionCalls {
  const { make, stock, log, issuers } = production
  return {
    'chip.info': ({ reader }) => chip.info(reader),
    'chip.start': ({ reader, channel, action }) => ({ job: chip.start(reader, channel, action) }),
    'chip.cancel': ({ job }) => chip.cancel(job),
    'make.profiles': () => builtInProfiles().map(profileViewOf),
    'make.issuers': () => issuers.views(),
    'make.check': async (order) => {
      const checked = await make.check(order)
      if (checked.kind === 'invalid') return { ok: false, findings: [...checked.findings] }
      return { ok: true, findings: [...checked.warnings], pan: truncatedPan(checked.applicant.pan) }
    },
    'make.start': ({ reader, order }) => ({ job: make.start(reader, order) }),
    'make.cancel': ({ job }) => make.cancel(job),
    'make.recent': async () => (await log.newest(MOST_RECENT)).map(productionViewOf),
    'make.scrap': async ({ production: id, reason }) => productionViewOf(await make.scrap(id, reason)),
    'stock.list': async () => (await stock.lots()).map(lotViewOf),
    'stock.receive': async ({ name, count }) => lotViewOf(await stock.receive(name, count))
  }
}
