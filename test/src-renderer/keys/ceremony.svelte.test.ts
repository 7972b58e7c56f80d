import { describe, expect, it } from 'vitest'
import { Ceremony } from '../../../src-renderer/features/keys/ceremony/ceremony.svelte'
import { createClient } from '../../../src-renderer/ipc/client'
import { KeysState } from '../../../src-renderer/state/keys.svelte'
import { createMockBridge } from '../../support/mock-bridge'
import { KCV, keyRecord, vaultHandlers, type MockVault } from '../../support/mock-vault'

const COMPONENT = '0123456789ABCDEFFEDCBA9876543210'

async function begun(vault: MockVault = {}) {
  const bridge = createMockBridge({ answers: vaultHandlers({ state: 'unlocked', ...vault }) })
  const client = createClient(bridge)
  const keys = new KeysState(client)
  await keys.load()
  const ceremony = new Ceremony(client, keys)
  ceremony.begin()
  ceremony.label = 'mine'
  const names = (): readonly string[] => bridge.called.map(({ name }) => name)
  return { bridge, keys, ceremony, names }
}

async function entering(vault?: MockVault) {
  const all = await begun(vault)
  for (let step = 0; step < 3; step += 1) await all.ceremony.next()
  return all
}

/** What a state class shows of itself, its fields and accessors, with the attempt in it. */
function everythingIn(ceremony: Ceremony): string {
  const { attempt } = ceremony
  const parts = [ceremony, Object.getPrototypeOf(ceremony) as object].flatMap((of) =>
    Object.getOwnPropertyNames(of).map((name) => Reflect.get(ceremony, name) as unknown)
  )
  const data = parts.filter((part) => typeof part !== 'function' && part !== attempt)
  return JSON.stringify([...data, attempt.error])
}

describe('a key by components', () => {
  it('comes in step by step, each component confirmed, then the whole key', async () => {
    const { ceremony, keys } = await entering()
    expect(ceremony.step).toBe('enter')
    expect(await ceremony.addComponent('Wang Fang', COMPONENT, KCV)).toBe(true)
    expect(ceremony.progress).toEqual({ custodians: ['Wang Fang'], of: 2 })
    expect(await ceremony.addComponent('Li Wei', COMPONENT, KCV)).toBe(true)
    expect(ceremony.progress?.kcv).toBe(KCV)
    await ceremony.confirm(KCV)
    expect(ceremony.step).toBe('done')
    expect(keys.keys.map(({ label }) => label)).toContain('mine')
  })

  it('keeps nothing of a component, taken or not', async () => {
    const { ceremony } = await entering()
    await ceremony.addComponent('Wang Fang', COMPONENT, '000000')
    expect(ceremony.attempt.error?.code).toBe('component-refused')
    expect(ceremony.progress?.custodians).toEqual([])
    await ceremony.addComponent('Wang Fang', COMPONENT, KCV)
    expect(ceremony.attempt.error).toBeUndefined()
    const kept = everythingIn(ceremony)
    expect(kept).toContain('Wang Fang')
    expect(kept).not.toContain(COMPONENT)
  })

  it('is given up in main, too', async () => {
    const { ceremony, names } = await entering()
    await ceremony.addComponent('Wang Fang', COMPONENT, KCV)
    await ceremony.cancel()
    expect(names()).toContain('vault.abandon')
    expect(ceremony.step).toBeUndefined()
    expect(await ceremony.addComponent('Li Wei', COMPONENT, KCV)).toBe(false)
  })

  it('says that it was interrupted when the vault was locked', async () => {
    const { ceremony, names } = await entering()
    ceremony.interrupt()
    expect(ceremony.interrupted).toBe(true)
    expect(ceremony.step).toBeUndefined()
    expect(names()).not.toContain('vault.abandon')
  })

  it('is forgotten when the person goes back', async () => {
    const { ceremony, names } = await entering()
    await ceremony.back()
    expect(names()).toContain('vault.abandon')
    expect(ceremony.step).toBe('how')
  })
})

describe('the choices', () => {
  it('ask for a label that no other key has', async () => {
    const { ceremony } = await begun({ keys: [keyRecord({ label: 'imk' })] })
    for (const [label, problem] of [
      ['IMK', 'ceremony.labelTaken'],
      ['a b', 'ceremony.labelBad'],
      ['0123456789abcdef', 'ceremony.labelBad'],
      ['new-1', undefined]
    ] as const) {
      ceremony.label = label
      expect(ceremony.labelProblem, label).toBe(problem)
      expect(ceremony.mayGo, label).toBe(problem === undefined)
    }
  })

  it.each([
    [false, false],
    [true, true]
  ])('let real keys in where the runtime is fit for them: %s', async (realKeys, mayGo) => {
    const { ceremony } = await begun({ realKeys })
    ceremony.kind = 'real'
    expect(ceremony.mayGo).toBe(mayGo)
    await ceremony.next()
    expect(ceremony.step).toBe(mayGo ? 'algorithm' : 'purpose')
  })

  it('offer a pair only where it is made', async () => {
    const { ceremony } = await begun()
    ceremony.usage = 'issuer-signing'
    await ceremony.next()
    expect([ceremony.algorithm, ceremony.bits]).toEqual(['rsa', 2048])
    await ceremony.next()
    expect(ceremony.openWays).toEqual(['generate'])
    expect(ceremony.way).toBe('generate')
  })

  it('offer key block and cryptogram once there is a key-encrypting key of the same kind', async () => {
    const kek = keyRecord({ id: '00112233445566BB', label: 'kek', usage: 'kek', kind: 'real' })
    const { ceremony } = await begun({ realKeys: true, keys: [kek] })
    ceremony.kind = 'real'
    expect(ceremony.openWays).toEqual(['two', 'three', 'block', 'cryptogram', 'generate'])
    await ceremony.next()
    await ceremony.next()
    ceremony.way = 'block'
    await ceremony.next()
    expect(ceremony.kek).toBe('kek')
    await ceremony.importBlock('B0096')
    expect(ceremony.record?.origin).toBe('key-block')
  })

  it('keep the method of AES keys apart from that of triple DES', async () => {
    const { ceremony } = await begun()
    await ceremony.next()
    ceremony.chooseAlgorithm('aes')
    expect(ceremony.lengths).toEqual([128, 192, 256])
    await ceremony.next()
    expect(ceremony.method).toBe('ones')
  })
})
