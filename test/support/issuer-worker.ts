import type { HostRequest } from '../../src-main/engine/workflow/host'
import { TEST_NOW } from './issuer-world'
import { testChips } from './test-chip'

/** The card of each worker. */
export const workerCards = [
  { label: 'debit-ecash', chip: testChips.debit() },
  { label: 'credit-ecash', chip: testChips.credit() },
  { label: 'ecash', chip: testChips.ecash() }
] as const

/** What a worker does, over and over: load and confirm, load and reverse, pay offline. */
const ROUND = 5

/**
 * The request number `index` of a worker; the same arguments always make the same request, so that whoever looks later
 * can ask again. `start` is the counter that the card had before; `text` names the request in one word.
 */
export function workerRequest(
  run: string,
  worker: number,
  start: number,
  index: number
): { readonly text: string; readonly request: HostRequest } {
  const chip = workerCards[worker]?.chip
  if (chip === undefined) throw new Error(`there is no worker ${worker}`)
  const origin = { terminal: `T${worker}`, merchant: 'M1', drawer: 'D1', at: TEST_NOW }
  const round = Math.floor(index / ROUND)
  const step = index % ROUND
  const id = `${run}-${worker}-${index}`
  const before = `${run}-${worker}-${index - 1}`
  const atc = start + round * 3 + (step < 2 ? 1 : step < 4 ? 2 : 3)
  const amount = 1 + (round % 50)
  const request: HostRequest =
    step === 0 || step === 2
      ? {
          kind: 'authorise',
          id,
          origin,
          service: { kind: 'load', from: { kind: 'cash' } },
          amount,
          currency: 156,
          chip: chip.says({ atc, amount, balance: 1_000 })
        }
      : step === 1
        ? { kind: 'confirm', id, origin, original: before }
        : step === 3
          ? { kind: 'reverse', id, origin, original: before, reason: 'card-removed', keep: true }
          : {
              kind: 'advice',
              id,
              origin,
              amount,
              currency: 156,
              chip: chip.says({ atc, amount, kind: 'TC', profile: 'pboc-17' })
            }
  return { text: `${worker}/${start}/${index}`, request }
}
