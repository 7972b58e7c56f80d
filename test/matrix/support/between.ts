import type { MatrixWorld } from './matrix-world'
import { payElsewhere } from './pay-elsewhere'
import { snapshot, type Snapshot } from './snapshot'

/** What happens between something that went wrong and its settlement. */
export const BETWEEN = [
  /** The card is made anew on the shelf. */
  'made anew',
  /** It pays elsewhere: once, and as often as makes its log forget everything else. */
  'paid elsewhere',
  'paid elsewhere a lot'
] as const
export type Between = (typeof BETWEEN)[number]

const HALF_A_YUAN = 50
/** More than the records of a log. */
const A_LOT = 11

/** Makes it happen; resolves with how the world would be now if nothing had been going on. */
export async function meanwhile(world: MatrixWorld, between: Between, before: Snapshot): Promise<Snapshot> {
  if (between === 'made anew') {
    await world.makeCardAnew()
    const { known, money } = await snapshot(world, world.flow)
    return { known, money: { ...before.money, card: money['card'] ?? 0 } }
  }
  const times = between === 'paid elsewhere' ? 1 : A_LOT
  for (let time = 1; time <= times; time += 1) await payElsewhere(world, HALF_A_YUAN)
  const { card = 0, merchant = 0, ecash = 0, ...others } = before.money
  const paid = times * HALF_A_YUAN
  return {
    ...before,
    money: { ...others, card: card - paid, merchant: merchant + paid, ecash: ecash - paid }
  }
}
