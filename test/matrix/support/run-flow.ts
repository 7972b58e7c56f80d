import { faultsAt, spread, type Fault } from './faults'
import type { Flow } from './flows'
import { MatrixWorld } from './matrix-world'
import { caseName, runCase, type Case, type Way } from './run-case'

/** How many first faults are combined with how many in the recovery, for each way of settling. */
const PAIRS = { first: 10, then: 12 } as const
/** How many faults of the host are combined with a tear or a kill later in the same run. */
const DOUBLE = { host: 8, then: 8 } as const

export interface FlowReport {
  readonly flow: string
  readonly points: string
  readonly single: number
  readonly pairs: number
  /** Name of each failing case, with what was wrong. */
  readonly failures: readonly string[]
}

/** Everything that can go wrong in one flow, singly and in pairs. `only`: the name of a case to run alone. */
export async function runFlow(flow: Flow, only?: string): Promise<FlowReport> {
  const world = await MatrixWorld.create(flow.card, flow.cells)
  const failures: string[] = []
  let run = 0
  const perform = async (one: Case): Promise<Awaited<ReturnType<typeof runCase>> | undefined> => {
    const name = caseName(one)
    // The single faults tell which pairs there are: they run for the name of a pair too.
    if (only !== undefined && name !== only && !only.includes('; then ')) return undefined
    run += 1
    const outcome = await runCase(world, one)
    if (outcome.problems.length > 0) failures.push(`${name}: ${outcome.problems.join('; ')}`)
    return outcome
  }

  const clean = await runCase(world, { flow, faults: [], way: 'finish' })
  if (clean.problems.length > 0) failures.push(`${flow.name} without a fault: ${clean.problems.join('; ')}`)
  const faults = faultsAt(clean.points)
  const ways: readonly Way[] = ['finish', 'reverse']
  const leftOpen: { fault: Fault; way: Way; then: Fault[] }[] = []
  for (const fault of faults) {
    for (const way of ways) {
      const outcome = await perform({ flow, faults: [fault], way })
      if (outcome?.leftOpen !== true || outcome.recoveryPoints === undefined) continue
      leftOpen.push({ fault, way, then: faultsAt(outcome.recoveryPoints) })
    }
  }
  const single = run
  for (const { fault, way, then } of spread(leftOpen, PAIRS.first * ways.length)) {
    for (const recoveryFault of spread(then, PAIRS.then))
      await perform({ flow, faults: [fault], way, recoveryFaults: [recoveryFault] })
  }
  const ofHost = spread(
    faults.filter(({ kind }) => kind === 'host'),
    DOUBLE.host
  )
  const ofCard = spread(
    faults.filter(({ kind }) => kind !== 'host'),
    DOUBLE.then
  )
  for (const fault of ofHost) {
    for (const other of ofCard) await perform({ flow, faults: [fault, other], way: 'finish' })
  }
  const { apdus, cardWrites, ownWrites, exchanges } = clean.points
  return {
    flow: flow.name,
    points: `${apdus} APDUs, ${cardWrites} writes of the card, ${ownWrites} of the journal, ${exchanges} requests`,
    single,
    pairs: run - single,
    failures
  }
}
