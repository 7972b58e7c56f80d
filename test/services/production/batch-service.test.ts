import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { generateRsaKey } from '../../../src-main/engine/crypto/rsa'
import type { ApplicantFile } from '../../../src-main/contract/personalization'
import { panOf } from '../../../src-main/engine/personalization/applicant/pan'
import { Interruption } from '../../../src-main/engine/workflow/interruption'
import { BatchService } from '../../../src-main/services/production/batch-service'
import type { CardFeeder } from '../../../src-main/services/production/card-feeder'
import { IccKeys } from '../../../src-main/services/production/icc-keys'
import { readyMadeCard } from '../../../src-main/virtual-card/ready-made/ready-made-cards'
import { VirtualCard } from '../../../src-main/virtual-card/virtual-card'
import { createIssuerWorld, type IssuerWorld } from '../../support/issuer-world'
import { EXAMPLE, makeDesk } from '../../support/make-desk'

const iccKey = generateRsaKey(1152, 3)
let world: IssuerWorld
beforeAll(async () => {
  world = await createIssuerWorld()
})
beforeEach(() => world.reset())

function applicants(count: number): ApplicantFile[] {
  return Array.from({ length: count }, (_, index) => ({ ...EXAMPLE, pan: panOf('622848', 500 + index, 19) }))
}

interface Feeding extends CardFeeder {
  /** Cards that were put onto readers so far. */
  fed: number
}

/** Puts a new blank chip onto the reader each time; one that is `spoiled` breaks off in the middle, every time. */
function desk({ spoiled = new Set<number>() }: { readonly spoiled?: ReadonlySet<number> } = {}) {
  const cards = new Map<string, VirtualCard>()
  const broken = new Set<VirtualCard>()
  const feeder: Feeding = {
    fed: 0,
    next(reader, signal) {
      if (signal.aborted) return Promise.resolve(false)
      feeder.fed += 1
      const card = VirtualCard.fromImage(readyMadeCard('blank', ['T=1'], feeder.fed))
      if (spoiled.has(feeder.fed)) broken.add(card)
      cards.set(reader, card)
      return Promise.resolve(true)
    }
  }
  let current: VirtualCard | undefined
  const parts = makeDesk({
    world,
    iccKey,
    card: () => {
      const card = cards.get('reader')
      if (card === undefined) throw new Error('there is no card')
      current = card
      return card
    },
    tap: (channel) => {
      let commands = 0
      return {
        transceive: (command, about) => {
          commands += 1
          const isBroken = current !== undefined && broken.has(current)
          return isBroken && commands > 60
            ? Promise.reject(new Interruption('card-removed'))
            : channel.transceive(command, about)
        }
      }
    }
  })
  const batch = new BatchService({
    ...{ make: parts.make, log: parts.log, stock: parts.stock, issuers: parts.issuers },
    ...{ iccKeys: new IccKeys(() => iccKey), feeder, now: () => Date.UTC(2026, 5, 1, 4) }
  })
  return { ...parts, batch, feeder }
}

const order = (list: ApplicantFile[], lot?: string) => ({
  ...{ profile: 'debit-ecash', applicants: list, readers: ['virtual:reader' as const] },
  ...(lot !== undefined && { lot })
})

describe('a batch', () => {
  it('makes a card of each line, and the count is right', async () => {
    const { batch, stock } = desk1()
    const { id } = await stock.receive('test', 5)
    await batch.start(order(applicants(3), id))
    const end = await batch.ended()
    expect(end).toMatchObject({ running: false, total: 3, made: 3, rejected: 0, left: 0 })
    expect(end?.lot).toMatchObject({ received: 5, made: 3, scrapped: 0, begun: 0, left: 2 })
    expect(end?.ended.map(({ line, outcome }) => [line, outcome])).toEqual([
      [3, 'made'],
      [2, 'made'],
      [1, 'made']
    ])
  })

  it('replaces a spoiled card by another, and counts it as scrap', async () => {
    const { batch, stock, log } = desk1({ spoiled: new Set([2]) })
    const { id } = await stock.receive('test', 5)
    await batch.start(order(applicants(3), id))
    const end = await batch.ended()
    expect(end).toMatchObject({ made: 3, rejected: 0, left: 0 })
    expect(end?.lot).toMatchObject({ made: 3, scrapped: 1, begun: 0, left: 1 })
    const scrapped = (await log.newest(10)).find(({ state }) => state === 'scrapped')
    const replacement = (await log.newest(10)).find(({ replaces }) => replaces !== undefined)
    expect(replacement).toMatchObject({ state: 'made', replaces: scrapped?.id, line: 2 })
  })

  it('gives a line up after several spoiled cards, and goes on with the others', async () => {
    const { batch } = desk1({ spoiled: new Set([1, 2, 3]) })
    await batch.start(order(applicants(2)))
    expect(await batch.ended()).toMatchObject({ made: 1, rejected: 1, left: 0 })
  })

  it('stops after the card under way, and goes on with the rest when it is begun again', async () => {
    const { batch, feeder } = desk1()
    const next = feeder.next.bind(feeder)
    feeder.next = (reader, signal) => {
      if (feeder.fed === 2) batch.stop()
      return next(reader, signal)
    }
    await batch.start(order(applicants(4)))
    const stopped = await batch.ended()
    expect(stopped).toMatchObject({ running: false, made: 2, left: 2, lanes: [{ state: 'stopped' }] })
    const { batch: again, feeder: second } = desk1()
    await again.start(order(applicants(4)))
    const end = await again.ended()
    expect(end).toMatchObject({ total: 4, made: 4, rejected: 0, left: 0 })
    expect(second.fed).toBe(2)
  })

  it('comes to its end where one of its lanes breaks, and says so to whoever waits', async () => {
    const { batch, feeder } = desk1()
    const { next } = feeder
    feeder.next = (reader, signal) => {
      if (feeder.fed === 1) return Promise.reject(new Error('broken'))
      return next(reader, signal)
    }
    await batch.start(order(applicants(3)))
    await expect(batch.ended()).rejects.toThrow('broken')
    expect(await batch.current()).toMatchObject({
      running: false,
      made: 1,
      left: 2,
      lanes: [{ state: 'stopped' }]
    })
  })

  it('begins nothing where a line is not sound, or a number comes twice', async () => {
    const { batch, feeder } = desk1()
    const [first, second] = applicants(2)
    if (first === undefined || second === undefined) throw new Error('two applicants')
    await expect(batch.start(order([first, { ...second, name: '' }]))).rejects.toThrow('batch-invalid')
    await expect(batch.start(order([first, first]))).rejects.toThrow('batch-invalid')
    expect(feeder.fed).toBe(0)
  })
})

/** With the one reader that `order` names. */
function desk1(options: Parameters<typeof desk>[0] = {}): ReturnType<typeof desk> {
  const made = desk(options)
  const { next } = made.feeder
  made.feeder.next = (_reader, signal) => next('reader', signal)
  return made
}
