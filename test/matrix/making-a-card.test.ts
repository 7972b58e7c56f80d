// A card is torn while it is made: before and after every command, and at every write of its memory. Whatever happens, the
// same order on the same chip makes it a working card, the stock is counted right, and no key was tried in vain.
import { describe, expect, it } from 'vitest'
import { generateRsaKey } from '../../src-main/engine/crypto/rsa'
import type { CardChannel } from '../../src-main/engine/channel/card-channel'
import { Interruption } from '../../src-main/engine/workflow/interruption'
import type { TearPoint } from '../../src-main/virtual-card/memory/card-memory'
import { readyMadeCard } from '../../src-main/virtual-card/ready-made/ready-made-cards'
import { VirtualCard } from '../../src-main/virtual-card/virtual-card'
import { createIssuerWorld, type IssuerWorld } from '../support/issuer-world'
import { debitOrder, makeDesk, type MakeDesk } from '../support/make-desk'

type Fault =
  | { readonly kind: 'none' }
  | { readonly kind: 'before' | 'after'; readonly command: number }
  | { readonly kind: 'write'; readonly write: number; readonly point: TearPoint }

const iccKey = generateRsaKey(1152, 3)
const RECEIVED = 10
/** So many commands and writes there are at least: fewer would mean that less is torn than was meant. */
const LEAST_CASES = 900

interface Case {
  readonly world: IssuerWorld
  readonly card: VirtualCard
  readonly lot: string
  /** Commands that reached the card. */
  commands: number
}

async function started(world: IssuerWorld): Promise<Case> {
  await world.reset()
  const card = VirtualCard.fromImage(readyMadeCard('blank', ['T=1']))
  const { stock } = makeDesk({ world, card: () => card })
  const { id } = await stock.receive('test', RECEIVED)
  return { world, card, lot: id, commands: 0 }
}

function deskOf(run: Case, fault: Fault): MakeDesk {
  const tap = (channel: CardChannel): CardChannel => ({
    async transceive(command, about) {
      run.commands += 1
      const here = 'command' in fault && fault.command === run.commands
      if (here && fault.kind === 'before') throw new Interruption('card-removed')
      const answer = await channel.transceive(command, about)
      if (here) throw new Interruption('card-removed')
      return answer
    }
  })
  return makeDesk({ world: run.world, card: () => run.card, tap, iccKey })
}

/** What the program comes to: a card that goes away after it was written ends the work with an error. */
async function make(run: Case, fault: Fault): Promise<string> {
  if (fault.kind === 'write') run.card.memory.tear(fault.write, fault.point)
  try {
    const order = debitOrder({ lot: run.lot })
    return (await deskOf(run, fault).make.make('reader', order)).outcome
  } catch (error) {
    return error instanceof Error ? error.message : 'unknown'
  } finally {
    run.card.memory.noTear()
  }
}

async function check(world: IssuerWorld, fault: Fault): Promise<void> {
  const run = await started(world)
  const torn = await make(run, fault)
  const { make: making, stock, log, attempts } = deskOf(run, { kind: 'none' })
  const between = await stock.lot(run.lot)
  // Either nothing was written and nothing taken, or one card is in production, or it was done before it was torn.
  const taken = between.counts.begun + between.counts.made
  expect(taken).toBeLessThanOrEqual(1)
  expect(between.counts.scrapped).toBe(0)
  expect(between.left).toBe(RECEIVED - taken)
  if (torn !== 'made') {
    expect(['refused', 'unfinished', 'card-removed', 'cancelled']).toContain(torn)
    const again = await making.make('reader', debitOrder({ lot: run.lot }))
    expect(again).toMatchObject({
      outcome: 'made',
      checks: [{ ok: true }, { ok: true }, { ok: true }, { ok: true }]
    })
  }
  const after = await stock.lot(run.lot)
  expect(after.counts).toEqual({ begun: 0, made: 1, scrapped: 0 })
  expect(after.left).toBe(RECEIVED - 1)
  expect(await log.newest(10)).toHaveLength(1)
  const [production] = await log.newest(1)
  expect(await attempts.failed(production?.chip ?? '')).toBe(0)
  expect((await world.desk.cards()).filter(({ pan }) => pan.endsWith('0117'))).toHaveLength(1)
}

describe('a card that is torn while it is made', () => {
  it('is made by the same order afterwards, wherever it was torn', async () => {
    const world = await createIssuerWorld()
    const whole = await started(world)
    const before = whole.card.memory.writes
    expect(await make(whole, { kind: 'none' })).toBe('made')
    const commands = whole.commands
    const writes = whole.card.memory.writes - before
    const faults: Fault[] = [
      ...Array.from({ length: commands }, (_, index) => index + 1).flatMap((command): Fault[] => [
        { kind: 'before', command },
        { kind: 'after', command }
      ]),
      ...Array.from({ length: writes }, (_, index) => index + 1).flatMap((write): Fault[] => [
        { kind: 'write', write, point: 'before' },
        { kind: 'write', write, point: 'half' }
      ])
    ]
    let checked = 0
    for (const fault of faults) {
      try {
        await check(world, fault)
      } catch (error) {
        throw new Error(`torn at ${JSON.stringify(fault)}`, { cause: error })
      }
      checked += 1
    }
    console.log(`== making a card: ${checked} cases (${commands} commands, ${writes} memory writes)`)
    expect(checked).toBeGreaterThanOrEqual(LEAST_CASES)
  }, 900_000)
})
