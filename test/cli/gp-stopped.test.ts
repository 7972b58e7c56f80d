import { afterEach, beforeEach, expect, test } from 'vitest'
import { gpHome, type GpHome } from './gp-support'

const DOMAIN = 'A00000015150434401'
const INS = { install: 0xe6, getStatus: 0xf2 }
const CAP = 'resources/cap/cardwright-pboc.cap'
const PACKAGE = 'F0435750424F43'

let home: GpHome
beforeEach(() => void (home = gpHome()))
afterEach(() => home.remove())

async function aids(): Promise<string[]> {
  const { view } = await home.result('list')
  return view?.content?.entries.map(({ aid }) => aid) ?? []
}

test('what was done before somebody stopped is told as done', async () => {
  const { code, out } = await home.gp(['create-domain', DOMAIN], { stopAfter: INS.install })
  expect(out).toMatch(/^The security domain is there/)
  expect(code).toBe(0)
  expect(await aids()).toContain(DOMAIN)
})

test('a load is stopped between two blocks, and made whole by the next one', async () => {
  expect((await home.gp(['delete', PACKAGE, '--yes'])).code).toBe(0)
  const stopped = await home.gp(['load', CAP], { stopAfter: INS.install })
  expect(stopped.out).toMatch(/^Stopped before block 1\./)
  expect(stopped.code).toBe(1)
  expect(await aids()).not.toContain(PACKAGE)
  expect((await home.gp(['load', CAP])).code).toBe(0)
  expect(await aids()).toContain(PACKAGE)
})

test('stopped before anything was done, it says so', async () => {
  const { code, out } = await home.gp(['delete', PACKAGE, '--yes'], { stopAfter: INS.getStatus })
  expect([code, out]).toEqual([1, 'Stopped. Nothing was changed.\n'])
  expect(await aids()).toContain(PACKAGE)
})
