import { describe, expect, it } from 'vitest'
import { hex, toHex } from '../../../src-main/engine/bytes/hex'
import { changeLifeCycle } from '../../../src-main/engine/globalplatform/change-life-cycle'
import {
  deleteContent,
  deleteKeys,
  dependentsOf
} from '../../../src-main/engine/globalplatform/delete-content'
import {
  createSecurityDomain,
  extradite,
  installApplication,
  makeSelectable,
  prepareForPersonalization,
  updateRegistry
} from '../../../src-main/engine/globalplatform/install-application'
import type { CardContent } from '../../../src-main/engine/globalplatform/read-card-content'
import { tlvEntries } from '../../../src-main/engine/globalplatform/registry-entry'
import { tlv } from '../../../src-main/engine/tlv/tlv'
import { scriptedDomain } from './scripted-domain'

const aid = hex('F000000001')
const loadFile = hex('F00000000A')
const module = hex('F00000000B')
const done = (): string => '009000'

describe('installing', () => {
  const asked = { loadFile, module, instance: aid, privileges: ['card-reset'], makeSelectable: true } as const

  it('is one command each', async () => {
    const domain = scriptedDomain(done)
    const { channel } = domain
    expect(await domain.run(installApplication(channel, asked))).toEqual({ kind: 'done', sw: 0x9000 })
    await domain.run(makeSelectable(channel, { instance: aid, privileges: [] }))
    await domain.run(extradite(channel, { aid, domain: hex('A000000151000000') }))
    await domain.run(updateRegistry(channel, { aid, privileges: ['global-delete'] }))
    await domain.run(prepareForPersonalization(channel, aid))
    await domain.run(createSecurityDomain(channel, { instance: aid, privileges: ['trusted-path'] }))
    expect(domain.plain).toEqual([
      '80E60C001805F00000000A05F00000000B05F000000001010402C9000000',
      '80E608000C000005F0000000010100000000',
      '80E610001308A0000001510000000005F00000000100000000',
      '80E640000E000005F00000000103001000000000',
      '80E620000B000005F00000000100000000',
      '80E60C001F07A000000151535008A00000015153504105F0000000010380800002C9000000'
    ])
  })

  it('says what the card did not want', async () => {
    const domain = scriptedDomain(() => '6A84')
    expect(await domain.run(installApplication(domain.channel, asked))).toEqual({
      kind: 'refused',
      command: 'INSTALL',
      reason: 'memory-full',
      sw: 0x6a84
    })
  })

  it('sends nothing that does not fit', async () => {
    const domain = scriptedDomain(done)
    const parameters = { application: new Uint8Array(230) }
    const result = await domain.run(installApplication(domain.channel, { ...asked, parameters }))
    expect(result).toMatchObject({ kind: 'too-long', room: 247 })
    expect(domain.sent).toEqual([])
  })
})

describe('deleting', () => {
  const entry = (...parts: Uint8Array[]) => tlv(0xe3, ...parts)
  const state = tlv(0x9f70, hex('07'))
  const content: CardContent = {
    kind: 'content',
    applications: tlvEntries(
      'applications',
      hex(
        [
          entry(tlv(0x4f, aid), state, tlv(0xc4, loadFile), tlv(0xcc, hex('D000000001'))),
          entry(tlv(0x4f, hex('F000000002')), state, tlv(0xc4, hex('F0000000FF'))),
          entry(tlv(0x4f, hex('D000000001')), state, tlv(0xc5, hex('808000')))
        ]
          .map(toHex)
          .join('')
      )
    ).entries,
    loadFiles: tlvEntries(
      'load-files',
      entry(tlv(0x4f, loadFile), tlv(0x9f70, hex('01')), tlv(0xcc, hex('D000000001')))
    ).entries,
    gaps: []
  }

  it('knows what goes along', () => {
    const names = (name: Uint8Array) => dependentsOf(content, name).map((item) => toHex(item.aid))
    expect(names(loadFile)).toEqual(['F000000001'])
    expect(names(hex('D000000001'))).toEqual(['F000000001', 'F00000000A'])
    expect(names(aid)).toEqual([])
  })

  it('sends nothing while something depends on it', async () => {
    const domain = scriptedDomain(done)
    const alone = await domain.run(deleteContent(domain.channel, { aid: loadFile, related: false, content }))
    expect(alone).toMatchObject({ kind: 'has-dependents' })
    expect(domain.sent).toEqual([])
    const all = await domain.run(deleteContent(domain.channel, { aid: loadFile, related: true, content }))
    expect(all).toEqual({ kind: 'deleted' })
    expect(domain.plain).toEqual(['80E40080074F05F00000000A00'])
    expect(domain.committed).toBe(1)
  })

  it.each([
    ['6A88', { kind: 'absent', sw: 0x6a88 }],
    ['6985', { kind: 'in-use', sw: 0x6985 }],
    ['6982', { kind: 'refused', command: 'DELETE', reason: 'not-allowed', sw: 0x6982 }]
  ])('understands %s', async (sw, expected) => {
    const domain = scriptedDomain(() => sw)
    expect(await domain.run(deleteContent(domain.channel, { aid, related: false }))).toEqual(expected)
  })

  it('takes keys by version, and confirms', async () => {
    const domain = scriptedDomain(() => '03AABBCC9000')
    expect(await domain.run(deleteKeys(domain.channel, { keyVersion: 0x20 }))).toEqual({
      kind: 'deleted',
      confirmation: hex('AABBCC')
    })
    expect(domain.plain).toEqual(['80E4000003D2012000'])
  })
})

describe('life cycles', () => {
  it.each([
    [{ kind: 'lock', aid }, '80F0408005F000000001', 0],
    [{ kind: 'unlock', aid }, '80F0400005F000000001', 0],
    [{ kind: 'lock', aid, withApplications: true }, '80F0608005F000000001', 0],
    [{ kind: 'application-state', aid, state: 0x0f }, '80F0400F05F000000001', 0],
    [{ kind: 'card', state: 'secured' }, '80F0800F08A000000151000000', 1],
    [{ kind: 'card', state: 'locked' }, '80F0807F08A000000151000000', 0],
    [{ kind: 'card', state: 'terminated' }, '80F080FF08A000000151000000', 1]
  ] as const)('%j', async (change, command, committed) => {
    const domain = scriptedDomain(() => '9000')
    expect(await domain.run(changeLifeCycle(domain.channel, change))).toEqual({ kind: 'changed', sw: 0x9000 })
    expect(domain.plain).toEqual([command])
    expect(domain.committed).toBe(committed)
  })
})
