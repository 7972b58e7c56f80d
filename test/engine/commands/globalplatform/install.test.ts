import { describe, expect, it } from 'vitest'
import { hex } from '../../../../src-main/engine/bytes/hex'
import { installForExtradition } from '../../../../src-main/engine/commands/globalplatform/install-for-extradition'
import {
  installForInstall,
  installForMakeSelectable
} from '../../../../src-main/engine/commands/globalplatform/install-for-install'
import { installForLoad } from '../../../../src-main/engine/commands/globalplatform/install-for-load'
import { installForPersonalization } from '../../../../src-main/engine/commands/globalplatform/install-for-personalization'
import { installForRegistryUpdate } from '../../../../src-main/engine/commands/globalplatform/install-for-registry-update'
import { answered, expectKinds, sent } from '../support'

const loadFile = hex('A0000003330101')
const module = hex('A000000333010101')
const instance = hex('A00000033301010601')
const domain = hex('A000000151000000')

describe('INSTALL', () => {
  it('announces a load file', () => {
    expect(sent(installForLoad({ loadFile }))).toBe('80E602000C' + '07A0000003330101' + '00000000' + '00')
    const memory = { code: 0x1234, volatile: 0x10, nonVolatile: 0x012345 }
    expect(sent(installForLoad({ loadFile, domain, hash: hex('AABB'), memory, token: hex('CCDD') }))).toBe(
      '80E602002807A0000003330101' +
        '08A000000151000000' +
        '02AABB' +
        '10EF0EC6021234C7020010C80400012345' +
        '02CCDD' +
        '00'
    )
  })

  it('makes an application, selectable at once or later', () => {
    const asked = { loadFile, module, instance, privileges: hex('00') }
    const aids = '07A000000333010108A00000033301010109A00000033301010601'
    expect(sent(installForInstall({ ...asked, makeSelectable: true }))).toBe(
      `80E60C0021${aids}010002C9000000`
    )
    expect(sent(installForInstall({ ...asked, makeSelectable: false }))).toBe(
      `80E6040021${aids}010002C9000000`
    )
    const parameters = { application: hex('0102'), system: hex('C8020100') }
    expect(sent(installForInstall({ ...asked, parameters, makeSelectable: true }))).toBe(
      `80E60C0029${aids}01000AC9020102EF04C80201000000`
    )
    expect(sent(installForMakeSelectable({ instance, privileges: hex('04') }))).toBe(
      '80E6080010000009A000000333010106010104000000'
    )
  })

  it('moves, changes and opens an application', () => {
    expect(sent(installForExtradition({ domain, aid: instance }))).toBe(
      '80E610001708A0000001510000000009A0000003330101060100000000'
    )
    expect(sent(installForRegistryUpdate({ aid: instance, privileges: hex('9EFE80') }))).toBe(
      '80E6400012000009A00000033301010601039EFE80000000'
    )
    expect(sent(installForRegistryUpdate({ domain, aid: instance, system: hex('CF0101') }))).toBe(
      '80E640001C08A0000001510000000009A000000333010106010005EF03CF01010000'
    )
    expect(sent(installForPersonalization(instance))).toBe('80E620000F000009A0000003330101060100000000')
  })

  it('has long fields with long lengths', () => {
    const token = new Uint8Array(128)
    expect(sent(installForLoad({ loadFile, token })).slice(10)).toBe(
      `07A0000003330101000000818000${'00'.repeat(127)}00`
    )
  })

  it('knows its status words', () => {
    const command = installForLoad({ loadFile })
    expectKinds(command, {
      '9000': 'done',
      '6A88': 'absent',
      '6A82': 'absent',
      '6985': 'refused',
      '6982': 'not-allowed',
      '6A80': 'wrong-data',
      '6A84': 'memory-full',
      '6581': 'memory-failure',
      '6D00': 'ins-unsupported'
    })
    expect(answered(command, 0x9000, '00')).toEqual({ kind: 'done', sw: 0x9000 })
    expect(answered(command, 0x9000, '03AABBCC')).toEqual({
      kind: 'done',
      confirmation: hex('AABBCC'),
      sw: 0x9000
    })
  })
})
