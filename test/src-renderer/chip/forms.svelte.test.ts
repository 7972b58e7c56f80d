import { describe, expect, it } from 'vitest'
import { chipAction, channelChoice } from '../../../src-main/contract/chip'
import type { Client } from '../../../src-renderer/ipc/client'
import type { ChipContent } from '../../../src-renderer/state/chip.svelte'
import { bytesAsHex } from '../../../src-renderer/features/chip/cap-file'
import { ConnectForm, KeyChoice, numberIn } from '../../../src-renderer/features/chip/connect-form.svelte'
import { Delegation } from '../../../src-renderer/features/chip/delegation.svelte'
import { domainAction, usualSource } from '../../../src-renderer/features/chip/domain-form'
import { installAction } from '../../../src-renderer/features/chip/install-form'
import { domainPrivileges, privileges } from '../../../src-renderer/features/chip/privileges'
import { StoreForm } from '../../../src-renderer/features/chip/store-form.svelte'
import { PRIVILEGES } from '../../../src-main/engine/globalplatform/privileges'
import { MODULE, PACKAGE } from '../../support/mock-chip'

describe('the way to a security domain', () => {
  it('is the factory’s for virtual chips, and guesses no key for a real one', () => {
    expect(new ConnectForm(true).choice).toEqual({
      ...{ keys: { kind: 'one', key: 'test:kmc' }, diversification: 'none', level: 1 }
    })
    expect(new ConnectForm(false).choice).toBeUndefined()
  })

  it('takes AIDs as people paste them, and leaves out what the chip shall choose', () => {
    const form = new ConnectForm(true)
    Object.assign(form, {
      domain: 'a0 00 00 01 51 00 00 00',
      keyVersion: '32',
      protocol: 'SCP03',
      level: '51'
    })
    expect(channelChoice.parse(form.choice)).toMatchObject({
      ...{ domain: 'A000000151000000', keyVersion: 32, protocol: 'SCP03', level: 0x33 }
    })
  })

  it.each([
    ['versionWrong', { keyVersion: '256' }],
    ['versionWrong', { keyVersion: 'FF' }],
    ['domainWrong', { domain: 'A0000001' }]
  ] as const)('is none while something is wrong: %s', (problem, fields) => {
    const form = Object.assign(new ConnectForm(true), fields)
    expect(form[problem]).toBe(true)
    expect(form.choice).toBeUndefined()
  })

  it('wants three keys where not one stands for all', () => {
    const keys = new KeyChoice('three')
    Object.assign(keys, { enc: 'e', mac: 'm' })
    expect(keys.source).toBeUndefined()
    keys.dek = 'd'
    expect(keys.source).toEqual({ kind: 'three', enc: 'e', mac: 'm', dek: 'd' })
    const other = new KeyChoice()
    other.adopt({ kind: 'three', enc: 'e', mac: 'm', dek: 'd' })
    expect(other.source).toEqual(keys.source)
  })
})

describe('what is typed', () => {
  it('is a number only within its range', () => {
    expect(['0', '1', '127', '128', '', ' 5 ', '1.5', '-1'].map((text) => numberIn(text, 1, 127))).toEqual([
      ...[undefined, 1, 127, undefined, undefined, 5, undefined, undefined]
    ])
  })

  it('becomes an installation that the contract takes', () => {
    const fields = { loadFile: PACKAGE, module: MODULE, selectable: true, granted: ['card-reset'] as const }
    const { action } = installAction({ ...fields, instance: 'a0 00 00 03 33 01', parameters: '' })
    expect(chipAction.parse(action)).toMatchObject({ instance: 'A00000033301', privileges: ['card-reset'] })
    expect(action).not.toHaveProperty('parameters')
    expect(installAction({ ...fields, instance: 'A0', parameters: 'ABC' })).toEqual({
      ...{ instanceWrong: true, parametersWrong: true }
    })
    expect(
      installAction({ ...fields, instance: MODULE, parameters: 'AB'.repeat(251) }).action
    ).toBeUndefined()
  })

  it('offers every privilege, each once', () => {
    expect([...privileges.usual, ...privileges.others].toSorted()).toEqual([...PRIVILEGES].toSorted())
  })

  it('crosses to main as upper-case hex', () => {
    expect(bytesAsHex(Uint8Array.of(0, 10, 255))).toBe('000AFF')
  })
})

describe('a new security domain', () => {
  const fields = {
    instance: 'a0 00 00 01 51 51',
    protocol: 'SCP03',
    option: '70',
    parameters: '',
    ...usualSource,
    granted: ['delegated-management']
  } as const

  it('becomes an action that the contract takes; what is usual is not said', () => {
    const { action } = domainAction(fields)
    expect(chipAction.parse(action)).toEqual({
      ...{ kind: 'create-domain', instance: 'A00000015151', privileges: ['delegated-management'] },
      protocol: { name: 'SCP03', i: 0x70 }
    })
    expect(domainAction({ ...fields, protocol: 'card', module: 'F000000001' }).action).toEqual({
      ...{ kind: 'create-domain', instance: 'A00000015151', privileges: ['delegated-management'] },
      module: 'F000000001'
    })
  })

  it.each([
    ['instance', { instance: 'A0' }],
    ['option', { option: '7' }],
    ['loadFile', { loadFile: 'XX' }],
    ['module', { module: '' }],
    ['parameters', { parameters: 'AB'.repeat(247) }]
  ] as const)('says that %s is wrong', (name, change) => {
    const { action, wrong } = domainAction({ ...fields, ...change })
    expect(action).toBeUndefined()
    expect(Object.entries(wrong).filter(([, is]) => is)).toEqual([[name, true]])
  })

  it('is offered every privilege but that of being one, each once', () => {
    const offered = [...domainPrivileges.usual, ...domainPrivileges.others, 'security-domain'].toSorted()
    expect(offered).toEqual([...PRIVILEGES].toSorted())
  })
})

describe('leave of the issuer', () => {
  const content = (...ids: readonly string[]): ChipContent => ({
    ...{ domain: 'A000000151', channel: { en: '', zh: '' }, gaps: [] },
    entries: [
      {
        ...{ kind: 'security-domain', aid: 'A000000151', state: { en: '', zh: '' }, stateCode: '07' },
        ...{ locked: false, modules: [], can: [] },
        privileges: ids.map((id) => ({ id, name: { en: id, zh: id } }))
      }
    ]
  })

  it.each([
    [['security-domain', 'delegated-management'], true],
    [['delegated-management', 'authorized-management'], false],
    [['security-domain'], false]
  ])('%j: a token is needed: %s', (ids, needed) => {
    const delegation = new Delegation(content(...ids))
    expect([delegation.needed, delegation.ready]).toEqual([needed, !needed])
  })

  it('is a key, or bytes that were made elsewhere', () => {
    const delegation = new Delegation(content('delegated-management'))
    expect(delegation.parts).toEqual({})
    Object.assign(delegation, { token: 'test:token', receiptKey: 'test:receipt' })
    expect(delegation.ready).toBe(true)
    expect(delegation.parts).toEqual({
      token: { kind: 'key', key: 'test:token' },
      receiptKey: 'test:receipt'
    })
    Object.assign(delegation, { token: 'made', bytes: 'abc' })
    expect([delegation.ready, delegation.bytesWrong]).toEqual([false, true])
    delegation.bytes = 'ab cd'
    expect(delegation.ready).toBe(true)
    expect(delegation.parts.token).toEqual({ kind: 'made', bytes: 'ABCD' })
  })
})

describe('data to be stored', () => {
  it('are explained by main; what is no hex is not asked about, and an old answer is left', async () => {
    const asked: unknown[] = []
    const answers: ((preview: unknown) => void)[] = []
    const call = (_name: string, content: unknown): Promise<unknown> => {
      asked.push(content)
      return new Promise((resolve) => answers.push(resolve))
    }
    const form = new StoreForm({ call } as unknown as Client)
    form.data = '42 03 62'
    expect(form.content).toEqual({ form: 'ber-tlv', data: '420362' })
    const first = form.look(form.content)
    Object.assign(form, { form: 'dgi', data: '0101 0105' })
    form.setEncipher('0101', true)
    const second = form.look(form.content)
    answers[1]?.({ parts: [], length: 2 })
    answers[0]?.({ parts: [], length: 1 })
    await Promise.all([first, second])
    expect(form.preview?.length).toBe(2)
    expect(asked[1]).toEqual({ form: 'dgi', data: '01010105', encipher: ['0101'] })
    form.data = 'xyz'
    await form.look(form.content)
    expect([form.hexWrong, form.preview, asked.length]).toEqual([true, undefined, 2])
  })
})
