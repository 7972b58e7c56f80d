import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { field as fieldSchema, type Field } from '../../../../src-main/contract/report'
import { tagEntries } from '../../../../src-main/engine/tlv/tag-dictionary'
import { tlv } from '../../../../src-main/engine/tlv/tlv'
import { explainCommand } from '../../../../src-main/engine/trace/explain/explain-command'
import { explainData, explainTag } from '../../../../src-main/engine/trace/explain/explain-data'
import { explainDolData } from '../../../../src-main/engine/trace/explain/explain-dol-data'
import { explainExchange } from '../../../../src-main/engine/trace/explain/explain-exchange'
import { decodeAfl } from '../../../../src-main/engine/trace/explain/values/afl'
import { cvmRules } from '../../../../src-main/engine/trace/explain/values/cvm'
import { decodeDol } from '../../../../src-main/engine/tlv/dol'
import { walkFields } from './support'

const OFFSET = 5
const bytes = fc.uint8Array({ maxLength: 300 })
const reveal = fc.boolean()

function expectWithin(fields: readonly Field[], start: number, end: number): void {
  for (const field of fields) fieldSchema.parse(field)
  for (const field of walkFields(fields)) {
    const { at } = field
    expect(at).toBeDefined()
    expect(at!.length).toBeGreaterThanOrEqual(0)
    expect(at!.offset).toBeGreaterThanOrEqual(start)
    expect(at!.offset + at!.length).toBeLessThanOrEqual(end)
  }
}

describe('hostile bytes', () => {
  it('are explained without a throw, each field within the data', () => {
    fc.assert(
      fc.property(bytes, reveal, (data, open) => {
        const fields = explainData(data, {
          reveal: open,
          at: { exchange: 1, part: 'response', offset: OFFSET }
        })
        expectWithin(fields, OFFSET, OFFSET + data.length)
      }),
      { numRuns: 700 }
    )
  })

  it('under every tag of the dictionary', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...tagEntries),
        fc.uint8Array({ maxLength: 60 }),
        reveal,
        (entry, value, open) => {
          const context = {
            reveal: open,
            rid: entry.rids?.[0],
            at: { exchange: 1, part: 'response', offset: OFFSET }
          } as const
          const field = explainTag(entry.tag, value, context, entry.within?.[0])
          expectWithin([field], OFFSET, OFFSET + value.length)
          expect(field.hex).toHaveLength(value.length * 2)
        }
      ),
      { numRuns: 700 }
    )
  })

  it('inside templates of known tags', () => {
    const tags = fc.constantFrom(...tagEntries.map(({ tag }) => tag))
    const node = fc.letrec<{ node: Uint8Array }>((tie) => ({
      node: fc.oneof(
        { depthSize: 'small' },
        fc.tuple(tags, fc.uint8Array({ maxLength: 20 })).map(([tag, value]) => tlv(tag, value)),
        fc
          .tuple(
            fc.constantFrom(0x6f, 0xa5, 0x70, 0x77, 0xbf0c, 0xe3),
            fc.array(tie('node'), { maxLength: 4 })
          )
          .map(([tag, inner]) => tlv(tag, ...inner))
      )
    })).node
    fc.assert(
      fc.property(node, fc.nat(400), (data, cut) => {
        const own = data.subarray(0, cut)
        expectWithin(
          explainData(own, { reveal: false, at: { exchange: 1, part: 'response', offset: 0 } }),
          0,
          own.length
        )
      }),
      { numRuns: 800 }
    )
  })

  it('as commands and answers', () => {
    fc.assert(
      fc.property(bytes, bytes, reveal, (command, response, open) => {
        const at = { exchange: 1, part: 'command', offset: 0 } as const
        const explained = explainExchange(command, response, { reveal: open, at })
        expectWithin(explained.command, 0, command.length)
        expectWithin(explained.response, 0, response.length)
      }),
      { numRuns: 700 }
    )
  })

  it('as the data of every command', () => {
    const cla = fc.constantFrom(0x00, 0x04, 0x80, 0x84, 0xff)
    const ins = fc.constantFrom(
      0xa4,
      0xb2,
      0xca,
      0xa8,
      0xae,
      0x88,
      0x82,
      0x20,
      0x24,
      0xda,
      0xdc,
      0x50,
      0xe6,
      0xe2,
      0xf2,
      0xe4
    )
    fc.assert(
      fc.property(cla, ins, fc.uint8Array({ minLength: 1, maxLength: 40 }), (first, second, data) => {
        const command = Uint8Array.of(first, second, 0x04, 0x00, data.length, ...data)
        const at = { exchange: 1, part: 'command', offset: 0 } as const
        expectWithin(explainCommand(command, { reveal: false, at }).fields, 0, command.length)
      }),
      { numRuns: 700 }
    )
  })

  it('as data of a list', () => {
    fc.assert(
      fc.property(bytes, bytes, (list, data) => {
        const { entries } = decodeDol(list)
        const at = { exchange: 1, part: 'response', offset: 0 } as const
        expectWithin(explainDolData(entries, data, { reveal: false, at }), 0, data.length)
      })
    )
  })

  it('as file locators: every entry kept, every oddity named', () => {
    fc.assert(
      fc.property(bytes, (data) => {
        const { entries, problems } = decodeAfl(data)
        expect(entries).toHaveLength(Math.floor(data.length / 4))
        for (const [index, { sfi, first, last, oda }] of entries.entries()) {
          const sound = sfi > 0 && sfi < 31 && first > 0 && last >= first && oda <= last - first + 1
          if (!sound) expect(problems.map(({ entry }) => entry)).toContain(index)
        }
      })
    )
  })

  it('as file locators: sound entries are read without a problem', () => {
    const entry = fc
      .tuple(fc.integer({ min: 1, max: 30 }), fc.integer({ min: 1, max: 100 }), fc.nat(20), fc.nat(20))
      .map(([sfi, first, more, oda]) => ({ sfi, first, last: first + more, oda: Math.min(oda, more + 1) }))
    fc.assert(
      fc.property(fc.array(entry, { minLength: 1, maxLength: 20 }), (entries) => {
        const data = Uint8Array.from(
          entries.flatMap(({ sfi, first, last, oda }) => [sfi << 3, first, last, oda])
        )
        expect(decodeAfl(data)).toEqual({ entries, problems: [] })
      })
    )
  })

  it('as verification lists', () => {
    fc.assert(
      fc.property(bytes, (data) => {
        expect(cvmRules(data).rules).toHaveLength(Math.max(0, Math.floor((data.length - 8) / 2)))
      })
    )
  })
})
