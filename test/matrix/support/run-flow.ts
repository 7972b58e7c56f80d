import { faultsAt, spread, spreadOverKinds, type Fault, type Points } from './faults'
import type { Flow } from './flows'
import { HOST_FAULTS } from './host-faults'
import { MatrixWorld } from './matrix-world'
import type { Way } from './recover'
import { caseName, runCase, type Case, type CaseOutcome } from './run-case'
import { LOG_FAULTS } from './unreadable-logs'

/** How many first faults are combined with how many in the recovery. */
const PAIRS = { first: 24, then: 18 } as const
/** How many faults of the host are combined with another one later in the same run. */
const DOUBLE = { host: 10, then: 12 } as const
/** How many first faults are settled only after something else happened to the card. */
const BETWEEN = { anew: 24, elsewhere: 12, aLot: 6 } as const
const WAYS: readonly Way[] = ['finish', 'reverse']

export interface FlowReport {
  readonly flow: string
  readonly points: string
  readonly single: number
  readonly pairs: number
  /** Name of each failing case, with what was wrong. */
  readonly failures: readonly string[]
}

/** Everything that can go wrong in one flow, singly and in pairs. */
export async function runFlow(flow: Flow): Promise<FlowReport> {
  const world = await MatrixWorld.create(flow)
  const matrix = new Matrix(world)
  world.probing = true
  const clean = await matrix.perform({ flow, faults: [], way: 'finish' })
  world.probing = false
  const faults = faultsAt(clean.points)
  const leftOpen = await singles(matrix, flow, faults)
  await uploads(matrix, flow, clean)
  const single = matrix.cases
  await recoveries(matrix, flow, leftOpen)
  await later(matrix, flow, leftOpen)
  await doubles(matrix, flow, faults)
  return {
    ...{ flow: flow.name, points: pointsText(clean.points), single },
    pairs: matrix.cases - single,
    failures: matrix.failures
  }
}

/** Only the case of this name. */
export async function runOne(one: Case): Promise<readonly string[]> {
  const { problems } = await runCase(await MatrixWorld.create(one.flow), one)
  return problems
}

/** Runs cases one after the other, and keeps what failed. */
class Matrix {
  cases = 0
  readonly failures: string[] = []

  constructor(private readonly world: MatrixWorld) {}

  async perform(one: Case): Promise<CaseOutcome> {
    this.cases += 1
    const outcome = await runCase(this.world, one)
    if (outcome.problems.length > 0) this.failures.push(`${caseName(one)}: ${outcome.problems.join('; ')}`)
    return outcome
  }
}

interface LeftOpen {
  readonly fault: Fault
  readonly way: Way
  readonly needsCard: boolean
  /** What can go wrong in settling it. */
  readonly then: readonly Fault[]
}

/** Each fault alone; where it leaves something open, that is settled in either way. */
async function singles(matrix: Matrix, flow: Flow, faults: readonly Fault[]): Promise<LeftOpen[]> {
  const leftOpen: LeftOpen[] = []
  for (const fault of faults) {
    for (const way of WAYS) {
      const outcome = await matrix.perform({ flow, faults: [fault], way })
      if (!outcome.leftOpen) break
      const { needsCard, recoveryPoints } = outcome
      const then = recoveryPoints === undefined ? [] : faultsAt(recoveryPoints)
      leftOpen.push({ fault, way, needsCard, then })
    }
  }
  return leftOpen
}

/** Whatever goes wrong when the desk hands in what was paid offline. */
async function uploads(matrix: Matrix, flow: Flow, clean: CaseOutcome): Promise<void> {
  const exchanges = Array.from({ length: clean.uploads }, (_, index) => index + 1)
  const faults = exchanges.flatMap((exchange): Fault[] => [
    ...HOST_FAULTS.map((how): Fault => ({ kind: 'host', exchange, how })),
    { kind: 'die', exchange, when: 'before' },
    { kind: 'die', exchange, when: 'after' }
  ])
  for (const fault of faults) await matrix.perform({ flow, faults: [], way: 'finish', uploadFaults: [fault] })
}

/** Something else goes wrong while it is being settled. */
async function recoveries(matrix: Matrix, flow: Flow, leftOpen: readonly LeftOpen[]): Promise<void> {
  for (const [turn, { fault, way, then }] of spread(leftOpen, PAIRS.first).entries()) {
    for (const recoveryFault of spreadOverKinds(then, PAIRS.then, turn))
      await matrix.perform({ flow, faults: [fault], way, recoveryFaults: [recoveryFault] })
  }
}

/** The card is no longer as it was when somebody comes to settle it, or tells less than it should. */
async function later(matrix: Matrix, flow: Flow, leftOpen: readonly LeftOpen[]): Promise<void> {
  for (const { fault, way } of spread(leftOpen, BETWEEN.anew))
    await matrix.perform({ flow, faults: [fault], way, between: 'made anew' })
  if ((flow.effect['card'] ?? 0) === 0) return
  const onCard = leftOpen.filter(({ needsCard }) => needsCard)
  for (const { fault, way } of onCard) {
    for (const logs of LOG_FAULTS) await matrix.perform({ flow, faults: [fault], way, logs })
  }
  for (const { fault, way } of spread(onCard, BETWEEN.elsewhere)) {
    await matrix.perform({ flow, faults: [fault], way, between: 'paid elsewhere' })
    await matrix.perform({ flow, faults: [fault], way, between: 'paid elsewhere', logs: '6F00' })
  }
  for (const { fault, way } of spread(onCard, BETWEEN.aLot))
    await matrix.perform({ flow, faults: [fault], way, between: 'paid elsewhere a lot' })
}

/** The issuer and something else go wrong in the same run. */
async function doubles(matrix: Matrix, flow: Flow, faults: readonly Fault[]): Promise<void> {
  const ofHost = faults.filter(({ kind }) => kind === 'host')
  const others = faults.filter(({ kind }) => kind !== 'host')
  for (const [turn, fault] of spread(ofHost, DOUBLE.host).entries()) {
    const way = turn % 2 === 0 ? 'finish' : 'reverse'
    for (const other of spreadOverKinds(others, DOUBLE.then, turn))
      await matrix.perform({ flow, faults: [fault, other], way })
  }
}

function pointsText({ apdus, cardWrites, ownWrites, exchanges, looks }: Points): string {
  return [
    `${apdus} APDUs, ${cardWrites} writes of the card, ${ownWrites} of the journal, ${exchanges} requests`,
    `${looks} looks for a cancellation`
  ].join(', ')
}
