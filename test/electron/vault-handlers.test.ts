import { describe, expect, it } from 'vitest'
import { calls, type CallInput } from '../../src-main/contract/ipc'
import { vaultHandlers } from '../../src-main/electron/vault-handlers'
import { toHex } from '../../src-main/engine/bytes/hex'
import { keyCheckValue } from '../../src-main/engine/crypto/kcv'
import { secretKey } from '../../src-main/engine/crypto/key-ref'
import { VaultService } from '../../src-main/services/vault/vault-service'
import { failureOf, FakeVaultWorld, openVault, PASSPHRASE } from '../support/vault-world'

const ONE = '0123456789ABCDEFFEDCBA9876543210'
const TWO = '89ABCDEF01234567A1B2C3D4E5F60718'
const kcvOf = (text: string): string => {
  const bytes = Uint8Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16))
  return toHex(keyCheckValue(secretKey('3des', bytes)))
}
const wish: CallInput<'vault.ceremony'> = {
  ...{ label: 'imk', usage: 'imk-ac', exportable: false, kind: 'TEST', algorithm: '3des', bits: 128 },
  ...{ components: 2, backend: 'software' }
}
type Handlers = ReturnType<typeof vaultHandlers>

async function opened() {
  const { world, vault } = await openVault()
  return { world, vault, handlers: vaultHandlers({ vault }) }
}

async function begin(handlers: Handlers): Promise<string> {
  return (await handlers['vault.ceremony'](wish)).ceremony
}

function add(
  handlers: Handlers,
  ceremony: string,
  custodian: string,
  component: string,
  kcv = kcvOf(component)
) {
  return handlers['vault.component']({ ceremony, custodian, component, kcv })
}

describe('a ceremony', () => {
  it('tells check values and custodians, and never a component', async () => {
    const { handlers, world } = await opened()
    const ceremony = await begin(handlers)
    const first = await add(handlers, ceremony, 'Wang Fang', ONE)
    expect(first).toEqual({ custodians: ['Wang Fang'], of: 2 })
    const second = await add(handlers, ceremony, 'Li Wei', TWO.replace(/(.{4})/g, '$1 '), kcvOf(TWO))
    expect(second.custodians).toEqual(['Wang Fang', 'Li Wei'])
    const record = await handlers['vault.confirm']({ ceremony, kcv: second.kcv ?? '' })
    expect(record).toMatchObject({ label: 'imk', origin: 'components', bits: 128 })
    const said = JSON.stringify([first, second, record, world.audit.all])
    for (const component of [ONE, TWO]) expect(said).not.toContain(component)
  })

  it.each([
    ['of another length', ONE + ONE.slice(0, 16)],
    ['that is no hexadecimal', ONE.replace('0', 'x')],
    ['that misses a digit', ONE.slice(1)]
  ])('refuses a component %s', async (_, component) => {
    const { handlers } = await opened()
    const ceremony = await begin(handlers)
    expect(await failureOf(() => add(handlers, ceremony, 'Wang Fang', component, '000000'))).toBe(
      'component-refused'
    )
  })

  it('is over once the vault was locked, or it was given up', async () => {
    const { handlers, vault } = await opened()
    const first = await begin(handlers)
    await add(handlers, first, 'Wang Fang', ONE)
    await handlers['vault.lock']()
    expect(await failureOf(() => add(handlers, first, 'Li Wei', TWO))).toBe('vault-locked')
    await handlers['vault.unlock']({ passphrase: PASSPHRASE })
    expect(await failureOf(() => add(handlers, first, 'Li Wei', TWO))).toBe('component-refused')
    const second = await begin(handlers)
    await add(handlers, second, 'Wang Fang', ONE)
    await handlers['vault.abandon']({ ceremony: second })
    expect(await failureOf(() => add(handlers, second, 'Li Wei', TWO))).toBe('component-refused')
    expect(vault.auditEntries().at(-1)).toMatchObject({
      event: 'components-abandoned',
      detail: '1 of 2, imk'
    })
  })

  it('ends with another one', async () => {
    const { handlers } = await opened()
    const first = await begin(handlers)
    await begin(handlers)
    expect(await failureOf(() => add(handlers, first, 'Wang Fang', ONE))).toBe('component-refused')
  })
})

describe('the vault', () => {
  it('answers in the shapes of the contract', async () => {
    const { handlers } = await opened()
    const status = calls['vault.status'].output.parse(await handlers['vault.status']())
    expect(status).toMatchObject({ state: 'unlocked', realKeys: true, pins: { wrong: 0, most: 5 } })
    const purposes = calls['vault.purposes'].output.parse(await handlers['vault.purposes']())
    expect(purposes.find(({ usage }) => usage === 'cvv')).toEqual({
      ...{ usage: 'cvv', blocks: true },
      algorithms: [{ algorithm: '3des', bits: [128, 192] }]
    })
    const { entries, total } = await handlers['vault.audit']({ most: 1 })
    expect([entries.length, total]).toEqual([1, 1])
    expect(await handlers['vault.verify']()).toEqual({
      ...{ verdict: { kind: 'sound', entries: 1 }, withVault: true }
    })
  })

  it('says that real keys are refused on the development runtime', async () => {
    const world = new FakeVaultWorld()
    world.versions = { electron: '25.1.1' }
    const handlers = vaultHandlers({ vault: new VaultService(world) })
    expect(await handlers['vault.status']()).toMatchObject({ state: 'absent', realKeys: false })
  })

  it.each([
    ['vault.ceremony', (handlers: Handlers) => handlers['vault.ceremony'](wish)],
    ['vault.idle', (handlers: Handlers) => handlers['vault.idle']({ minutes: 5 })],
    ['vault.token', (handlers: Handlers) => handlers['vault.token']({ module: '/lib/token.so' })],
    ['vault.token-unlock', (handlers: Handlers) => handlers['vault.token-unlock']({ pin: '123456' })]
  ])('does nothing while it is locked: %s', async (_, work) => {
    const { handlers } = await opened()
    await handlers['vault.lock']()
    expect(await failureOf(() => work(handlers))).toBe('vault-locked')
  })

  it('lets a key out in a key block only, under a key-encrypting key', async () => {
    const { handlers } = await opened()
    const made = { kind: 'TEST', algorithm: '3des', bits: 128, backend: 'software' } as const
    await handlers['vault.generate']({ ...made, label: 'kek', usage: 'kek', exportable: false })
    await handlers['vault.generate']({ ...made, label: 'pin', usage: 'pin', exportable: true })
    const { block } = await handlers['vault.export']({ key: 'pin', kek: 'kek' })
    expect(block.slice(5, 8)).toBe('P0T')
    await handlers['vault.delete']({ key: 'pin' })
    const back = await handlers['vault.import-block']({
      ...{ label: 'again', usage: 'pin', exportable: false, block, kek: 'kek', backend: 'software' }
    })
    expect(back).toMatchObject({ label: 'again', origin: 'key-block' })
  })
})
