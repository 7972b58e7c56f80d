import { entryFacts } from '../../../src-main/engine/ecash/entry/entry-facts'
import type { ByHand, OpenMoney } from '../../../src-main/services/issuer/open-money'
import { cardSide, changes } from './both-sides'
import type { MatrixWorld } from './matrix-world'
import type { Run } from './run'
import { balanceOf, snapshot, type Snapshot } from './snapshot'

export type Way = 'finish' | 'reverse'

export interface Recovery {
  readonly way: Way
  /** Finishing and reversing were tried often enough. */
  readonly givesUp: boolean
}

/**
 * As a person does: what needs no card first, then each open entry with the button that there is. Resolves with the entries
 * that were handed over to the issuer's people, as a last resort.
 */
export async function recover(run: Run, { way, givesUp }: Recovery): Promise<string[]> {
  const { failed } = await run.service.settleOpen()
  // A dead process fails at everything.
  if (!run.died)
    run.problems.push(...failed.map(({ error }) => `what needs no card failed with ${error.code}`))
  const handedOver: string[] = []
  for (const { entry, needsCard, ...buttons } of await run.service.openEntries()) {
    const button = buttons[way] === undefined ? (way === 'finish' ? 'reverse' : 'finish') : way
    const last = buttons.handOver !== undefined && (givesUp || buttons[button] === undefined)
    run.working = entry
    if (last) {
      await run.service.settle(entry, 'hand-over')
      handedOver.push(entry)
    } else if (needsCard) await run.perform({ kind: button, entry })
    else await run.service.settle(entry, button)
  }
  run.working = undefined
  return handedOver
}

/** What was handed over is settled by the issuer's people, who have seen the card; what they keep for it is loaded then. */
export async function settleByHand(world: MatrixWorld, before: Snapshot): Promise<void> {
  const { desk, journal } = world.issuer
  for (const money of await desk.openMoney()) {
    if (money.journal !== 'given-up') continue
    const entry = await journal.entry(money.entry)
    const approved = entry !== undefined && entryFacts(entry.facts).tc !== undefined
    await desk.settleByHand(money, wayOf(money, { approved, done: onCard(world, before, money) }))
  }
  const { money } = await snapshot(world, world.flow)
  if ((money['kept'] ?? 0) > (before.money['kept'] ?? 0)) await world.start().perform({ kind: 'load-kept' })
}

/** Whether the card shows that it did what the entry is about. */
function onCard(world: MatrixWorld, before: Snapshot, { where }: OpenMoney): boolean {
  return where === 'service'
    ? changes(before.known, cardSide(world)).length > 0
    : balanceOf(world) !== before.money['card']
}

function wayOf(
  { where, service }: OpenMoney,
  { approved, done }: { readonly approved: boolean; readonly done: boolean }
): ByHand {
  if (where === 'kept') return 'release'
  // The card paid for nothing.
  if (service === 'refund') return 'reverse'
  return (service === 'purchase' ? approved : done) ? 'confirm' : 'reverse'
}
