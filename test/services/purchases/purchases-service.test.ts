import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import { DataFolder } from '../../../src-main/adapters/data-folder/data-folder'
import { LeasedDatabase } from '../../../src-main/adapters/database/leased-database'
import type { HostReply, HostRequest } from '../../../src-main/engine/workflow/host'
import type { IssuerHost } from '../../../src-main/services/issuer/issuer-host-port'
import {
  PurchasesService,
  type AcceptedPurchase
} from '../../../src-main/services/purchases/purchases-service'
import {
  accountsOf,
  createIssuerWorld,
  moneyWorld,
  TEST_NOW,
  type IssuerWorld,
  type MoneyWorld
} from '../../support/issuer-world'
import { testChips, type ChipSaying } from '../../support/test-chip'

const origin = { terminal: 'T1', merchant: 'M1', drawer: 'D1', at: TEST_NOW }
let world: IssuerWorld
beforeEach(async () => void (world = await createIssuerWorld()))

function purchase(
  { references }: MoneyWorld,
  entry: string,
  saying: ChipSaying & { readonly amount: number }
): AcceptedPurchase {
  const { pan, psn } = testChips.debit()
  return {
    entry,
    card: references.reference(pan, psn),
    pan: '622848*********0018',
    psn,
    origin,
    amount: saying.amount,
    currency: 156,
    atc: saying.atc,
    chip: testChips.debit().says({ kind: 'TC', profile: 'pboc-17', ...saying })
  }
}

/** A host that answers as `misbehave` says, and otherwise as the issuer does. */
function through(misbehave: (request: HostRequest, count: number) => HostReply | undefined): IssuerHost {
  let count = 0
  return {
    exchange: async (request) => {
      count += 1
      const answer = await world.host.exchange(request)
      return misbehave(request, count) ?? answer
    }
  }
}

const service = (host: IssuerHost): PurchasesService =>
  new PurchasesService(world.database, world.references, host, () => TEST_NOW)

describe('offline purchases', () => {
  it('are kept once for each entry, until they are uploaded', async () => {
    const one = purchase(world, 'e1', { atc: 9, amount: 1_250 })
    await world.purchases.add(one)
    await world.purchases.add({ ...one, amount: 9 })
    expect(await world.purchases.unsettled()).toMatchObject([
      { entry: 'e1', amount: 1_250, state: 'waiting' }
    ])
    expect((await world.desk.overview()).unsettled).toEqual({ count: 1, amount: 1_250 })
    const expected = { uploaded: 1, refused: 0, waiting: 0, amount: 1_250, currency: 156 }
    expect(await world.purchases.upload()).toEqual(expected)
    expect(await world.purchases.upload()).toEqual({ ...expected, uploaded: 0, amount: 0 })
    expect(await accountsOf(world)).toMatchObject({ 'merchant:M1': 1_250, 'ecash:debit-ecash': 7_550 })
    expect(await world.purchases.find('e1')).toMatchObject({ state: 'uploaded' })
    await world.purchases.add(one)
    expect(await world.purchases.unsettled()).toEqual([])
  })

  it('are disputed where the issuer refuses them, with its reason', async () => {
    const wrong = new Map([[0x9f26, new Uint8Array(8)]])
    await world.purchases.add(purchase(world, 'e1', { atc: 9, amount: 100, tampered: wrong }))
    await world.purchases.add(purchase(world, 'e2', { atc: 10, amount: 200 }))
    expect(await world.purchases.upload()).toMatchObject({ uploaded: 1, refused: 1, waiting: 0, amount: 200 })
    expect(await world.purchases.disputed()).toMatchObject([{ entry: 'e1', reason: 'cryptogram-wrong' }])
    expect(await accountsOf(world)).toMatchObject({ 'merchant:M1': 200 })
  })

  it('that were refused are sent again when somebody wants it, under a name of their own', async () => {
    const names: string[] = []
    let refuses = true
    const fickle = service(
      through((request) => {
        names.push(request.id)
        const refusal = { id: request.id, arc: '62', scripts: [], reason: 'card-blocked' } as const
        return refuses ? { kind: 'answer', answer: refusal } : undefined
      })
    )
    await world.purchases.add(purchase(world, 'e1', { atc: 9, amount: 100 }))
    expect(await fickle.upload()).toMatchObject({ refused: 1, waiting: 0 })
    refuses = false
    expect(await fickle.upload()).toMatchObject({ uploaded: 0, waiting: 0 })
    await fickle.sendAgain('e1')
    expect(await fickle.unsettled()).toMatchObject([{ entry: 'e1', reason: 'card-blocked' }])
    expect(await fickle.upload()).toMatchObject({ uploaded: 1, refused: 0 })
    expect(new Set(names).size).toBe(2)
    // The issuer had taken it the first time, whatever was heard of that.
    expect(await accountsOf(world)).toMatchObject({ 'merchant:M1': 100 })
    await expect(fickle.sendAgain('e1')).rejects.toMatchObject({ code: 'purchase-not-disputed' })
    await expect(fickle.sendAgain('none')).rejects.toMatchObject({ code: 'purchase-not-disputed' })
  })

  it.each(['68', '90', '91', '92', '96', '98'])('wait where the issuer cannot say now (%s)', async (arc) => {
    await world.purchases.add(purchase(world, 'e1', { atc: 9, amount: 100 }))
    await world.purchases.add(purchase(world, 'e2', { atc: 10, amount: 200 }))
    let outOfOrder = true
    const host: IssuerHost = {
      exchange: async (request) =>
        outOfOrder && request.id === 'upload-e1'
          ? { kind: 'answer', answer: { id: request.id, arc, scripts: [], reason: 'service-unavailable' } }
          : world.host.exchange(request)
    }
    expect(await service(host).upload()).toMatchObject({ uploaded: 1, refused: 0, waiting: 1 })
    expect(await world.purchases.disputed()).toEqual([])
    outOfOrder = false
    expect(await service(host).upload()).toMatchObject({ uploaded: 1, refused: 0, waiting: 0, amount: 100 })
    expect(await accountsOf(world)).toMatchObject({ 'merchant:M1': 300 })
  })

  it.each([
    ['no answer', (): HostReply => ({ kind: 'no-answer', reason: 'timeout' })],
    [
      'an answer to something else',
      (): HostReply => ({ kind: 'answer', answer: { id: 'x', arc: '00', scripts: [] } })
    ]
  ])('stay where they are after %s, and are paid once afterwards', async (_, reply) => {
    for (const [index, entry] of ['e1', 'e2', 'e3'].entries()) {
      await world.purchases.add(purchase(world, entry, { atc: 9 + index, amount: 100 }))
    }
    const silentOnce = service(through((_request, count) => (count === 2 ? reply() : undefined)))
    expect(await silentOnce.upload()).toMatchObject({ uploaded: 1, waiting: 2 })
    expect(await world.purchases.upload()).toMatchObject({ uploaded: 2, waiting: 0 })
    expect(await accountsOf(world)).toMatchObject({ 'merchant:M1': 300 })
  })

  it('are sent once when two ask for it, and no further when that is stopped', async () => {
    for (const [index, entry] of ['e1', 'e2', 'e3'].entries()) {
      await world.purchases.add(purchase(world, entry, { atc: 9 + index, amount: 100 }))
    }
    const stop = new AbortController()
    const stopping = service(
      through(() => {
        stop.abort()
        return undefined
      })
    )
    const [first, second] = await Promise.all([stopping.upload(stop.signal), stopping.upload()])
    expect(first).toEqual(second)
    expect(first).toMatchObject({ uploaded: 1, waiting: 2 })
  })

  it('are uploaded after a restart by a number that lies nowhere in clear', async () => {
    const folder = new DataFolder(mkdtempSync(join(tmpdir(), 'cardwright-purchases-')))
    const file = join(folder.path, 'cardwright.sqlite')
    const open = (): MoneyWorld => moneyWorld(new LeasedDatabase({ file, documents: folder }))
    try {
      const before = open()
      await before.references.ready()
      await before.purchases.add(purchase(before, 'e1', { atc: 9, amount: 1_250 }))
      await before.database.close()
      const bytes = readFileSync(file)
      expect(bytes.includes('6228480000000000018')).toBe(false)
      expect(bytes.includes(Buffer.from('6228480000000000018F', 'hex'))).toBe(false)
      const after = open()
      expect(await after.purchases.upload()).toMatchObject({ uploaded: 1, refused: 0 })
      await after.database.close()
      expect(readFileSync(file).includes('6228480000000000018')).toBe(false)
    } finally {
      rmSync(folder.path, { recursive: true, force: true })
    }
  })
})
