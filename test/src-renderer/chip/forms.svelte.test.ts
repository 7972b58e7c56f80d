import { describe, expect, it } from 'vitest'
import { chipAction, channelChoice } from '../../../src-main/contract/chip'
import { bytesAsHex } from '../../../src-renderer/features/chip/cap-file'
import { ConnectForm, KeyChoice, numberIn } from '../../../src-renderer/features/chip/connect-form.svelte'
import { installAction, privileges } from '../../../src-renderer/features/chip/install-form'
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
