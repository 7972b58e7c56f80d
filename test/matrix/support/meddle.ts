import type { ActionResult } from '../../../src-main/contract/ecash'
import type { IssuerDesk } from '../../../src-main/services/issuer/issuer-desk'
import type { ByHand } from '../../../src-main/services/issuer/open-money'
import { AppFailure } from '../../../src-main/services/app-failure'
import type { MatrixWorld } from './matrix-world'

/**
 * Another process, alive at the same time and with another card in its reader, tries everything that there is to settle
 * these entries, which somebody is working on. Resolves with what it could do and should not.
 */
export async function meddle(world: MatrixWorld, entries: readonly string[]): Promise<string[]> {
  const { journal } = world.issuer
  const other = world.startOther()
  const problems: string[] = []
  const attempt = async (what: string, work: () => Promise<ActionResult>): Promise<void> => {
    const came = await outcomeOf(work)
    if (came !== 'busy') problems.push(`another process could ${what}: ${came}`)
  }
  for (const entry of entries) {
    const before = await journal.entry(entry)
    await other.service.settleOpen()
    for (const how of ['finish', 'reverse'] as const) {
      await attempt(`settle with ${how}`, () => other.service.settle(entry, how))
      await attempt(how, () => other.perform({ kind: how, entry }))
    }
    const byHand = await settlesByHand(other.desk, entry)
    if (byHand !== undefined) problems.push(`the issuer's people could ${byHand}`)
    const after = await journal.entry(entry)
    if (after?.steps.length !== before?.steps.length) problems.push('another process wrote to the entry')
  }
  return problems
}

/** In which way the issuer's own people would settle it at this moment; undefined where they are refused. */
async function settlesByHand(desk: IssuerDesk, entry: string): Promise<ByHand | undefined> {
  for (const how of ['confirm', 'reverse', 'release'] as const) {
    try {
      const plan = await desk.planByHand(entry, how)
      if (plan.kind === 'settled') continue
      await desk.settleByHand(plan.money, how)
      return how
    } catch (error) {
      if (!(error instanceof AppFailure)) throw error
    }
  }
  return undefined
}

async function outcomeOf(work: () => Promise<ActionResult>): Promise<string> {
  try {
    const { outcome, sentence } = await work()
    return outcome === 'refused' ? 'busy' : `${outcome}, ${sentence.en}`
  } catch (error) {
    if (error instanceof AppFailure) return error.code === 'entry-busy' ? 'busy' : error.code
    throw error
  }
}
