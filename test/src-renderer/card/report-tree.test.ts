import { describe, expect, it } from 'vitest'
import {
  everyNode,
  headerRange,
  nodeAtByte,
  nodeByTag,
  treeOf
} from '../../../src-renderer/features/card/report-tree'
import { blankReport, fullReport } from '../../support/fixtures/report'

const report = fullReport()
const roots = treeOf(report)

function responseOf(number: number): string {
  return report.exchanges.find((exchange) => exchange.number === number)?.response ?? ''
}

describe('the tree of a report', () => {
  it('begins with the applications, then the security domain, the chip, and what belongs to none', () => {
    expect(roots.map(({ title }) => title.en)).toEqual([
      '借记卡',
      'PBOC CREDIT',
      'E-CASH',
      'Security domain',
      'Chip',
      'Other exchanges'
    ])
  })

  it('names every exchange of the report', () => {
    const named = new Set([...everyNode(roots)].map(({ exchange }) => exchange))
    expect(report.exchanges.map(({ number }) => number).filter((number) => !named.has(number))).toEqual([])
  })

  it('leads each field to its own bytes', () => {
    const placed = [...everyNode(roots)].flatMap(({ field }) => (field?.at ? [{ field, at: field.at }] : []))
    expect(placed.length).toBeGreaterThan(100)
    for (const { field, at } of placed) {
      expect(responseOf(at.exchange).slice(at.offset * 2, (at.offset + at.length) * 2)).toBe(field.hex)
    }
  })

  it('leads a byte back to the innermost field that covers it, tag and length included', () => {
    const balance = nodeByTag(roots, '9F79')!
    const at = balance.field!.at!
    const bytes = responseOf(at.exchange)
    const byteOf = (offset: number) => nodeAtByte(roots, at.exchange, 'response', offset, bytes)
    expect(byteOf(at.offset)).toBe(balance)
    expect(byteOf(at.offset + at.length - 1)).toBe(balance)
    expect(byteOf(0)).toBe(balance)
    expect(byteOf(at.offset + at.length)).toBeUndefined()
    expect(nodeAtByte(roots, at.exchange, 'command', 0, bytes)).toBeUndefined()
  })

  it('knows where tag and length stand, with one and two length bytes', () => {
    const aip = nodeByTag(roots, '82')!.field!
    expect(headerRange(aip, responseOf(aip.at!.exchange))).toEqual({ offset: aip.at!.offset - 2, length: 2 })
    const certificate = nodeByTag(roots, '90')!.field!
    expect(headerRange(certificate, responseOf(certificate.at!.exchange))?.length).toBe(3)
  })

  it('does not invent a header where the tag is not in front of the value', () => {
    const aip = nodeByTag(roots, '82')!.field!
    expect(headerRange({ ...aip, tag: '9F36' }, responseOf(aip.at!.exchange))).toBeUndefined()
  })

  it('shows a card without applications', () => {
    expect(treeOf(blankReport()).map(({ title }) => title.zh)).toEqual(['安全域', '芯片', '其他交互'])
  })
})
