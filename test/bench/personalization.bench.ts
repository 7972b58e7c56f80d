// What the host adds to the time that the chip itself takes to become a card, and how readers work side by side.
import { generateRsaKey } from '../../src-main/engine/crypto/rsa'
import { runComposition } from '../../src-main/engine/key-operations/run-composition'
import { applicantOf } from '../../src-main/engine/personalization/applicant/applicant'
import { panOf } from '../../src-main/engine/personalization/applicant/pan'
import { prepareCard } from '../../src-main/engine/personalization/prepare/prepare-card'
import { testPersonalizationKeys } from '../../src-main/engine/personalization/test-keys'
import { uintBytes } from '../../src-main/engine/bytes/bytes'
import { BatchService } from '../../src-main/services/production/batch-service'
import { IccKeys } from '../../src-main/services/production/icc-keys'
import { builtInProfile } from '../../src-main/services/production/profile-library'
import { answerTime, type AnswerTimeProfile } from '../../src-main/virtual-card/chip/answer-time'
import { ReaderClaims } from '../../src-main/services/sessions/reader-claims'
import { readyMadeCard } from '../../src-main/virtual-card/ready-made/ready-made-cards'
import { VirtualCard } from '../../src-main/virtual-card/virtual-card'
import type { Bench, BenchRow } from '../support/bench'
import { createIssuerWorld } from '../support/issuer-world'
import { EXAMPLE, makeDesk } from '../support/make-desk'

const SPEEDS = [106, 424] as const
const MILLISECONDS_PER_WRITE = 5
const CARDS_A_LANE = 4
const MOST_HOST_SHARE = 5
/** At least 95 % of linear, as the most that may be lost. */
const MOST_LOSS = 5
const LANES = [1, 2, 4, 8] as const
const PREPARED = 100_000

const keyKind = { bits: 1152, exponent: 3 } as const

/** Time as a batch of `lanes` readers spends it, in milliseconds. */
interface Spent {
  readonly elapsed: number
  /** What the chips said that they need, and what they were waited for. */
  readonly card: number
  readonly waited: number
  /** Computing of the virtual chips in this process, which a real chip does itself. */
  readonly computing: number
  readonly cards: number
}

async function batchOf(lanes: number, profile: AnswerTimeProfile): Promise<Spent> {
  const world = await createIssuerWorld()
  const spent = { card: 0, waited: 0, computing: 0 }
  const cards = new Map<string, VirtualCard>()
  const iccKeys = new IccKeys()
  const count = lanes * CARDS_A_LANE
  await iccKeys.fill(keyKind, count)
  const desk = makeDesk({
    ...{ world, iccKeys },
    card: (reader) => {
      const card = cards.get(reader)
      if (card === undefined) throw new Error('there is no card')
      return card
    },
    tap: (channel, card) => {
      let debt = 0
      return {
        async transceive(command, about) {
          const before = performance.now()
          const answer = await channel.transceive(command, about)
          const answered = performance.now()
          spent.computing += answered - before
          const { commandBytes, responseBytes, writes } = card.lastExchange
          const needed = answerTime(profile, commandBytes, responseBytes, writes)
          spent.card += needed
          debt += needed
          // A timer knows whole milliseconds only; what is left over comes with the next command.
          const whole = Math.floor(debt)
          if (whole > 0) await new Promise((resolve) => setTimeout(resolve, whole))
          const waited = performance.now() - answered
          debt -= waited
          spent.waited += waited
          return answer
        }
      }
    }
  })
  let fed = 0
  const batch = new BatchService({
    ...{ make: desk.make, log: desk.log, stock: desk.stock, issuers: desk.issuers, iccKeys },
    ...{ database: world.database, references: world.references },
    now: () => Date.UTC(2026, 5, 1, 4),
    claims: new ReaderClaims(),
    feeder: {
      next(reader, _carrier, signal) {
        if (signal.aborted) return Promise.resolve(false)
        fed += 1
        cards.set(reader, VirtualCard.fromImage(readyMadeCard('blank', ['T=1'], fed)))
        return Promise.resolve(true)
      },
      taken: () => Promise.resolve()
    }
  })
  const began = performance.now()
  await batch.start({
    profile: 'debit-ecash',
    applicants: Array.from({ length: count }, (_, index) => ({
      ...EXAMPLE,
      pan: panOf('622848', 700 + index, 19)
    })),
    readers: Array.from({ length: lanes }, (_, index) => `virtual:lane-${index + 1}`)
  })
  const end = await batch.ended()
  const elapsed = performance.now() - began
  if (end?.made !== count) throw new Error(`${end?.made} of ${count} cards were made`)
  return { ...spent, elapsed, cards: count }
}

async function hostRows(): Promise<BenchRow[]> {
  // Code that was never run is slow the first time.
  await batchOf(1, { kilobitsPerSecond: 100_000, millisecondsPerWrite: 0 })
  const rows: BenchRow[] = []
  for (const kilobitsPerSecond of SPEEDS) {
    const spent = await batchOf(1, { kilobitsPerSecond, millisecondsPerWrite: MILLISECONDS_PER_WRITE })
    const host = spent.elapsed - spent.waited - spent.computing
    const what = `at ${kilobitsPerSecond} kbit/s, ${MILLISECONDS_PER_WRITE} ms a write`
    rows.push(
      { what: `the chip's own time for a card, ${what}`, value: spent.card / spent.cards, unit: 'ms' },
      { what: `host time for a card, ${what}`, value: host / spent.cards, unit: 'ms' },
      {
        what: `host time of the chip's, ${what}`,
        value: (100 * host) / spent.card,
        unit: '%',
        limit: MOST_HOST_SHARE
      }
    )
  }
  return rows
}

async function laneRows(): Promise<BenchRow[]> {
  const profile = { kilobitsPerSecond: 106, millisecondsPerWrite: MILLISECONDS_PER_WRITE }
  const rows: BenchRow[] = []
  let alone: number | undefined
  for (const lanes of LANES) {
    const { elapsed, cards } = await batchOf(lanes, profile)
    const rate = (cards / elapsed) * 1000
    alone ??= rate
    rows.push({ what: `cards a second, ${lanes} readers`, value: rate, unit: '/s' })
    if (lanes > 1) {
      const loss = 100 * (1 - rate / (alone * lanes))
      rows.push({ what: `lost against linear, ${lanes} readers`, value: loss, unit: '%', limit: MOST_LOSS })
    }
  }
  return rows
}

function preparationRows(): BenchRow[] {
  const keys = testPersonalizationKeys()
  const profile = builtInProfile('debit-ecash')
  const applicant = { ...applicantOf(EXAMPLE), pan: panOf('622848', 900, 19) }
  const prepare = (icc: ReturnType<typeof generateRsaKey>, serial: number): void =>
    void runComposition(prepareCard({ profile, applicant, keys, icc, serial: uintBytes(serial, 3) }))
  const generated = 100
  let began = performance.now()
  for (let index = 0; index < generated; index += 1) prepare(generateRsaKey(1152, 3), index)
  const withKeys = (generated / (performance.now() - began)) * 1000
  const pooled = generateRsaKey(1152, 3)
  const rss: number[] = []
  began = performance.now()
  for (let index = 0; index < PREPARED; index += 1) {
    prepare(pooled, index)
    if (index % (PREPARED / 4) === PREPARED / 4 - 1) rss.push(process.memoryUsage().rss / 2 ** 20)
  }
  const fromPool = (PREPARED / (performance.now() - began)) * 1000
  const [first = 0] = rss
  return [
    { what: 'cards prepared with a key made for each (RSA-1152)', value: withKeys, unit: '/s and core' },
    { what: 'cards prepared with keys from a pool', value: fromPool, unit: '/s and core' },
    { what: 'resident memory after 25,000 cards', value: first, unit: 'MiB' },
    { what: 'growth of it until 100,000 cards', value: (rss.at(-1) ?? 0) - first, unit: 'MiB', limit: 32 }
  ]
}

const bench: Bench = {
  name: 'personalization',
  run: async () => [...(await hostRows()), ...(await laneRows()), ...preparationRows()]
}

export default bench
