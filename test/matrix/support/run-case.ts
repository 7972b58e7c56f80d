import { AppFailure } from '../../../src-main/services/app-failure'
import { cardSide, changes, disagreements, issuerSide, type Known } from './both-sides'
import { faultName, type Fault, type Points } from './faults'
import type { Flow } from './flows'
import { meanwhile, type Between } from './between'
import { Killed } from './mortal'
import type { MatrixWorld } from './matrix-world'
import { recover, settleByHand, type Way } from './recover'
import type { Run } from './run'
import { balanceOf, differences, snapshot, timesOf, timesWithNewCard, type Snapshot } from './snapshot'
import type { LogFault } from './unreadable-logs'

/** One case: what goes wrong in the flow, how it is settled, and what goes wrong in settling it. */
export interface Case {
  readonly flow: Flow
  readonly faults: readonly Fault[]
  readonly way: Way
  readonly recoveryFaults?: readonly Fault[]
  /** In the upload of what was paid offline. */
  readonly uploadFaults?: readonly Fault[]
  readonly logs?: LogFault
  /** What happens to the card before anybody settles anything. */
  readonly between?: Between
}

export interface CaseOutcome {
  /** Why the world is not as it has to be; empty where all is well. */
  readonly problems: readonly string[]
  /** Something was left to be settled, and only the card can tell what. */
  readonly leftOpen: boolean
  readonly needsCard: boolean
  /** Of the run with the faults, of the first recovery, and of the upload. */
  readonly points: Points
  readonly recoveryPoints: Points | undefined
  readonly uploads: number
}

const MOST_RECOVERIES = 5

export function caseName({ flow, faults, way, ...more }: Case): string {
  const names = (list: readonly Fault[]): string => list.map(faultName).join(' + ') || 'nothing'
  const { recoveryFaults = [], uploadFaults = [], logs, between } = more
  return [
    `${flow.name}: ${names(faults)}`,
    ...(logs === undefined ? [] : [`logs ${logs}`]),
    ...(between === undefined ? [] : [between]),
    way,
    ...(recoveryFaults.length > 0 ? [`then ${names(recoveryFaults)}`] : []),
    ...(uploadFaults.length > 0 ? [`upload ${names(uploadFaults)}`] : [])
  ].join('; ')
}

/** Runs one case from a fresh world to a settled one, and tries the flow once more. */
export async function runCase(world: MatrixWorld, one: Case): Promise<CaseOutcome> {
  const { flow, way, recoveryFaults = [], uploadFaults = [], between } = one
  const problems: string[] = []
  await world.reset()
  world.logs = one.logs
  let before = await snapshot(world, flow)
  const first = world.start(...(flow.always ?? []), ...one.faults)
  const ended = await attempt(first, problems, async () => (await first.perform(flow.action)).outcome)
  const { points } = first
  await world.settleLines()
  const open = await world.start().service.openEntries()
  const onCard = balanceOf(world) !== before.money['card']
  if (between !== undefined) before = await meanwhile(world, between, before)
  let recoveryPoints: Points | undefined
  const handedOver: string[] = []
  for (let round = 1; (await world.openEntries()).length > 0; round += 1) {
    if (round > MOST_RECOVERIES) {
      problems.push(`still open after ${MOST_RECOVERIES} recoveries`)
      break
    }
    const run = world.start(...(round === 1 ? recoveryFaults : []))
    const givesUp = round > MOST_RECOVERIES - 2
    handedOver.push(...((await attempt(run, problems, () => recover(run, { way, givesUp }))) ?? []))
    await world.settleLines()
    if (handedOver.length === 0) await keptIsListed(world, before, problems)
    recoveryPoints ??= run.points
  }
  if (handedOver.length > 0 && !mayBeHandedOver(one)) problems.push('it could only be handed over')
  await settleByHand(world, before)
  const uploads = await upload(world, uploadFaults, problems)
  const after = await snapshot(world, flow)
  const times =
    between === 'made anew' ? timesWithNewCard(flow, before, after, onCard) : timesOf(flow, before, after)
  if (times === undefined) problems.push(`it happened in part: ${differences(before, after)}`)
  if (times === 2) problems.push('it happened twice')
  const apart = triesAtRisk(one)
  if (flow.becomes === undefined)
    problems.push(...changes(before.known, after.known, apart).map((change) => `of the card, ${change}`))
  await soundness(world, problems, apart)
  const isClean = one.faults.length === 0 && one.logs === undefined && between === undefined
  if (isClean && (ended !== 'done' || times !== 1))
    problems.push(`without a fault it ended ${ended ?? 'badly'} and happened ${times ?? 'in part'}`)
  if (first.cancelled !== undefined) problems.push(...afterCancelling(first, { ended, times }))
  if (times === 0 || times === 1) await retry(world, flow, times, problems)
  const needsCard = open.some((entry) => entry.needsCard)
  return { problems, leftOpen: open.length > 0, needsCard, points, recoveryPoints, uploads }
}

/** Whatever happens to a run is part of the case, except what nobody made happen. */
async function attempt<T>(run: Run, problems: string[], work: () => Promise<T>): Promise<T | undefined> {
  try {
    return await work()
  } catch (error) {
    if (run.died || error instanceof Killed) return undefined
    const expected = error instanceof AppFailure && run.mayFailWith(error.code)
    if (!expected) problems.push(`threw ${error instanceof Error ? error.message : String(error)}`)
    return undefined
  } finally {
    problems.push(...run.problems)
  }
}

/** A try that power took is given back by the next PIN that is right. */
function triesAtRisk({ flow, faults }: Case): Partial<Known> {
  return flow.risksTry === true && faults.some(({ kind }) => kind === 'power') ? { pinTries: '' } : {}
}

/** Where the issuer refuses for good, or the card cannot know any more, people have to decide. */
function mayBeHandedOver({ flow, faults, recoveryFaults = [], between, logs }: Case): boolean {
  const refused = [...faults, ...recoveryFaults].some(
    (fault) => fault.kind === 'host' && fault.how === 'refused'
  )
  const forgets = logs !== undefined || flow.unlogged === true || between === 'paid elsewhere a lot'
  return refused || between === 'made anew' || (between !== undefined && forgets)
}

/** Money that the issuer keeps since is nobody's to forget: some entry is open that says so. */
async function keptIsListed(world: MatrixWorld, before: Snapshot, problems: string[]): Promise<void> {
  const { money } = await snapshot(world, world.flow)
  if ((money['kept'] ?? 0) <= (before.money['kept'] ?? 0)) return
  const open = await world.start().service.openEntries()
  if (!open.some(({ flow, needsCard }) => needsCard && flow !== 'load-kept'))
    problems.push('money is kept, and nothing that is open says so')
}

/** Offline purchases reach the issuer, if not at once. Returns how many requests that takes when all is well. */
async function upload(world: MatrixWorld, faults: readonly Fault[], problems: string[]): Promise<number> {
  const saysNo = faults.some((fault) => fault.kind === 'host' && NOES.includes(fault.how))
  let requests = 0
  for (const run of faults.length === 0 ? [world.start()] : [world.start(...faults), world.start()]) {
    await attempt(run, problems, async () => {
      const { refused } = await run.purchases.upload()
      if (refused > 0 && !saysNo) problems.push(`${refused} purchases were refused`)
    })
    await world.settleLines()
    requests = run.points.exchanges
  }
  const left = await world.issuer.purchases.unsettled()
  if (left.length > 0) problems.push(`${left.length} purchases are waiting`)
  return requests
}

/** Answers that leave no doubt. */
const NOES: readonly string[] = ['declined', 'refused', 'declined-with-script', 'declined-with-script-alone']

/** What holds whatever happened: the ledger balances, and card and issuer agree. */
async function soundness(world: MatrixWorld, problems: string[], apart: Partial<Known> = {}): Promise<void> {
  const check = await world.issuer.desk.check()
  if (check.total !== 0 || check.wrong.length > 0) problems.push('the ledger does not balance')
  problems.push(...disagreements(cardSide(world), await issuerSide(world), apart))
}

/** Before the point of no return nothing has been done; after it everything is, as if nobody had said anything. */
function afterCancelling(
  { cancelled }: Run,
  { ended, times }: { readonly ended: string | undefined; readonly times: number | undefined }
): string[] {
  const expected = cancelled === 'before' ? { ended: 'cancelled', times: 0 } : { ended: 'done', times: 1 }
  return [
    ...(ended === expected.ended
      ? []
      : [`cancelled ${cancelled ?? ''} commitment, it ended ${ended ?? 'badly'}`]),
    ...(times === expected.times
      ? []
      : [`cancelled ${cancelled ?? ''} commitment, it happened all the same or not`])
  ]
}

/** Doing it again works, and happens exactly once more. */
async function retry(world: MatrixWorld, flow: Flow, times: number, problems: string[]): Promise<void> {
  if (flow.once === true && times === 1) return
  const before = await snapshot(world, flow)
  const run = world.start(...(flow.always ?? []))
  await attempt(run, problems, async () => {
    const { outcome, sentence } = await run.perform(flow.action)
    if (outcome !== 'done') problems.push(`a retry ends ${outcome}: ${sentence.en}`)
  })
  await run.purchases.upload()
  const after = await snapshot(world, flow)
  const now = timesOf(flow, before, after)
  const done = flow.becomes === undefined ? now === 1 : now === 1 - times
  if (!done) problems.push(`after a retry it happened ${now ?? 'in part'}: ${differences(before, after)}`)
  if ((await world.openEntries()).length > 0) problems.push('the retry left something open')
  await soundness(world, problems)
}
