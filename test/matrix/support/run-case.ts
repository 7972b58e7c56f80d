import { toHex } from '../../../src-main/engine/bytes/hex'
import { accountsOf } from '../../support/issuer-world'
import { faultName, type Fault, type Points } from './faults'
import type { Flow } from './flows'
import { Killed } from './mortal'
import type { MatrixWorld, Run } from './matrix-world'

export type Way = 'finish' | 'reverse'

/** One case: what goes wrong in the flow, how it is settled, and what goes wrong in settling it. */
export interface Case {
  readonly flow: Flow
  readonly faults: readonly Fault[]
  readonly way: Way
  readonly recoveryFaults?: readonly Fault[]
}

export interface CaseOutcome {
  /** Why the world is not as it has to be; empty where all is well. */
  readonly problems: readonly string[]
  /** Something was left to be settled. */
  readonly leftOpen: boolean
  /** Of the run with the faults, and of the first recovery. */
  readonly points: Points
  readonly recoveryPoints: Points | undefined
}

const MOST_RECOVERIES = 5
const PIN_TRIES = 'object/9F17'

export function caseName({ flow, faults, way, recoveryFaults = [] }: Case): string {
  const names = (list: readonly Fault[]): string => list.map(faultName).join(' + ') || 'nothing'
  const then = recoveryFaults.length > 0 ? `; then ${names(recoveryFaults)}` : ''
  return `${flow.name}: ${names(faults)}; ${way}${then}`
}

/** Runs one case from a fresh world to a settled one, and tries the flow once more. */
export async function runCase(world: MatrixWorld, one: Case): Promise<CaseOutcome> {
  const { flow, faults, way, recoveryFaults = [] } = one
  const problems: string[] = []
  await world.reset()
  await flow.before?.(world)
  const before = await snapshot(world, flow)
  const first = world.start(flow.side, ...faults)
  await attempt(first, problems, () => first.perform(flow.action))
  const { points } = first
  await world.settleLines()
  const leftOpen = (await world.issuer.journal.open()).length > 0
  let recoveryPoints: Points | undefined
  for (let round = 1; (await world.issuer.journal.open()).length > 0; round += 1) {
    if (round > MOST_RECOVERIES) {
      problems.push(`still open after ${MOST_RECOVERIES} recoveries`)
      break
    }
    const run = world.start(flow.side, ...(round === 1 ? recoveryFaults : []))
    await attempt(run, problems, () => recover(run, way))
    await world.settleLines()
    recoveryPoints ??= run.points
  }
  await loadWhatIsKept(world, flow, before)
  const times = await compare(world, flow, before, problems)
  if (times !== undefined) await retry(world, flow, before, times, problems)
  return { problems, leftOpen, points, recoveryPoints }
}

/** Whatever happens to a run is part of the case, except what nobody made happen. */
async function attempt(run: Run, problems: string[], work: () => Promise<unknown>): Promise<void> {
  try {
    await work()
  } catch (error) {
    if (run.died || error instanceof Killed) return
    // A card that is blocked for good, or gone, is told as an error for a person.
    if (error instanceof Error && error.name === 'AppFailure') return
    problems.push(`threw ${error instanceof Error ? error.message : String(error)}`)
  }
}

/** As a person does: what needs no card first, then each open entry with the button that there is. */
async function recover(run: Run, way: Way): Promise<void> {
  await run.service.settleOpen()
  for (const entry of await run.service.openEntries()) {
    const other = way === 'finish' ? 'reverse' : 'finish'
    const chosen = entry[way] === undefined ? other : way
    if (entry.needsCard) await run.perform({ kind: chosen, entry: entry.entry })
    else await run.service.settle(entry.entry, chosen)
  }
}

/** A refund that was itself reversed waits at the issuer: it is the holder's, and the next load brings it. */
async function loadWhatIsKept(world: MatrixWorld, flow: Flow, before: Snapshot): Promise<void> {
  const { money } = await snapshot(world, flow)
  if ((money['kept'] ?? 0) > (before.money['kept'] ?? 0))
    await world.start(flow.side).perform({ kind: 'load-kept' })
}

interface Snapshot {
  readonly money: Readonly<Record<string, number>>
  readonly pinTries: string
  readonly blocked: string
  readonly shown: string
}

async function snapshot(world: MatrixWorld, flow: Flow): Promise<Snapshot> {
  const money: Record<string, number> = {}
  for (const [account, balance] of Object.entries(await accountsOf(world.issuer))) {
    const kind = account.split(':')[0] ?? account
    money[kind] = (money[kind] ?? 0) + balance
  }
  money['card'] = Number(toHex(world.cell('object/9F79') ?? new Uint8Array(6)))
  const cell = (name: string): string => toHex(world.cell(name) ?? new Uint8Array(0))
  return {
    money,
    pinTries: cell(PIN_TRIES),
    blocked: cell('blocked'),
    shown: flow.shows === undefined ? '' : cell(flow.shows)
  }
}

/** How many times the flow has happened: none or once is right, and nothing else may have. */
async function compare(
  world: MatrixWorld,
  flow: Flow,
  before: Snapshot,
  problems: string[]
): Promise<number | undefined> {
  const desk = world.start(flow.side)
  const uploaded = await desk.purchases.upload()
  if (uploaded.refused + uploaded.waiting > 0) problems.push(`${uploaded.refused} purchases were refused`)
  const after = await snapshot(world, flow)
  const check = await world.issuer.desk.check()
  if (check.total !== 0 || check.wrong.length > 0) problems.push('the ledger does not balance')
  const times = timesOf(flow, before, after)
  if (times === undefined) problems.push(`the money is wrong: ${differences(before, after)}`)
  if (flow.shows !== PIN_TRIES && after.pinTries !== before.pinTries) problems.push('PIN tries were lost')
  if (flow.shows !== 'blocked' && after.blocked !== before.blocked)
    problems.push('the application is blocked')
  return times
}

function timesOf(flow: Flow, before: Snapshot, after: Snapshot): number | undefined {
  const kinds = new Set([
    ...Object.keys(before.money),
    ...Object.keys(after.money),
    ...Object.keys(flow.effect)
  ])
  const delta = (kind: string): number => (after.money[kind] ?? 0) - (before.money[kind] ?? 0)
  for (const times of [0, 1, 2]) {
    if ([...kinds].every((kind) => delta(kind) === times * (flow.effect[kind] ?? 0))) {
      if (Object.keys(flow.effect).length > 0) return times
      return after.shown === before.shown ? 0 : 1
    }
  }
  return undefined
}

function differences(before: Snapshot, after: Snapshot): string {
  const kinds = new Set([...Object.keys(before.money), ...Object.keys(after.money)])
  return [...kinds]
    .map((kind) => [kind, (after.money[kind] ?? 0) - (before.money[kind] ?? 0)] as const)
    .filter(([, delta]) => delta !== 0)
    .map(([kind, delta]) => `${kind} ${delta}`)
    .join(', ')
}

/** Doing it again works, and happens exactly once more. */
async function retry(
  world: MatrixWorld,
  flow: Flow,
  before: Snapshot,
  times: number,
  problems: string[]
): Promise<void> {
  if (times > 1) {
    problems.push('it happened twice')
    return
  }
  if (flow.once === true && times === 1) return
  const run = world.start(flow.side)
  await attempt(run, problems, async () => {
    const { outcome, sentence } = await run.perform(flow.action)
    if (outcome !== 'done') problems.push(`a retry ends ${outcome}: ${sentence.en}`)
  })
  await run.purchases.upload()
  const after = await snapshot(world, flow)
  const now = timesOf(flow, before, after)
  const expected = Object.keys(flow.effect).length > 0 ? times + 1 : flow.shows === undefined ? 0 : 1
  if (now !== expected)
    problems.push(`after a retry it happened ${now ?? 'in part'}: ${differences(before, after)}`)
  if ((await world.issuer.journal.open()).length > 0) problems.push('the retry left something open')
}
