import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { DataFolder } from '../../../src-main/adapters/data-folder/data-folder'
import { LeasedDatabase } from '../../../src-main/adapters/database/leased-database'
import type { HostAnswer, HostRequest, HostService } from '../../../src-main/engine/workflow/host'
import { createIssuerWorld, moneyWorld, type IssuerWorld } from '../../support/issuer-world'
import { advice, ask, authorise, changesIn, confirm, isSound, origin, reasonOf, reverse } from './support'

const SERVICES: readonly HostService[] = [
  { kind: 'purchase' },
  { kind: 'evidence' },
  { kind: 'load', from: { kind: 'account' } },
  { kind: 'load', from: { kind: 'cash' } },
  { kind: 'unload', to: 'account' },
  { kind: 'unload', to: 'cash' },
  { kind: 'set-limits', transactionLimit: 5_000 },
  { kind: 'unblock-pin' },
  { kind: 'block-application' }
]
const amountOf = ({ kind }: HostService): number => (['purchase', 'load', 'unload'].includes(kind) ? 500 : 0)

describe('a request that comes again', () => {
  let world: IssuerWorld
  beforeAll(async () => void (world = await createIssuerWorld()))

  it.each(SERVICES)('$kind is done once, with each of its ends', async (service) => {
    for (const end of ['confirm', 'reverse', 'keep'] as const) {
      const request = authorise(service, { atc: 9, amount: amountOf(service) })
      const last = end === 'confirm' ? confirm(request.id) : reverse(request.id, end === 'keep')
      const first = await ask(world.host, request)
      const moved = await changesIn(world)
      expect(await ask(world.host, request)).toEqual(first)
      expect(await changesIn(world)).toEqual(moved)
      const settled = await ask(world.host, last)
      const after = await changesIn(world)
      expect(await ask(world.host, last)).toEqual(settled)
      expect(await ask(world.host, request)).toEqual(first)
      expect((await ask(world.host, { ...last, id: 'another-id' })).arc).toBe('00')
      expect(await changesIn(world)).toEqual(after)
      const contrary = end === 'confirm' ? reverse(request.id) : confirm(request.id)
      expect(await reasonOf(world.host, { ...contrary, id: 'contrary' })).toBe(
        end === 'confirm' ? 'already-confirmed' : 'already-reversed'
      )
      expect(await changesIn(world)).toEqual(after)
      expect(await isSound(world)).toBe(true)
      await world.reset()
    }
  })

  it('under the same id with another content is refused and changes nothing', async () => {
    const request = authorise({ kind: 'load', from: { kind: 'account' } }, { atc: 9, amount: 500 })
    const first = await ask(world.host, request)
    const others: HostRequest[] = [
      { ...request, amount: 501 },
      { ...request, service: { kind: 'load', from: { kind: 'cash' } } },
      { ...request, chip: new Map([...request.chip, [0x9f1e, new Uint8Array(8)]]) },
      { ...confirm('nothing'), id: request.id },
      { ...reverse('nothing'), id: request.id }
    ]
    const moved = await changesIn(world)
    for (const other of others) {
      expect(await ask(world.host, other)).toEqual({
        id: request.id,
        arc: '94',
        scripts: [],
        reason: 'duplicate-with-other-content'
      })
    }
    expect(await changesIn(world)).toEqual(moved)
    expect(await ask(world.host, { ...request, origin: { ...origin, at: 5 } })).toEqual(first)
    await world.reset()
  })

  it('belongs to its terminal', async () => {
    const request = authorise({ kind: 'load', from: { kind: 'account' } }, { atc: 9, amount: 500 })
    await ask(world.host, request)
    const elsewhere = { ...confirm(request.id), origin: { ...origin, terminal: 'T2' } }
    expect(await reasonOf(world.host, elsewhere)).toBe('original-unknown')
    await world.reset()
  })

  it('finds no original where there was none, or it was declined', async () => {
    expect(await reasonOf(world.host, confirm('none'))).toBe('original-unknown')
    const declined = authorise({ kind: 'purchase' }, { atc: 9, amount: 1_000_001 })
    await ask(world.host, declined)
    expect(await reasonOf(world.host, confirm(declined.id))).toBe('original-unknown')
    expect(await reasonOf(world.host, reverse(declined.id))).toBeUndefined()
    expect(await changesIn(world)).toEqual({})
    await world.reset()
  })

  it('is refused after a reversal that overtook it', async () => {
    const request = authorise({ kind: 'load', from: { kind: 'account' } }, { atc: 9, amount: 500 })
    expect(await reasonOf(world.host, reverse(request.id))).toBeUndefined()
    expect(await reasonOf(world.host, request)).toBe('already-reversed')
    expect(await reasonOf(world.host, confirm(request.id))).toBe('already-reversed')
    expect(await changesIn(world)).toEqual({})
    await world.reset()
  })

  it('moves money once when many come at the same time', async () => {
    const request = authorise({ kind: 'load', from: { kind: 'account' } }, { atc: 9, amount: 500 })
    const answers = await Promise.all(Array.from({ length: 20 }, () => ask(world.host, request)))
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1)
    const settles = [
      confirm(request.id),
      reverse(request.id),
      confirm(request.id, 'x'),
      reverse(request.id, true, 'y')
    ]
    await Promise.all(settles.map((settle) => ask(world.host, settle)))
    expect(await changesIn(world)).toEqual({ 'account:test-debit': -500, 'ecash:debit-ecash': 500 })
    await world.reset()
  })
})

describe('after a restart', () => {
  const folder = new DataFolder(mkdtempSync(join(tmpdir(), 'cardwright-issuer-')))
  const file = join(folder.path, 'cardwright.sqlite')
  const open = () => moneyWorld(new LeasedDatabase({ file, documents: folder, idleMs: 5 }))
  afterAll(() => rmSync(folder.path, { recursive: true, force: true }))

  it('everything is answered as before, byte for byte, and settled as before', async () => {
    const requests: HostRequest[] = SERVICES.map((service, index) =>
      authorise(service, { atc: 9 + index, amount: amountOf(service) })
    )
    const all = [
      ...requests,
      ...requests.map(({ id }, index) => (index % 2 === 0 ? confirm(id) : reverse(id))),
      advice({ atc: 60, amount: 100 }, 'u1')
    ]
    const before = open()
    const answers: HostAnswer[] = []
    for (const request of all) answers.push(await ask(before.host, request))
    const balances = await changesIn(before)
    await before.database.close()

    const after = open()
    for (const [index, request] of all.entries())
      expect(await ask(after.host, request)).toEqual(answers[index])
    expect(await changesIn(after)).toEqual(balances)
    expect(await isSound(after)).toBe(true)
    await after.database.close()
  })
})
