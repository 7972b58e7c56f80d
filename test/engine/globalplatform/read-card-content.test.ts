import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { hex, toHex } from '../../../src-main/engine/bytes/hex'
import { readCardContent, type CardContent } from '../../../src-main/engine/globalplatform/read-card-content'
import { legacyEntries, tlvEntries } from '../../../src-main/engine/globalplatform/registry-entry'
import { bench } from './support'

const ISD = '80F280020C4F005C084F9F70C5C4CE84CC00'
const APPLICATIONS = '80F240020C4F005C084F9F70C5C4CE84CC00'
const MODULES = '80F210020C4F005C084F9F70C5C4CE84CC00'

const answers: Readonly<Record<string, string>> = {
  [ISD]: 'E3134F08A0000001510000009F70010FC5039EFE809000',
  [APPLICATIONS]: 'E3254F05F0000000019F700107C503000000C405F00000000ACC08A000000151000000CE0201009000',
  [MODULES]: 'E3194F05F00000000A9F700101CE0201008405F00000000B8401029000'
}

async function read(table: Readonly<Record<string, string>>, otherwise = '6A88') {
  const own = bench((command) => table[command] ?? otherwise)
  const content = await own.run(readCardContent())
  if (content.kind !== 'content') throw new Error(content.kind)
  return { ...own, content }
}

describe('the registry', () => {
  it('takes three commands', async () => {
    const { sent, content } = await read(answers)
    expect(sent).toEqual([ISD, APPLICATIONS, MODULES])
    expect(content.gaps).toEqual([])
    expect(content.issuerDomain).toMatchObject({
      kind: 'issuer-security-domain',
      lifeCycle: 0x0f,
      lifeCycleText: { en: 'in use (SECURED)' }
    })
    expect(content.issuerDomain?.privileges).toContain('authorized-management')
    expect(content.applications.map(({ kind, aid }) => [kind, toHex(aid)])).toEqual([
      ['application', 'F000000001']
    ])
    expect(toHex(content.applications[0]?.loadFile ?? hex(''))).toBe('F00000000A')
    expect(content.loadFiles[0]?.modules.map(toHex)).toEqual(['F00000000B', '02'])
  })

  it('comes page by page', async () => {
    const own = bench((command) => {
      if (command.startsWith('80F24002')) return `E30B4F05F0000000019F7001076310`
      if (command.startsWith('80F24003')) return `E30B4F05F0000000029F7001879000`
      return '6A88'
    })
    const content = (await own.run(readCardContent())) as CardContent
    expect(content.applications.map(({ aid, locked }) => [toHex(aid), locked])).toEqual([
      ['F000000001', false],
      ['F000000002', true]
    ])
    expect(content.applications[1]?.lifeCycleText.en).toBe('locked (before: selectable)')
  })

  it('ends where a card always has more', async () => {
    const own = bench(() => `E30B4F05F0000000019F7001076310`)
    const content = (await own.run(readCardContent())) as CardContent
    expect(content.gaps.map(({ reason }) => reason)).toEqual(['endless', 'endless', 'endless'])
  })

  it('is asked for in the old format where the new one is refused, and only once', async () => {
    const { sent, content } = await read(
      {
        '80F28000024F0000': '08A000000151000000079E9000',
        '80F24000024F0000': '05F00000000107000' + '5F0000000020F809000',
        '80F21000024F0000': '05F00000000A01000105F00000000B9000'
      },
      '6A86'
    )
    expect(sent).toHaveLength(5)
    expect(content.gaps).toEqual([])
    expect(content.applications.map(({ kind, lifeCycleText }) => [kind, lifeCycleText.en])).toEqual([
      ['application', 'selectable'],
      ['security-domain', 'personalized']
    ])
    expect(content.loadFiles[0]?.modules.map(toHex)).toEqual(['F00000000B'])
  })

  it('has load files without modules on a card that knows none', async () => {
    const { sent, content } = await read({
      ...answers,
      [MODULES]: '6A86',
      '80F220020C4F005C084F9F70C5C4CE84CC00': 'E30B4F05F00000000A9F7001019000'
    })
    expect(sent).toHaveLength(4)
    expect(content.loadFiles).toHaveLength(1)
    expect(content.gaps).toEqual([])
  })

  it('says what the card does not give', async () => {
    const { content, sent } = await read({}, '6982')
    expect(content.gaps).toEqual([
      { part: 'issuer-security-domain', reason: 'refused', sw: 0x6982 },
      { part: 'applications', reason: 'refused', sw: 0x6982 },
      { part: 'load-files', reason: 'refused', sw: 0x6982 }
    ])
    expect(sent).toHaveLength(4)
  })

  it('is read from anything without a fault', () => {
    const parts = fc.constantFrom('applications', 'load-files-and-modules', 'issuer-security-domain')
    fc.assert(
      fc.property(parts, fc.uint8Array({ maxLength: 80 }), (part, data) => {
        tlvEntries(part, data)
        legacyEntries(part, data)
      })
    )
  })
})
