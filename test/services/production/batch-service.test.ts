import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { generateRsaKey } from '../../../src-main/engine/crypto/rsa'
import type { ApplicantFile } from '../../../src-main/contract/personalization'
import { panOf } from '../../../src-main/engine/personalization/applicant/pan'
import { Interruption } from '../../../src-main/engine/workflow/interruption'
import { BatchService } from '../../../src-main/services/production/batch-service'
import type { CardFeeder } from '../../../src-main/services/production/card-feeder'
import { IccKeys } from '../../../src-main/services/production/icc-keys'
import { ReaderClaims } from '../../../src-main/services/sessions/reader-claims'
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
    next(reader, _carrier, signal) {
      if (signal.aborted) return Promise.resolve(false)
      feeder.fed += 1
      const card = VirtualCard.fromImage(readyMadeCard('blank', ['T=1'], feeder.fed))
      if (spoiled.has(feeder.fed)) broken.add(card)
      cards.set(reader, card)
      return Promise.resolve(true)
    },
    taken: () => Promise.resolve()
  }
  const claims = new ReaderClaims()
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
    ...{ iccKeys: new IccKeys(() => iccKey), feeder, claims, now: () => Date.UTC(2026, 5, 1, 4) }
  })
  return { ...parts, batch, feeder, claims }
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
    feeder.next = (reader, carrier, signal) => {
      if (feeder.fed === 2) batch.stop()
      return next(reader, carrier, signal)
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
    feeder.next = (reader, carrier, signal) => {
      if (feeder.fed === 1) return Promise.reject(new Error('broken'))
      return next(reader, carrier, signal)
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

  it('says what becomes of the card before, and asks for the next one only when it was taken off', async () => {
    const { batch, feeder } = desk1({ spoiled: new Set([1]) })
    const seen: unknown[] = []
    feeder.taken = async () => {
      const lane = (await batch.current())?.lanes[0]
      seen.push([lane?.state, lane?.last?.line, lane?.last?.chip])
    }
    await batch.start(order(applicants(2)))
    const end = await batch.ended()
    expect(seen).toEqual([
      ['take-card', 1, 'scrap'],
      ['take-card', 1, 'hand-out']
    ])
    expect(end?.lanes[0]).toMatchObject({
      state: 'done',
      made: 2,
      failed: 1,
      last: { line: 2, chip: 'hand-out' }
    })
  })

  it('asks nobody for a card that no line is left for', async () => {
    const { batch, feeder } = desk()
    const { next } = feeder
    const waiting: string[] = []
    feeder.next = (reader, carrier, signal) => {
      if (reader === 'virtual:reader') return next('reader', carrier, signal)
      waiting.push(reader)
      return new Promise((resolve) => signal.addEventListener('abort', () => resolve(false)))
    }
    await batch.start({ ...order(applicants(2)), readers: ['virtual:reader', 'pcsc:slow'] })
    const end = await batch.ended()
    expect(waiting).toEqual(['pcsc:slow'])
    expect(end).toMatchObject({ made: 2, left: 0, lanes: [{ state: 'done' }, { state: 'done', made: 0 }] })
  })

  it('has its readers to itself until it ends, and takes none that is in use', async () => {
    const { batch, claims, feeder } = desk1()
    const release = claims.use('virtual:reader')
    await expect(batch.start(order(applicants(1)))).rejects.toThrow('reader-busy')
    release()
    const { next } = feeder
    let refused: unknown
    feeder.next = (reader, carrier, signal) => {
      try {
        claims.use('virtual:reader')
      } catch (error) {
        refused = error
      }
      return next(reader, carrier, signal)
    }
    await batch.start(order(applicants(1)))
    await batch.ended()
    expect(String(refused)).toContain('reader-in-batch')
    expect(() => claims.use('virtual:reader')).not.toThrow()
  })

  it('accounts for every line, and makes the rest when asked', async () => {
    const { batch, feeder, stock } = desk1({ spoiled: new Set([1, 2, 3]) })
    const { id } = await stock.receive('test', 9)
    const next = feeder.next.bind(feeder)
    feeder.next = (reader, carrier, signal) => {
      if (feeder.fed === 4) batch.stop()
      return next(reader, carrier, signal)
    }
    await batch.start(order(applicants(4), id))
    await batch.ended()
    const stopped = await batch.reconciliation()
    expect(stopped).toMatchObject({
      ...{ total: 4, spoiled: 3, balanced: true },
      made: [{ line: 2, outcome: 'made' }],
      rejected: [{ line: 1 }],
      left: [{ line: 3, outcome: 'left' }, { line: 4 }],
      lot: { received: 9, made: 1, scrapped: 3, left: 5 }
    })
    feeder.next = next
    expect(await batch.rest(['virtual:reader'])).toMatchObject({ before: 1, made: 1, left: 3, running: true })
    await batch.ended()
    const end = await batch.reconciliation()
    expect(end?.made.map(({ line, name }) => [line, name])).toEqual(
      [1, 2, 3, 4].map((n) => [n, EXAMPLE.name])
    )
    expect(end).toMatchObject({ rejected: [], left: [], balanced: true })
    expect(end?.endedAt).toBeDefined()
  })

  it('tells the last state last, and the last one of all', async () => {
    const { batch } = desk1()
    const told: number[] = []
    const last = new Promise((resolve) => {
      batch.follow((view) => {
        told.push(view.made)
        if (!view.running) resolve(view)
      })
    })
    await batch.start(order(applicants(3)))
    expect(await last).toMatchObject({ running: false, made: 3 })
    expect(told).toEqual([...told].sort())
  })

  it('goes on with nothing where there was none', async () => {
    await expect(desk1().batch.rest(['virtual:reader'])).rejects.toThrow('batch-unknown')
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
  made.feeder.next = (_reader, carrier, signal) => next('reader', carrier, signal)
  return made
}
