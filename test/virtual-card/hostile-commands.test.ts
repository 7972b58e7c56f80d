import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { hex, toHex } from '../../src-main/engine/bytes/hex'
import { blankUnderTest, openOn } from './blank-under-test'
import { installData, ISD, lv, MODULE, PACKAGE } from './domain-under-test'
import { AID, cardUnderTest, contactOptions, selectCommand } from './card-under-test'

const KNOWN_INSTRUCTIONS = [
  ...[0x16, 0x18, 0x1e, 0x20, 0x24, 0x50, 0x82, 0x84, 0x88],
  ...[0xa4, 0xa8, 0xae, 0xb2, 0xc0, 0xca, 0xda, 0xdc, 0xe2, 0xf2]
]

const FORMS = [
  ...['84160000', '84180000', '841E0000', '84240000', '84240001', '84240002'],
  ...[
    '04DA9F79',
    '04DA9F78',
    '84DA9F79',
    '04DC0124',
    '00820000',
    '00840000',
    '00880000',
    '00200088',
    '00200080'
  ]
]

/** Any bytes, and bytes that look like a command. */
const command = fc.oneof(
  fc.uint8Array({ maxLength: 300 }),
  fc
    .tuple(
      fc.constantFrom(0x00, 0x80, 0x04, 0x84, 0x0c),
      fc.constantFrom(...KNOWN_INSTRUCTIONS),
      fc.nat(255),
      fc.nat(255),
      fc.uint8Array({ maxLength: 40 })
    )
    .map(([cla, ins, p1, p2, rest]) => Uint8Array.of(cla, ins, p1, p2, ...rest)),
  // Right in form, so that they get as far as the application looks at them.
  fc
    .tuple(fc.constantFrom(...FORMS), fc.uint8Array({ maxLength: 60 }), fc.boolean())
    .map(([header, data, le]) => Uint8Array.of(...hex(header), data.length, ...data, ...(le ? [0] : []))),
  fc
    .tuple(
      fc.constantFrom('80AE8000', '80AE4000', '80AE9000', '80AE5000'),
      fc.uint8Array({ minLength: 55, maxLength: 55 })
    )
    .map(([header, data]) => Uint8Array.of(...hex(header), data.length, ...data, 0))
)

describe.each(['contact', 'contactless'] as const)('whatever arrives on %s', (cardInterface) => {
  it.each(['T=0', 'T=1'] as const)('is answered with a status word, without a fault (%s)', (protocol) => {
    fc.assert(
      fc.property(fc.array(command, { minLength: 1, maxLength: 12 }), (commands) => {
        const { card, events } = cardUnderTest('debit-ecash', cardInterface, protocol)
        card.transmit(hex(selectCommand(AID.debit)))
        card.transmit(hex(contactOptions('01', 1)))
        for (const bytes of commands) {
          const response = card.transmit(bytes)
          expect(response.length).toBeGreaterThanOrEqual(2)
          expect(response.length).toBeLessThanOrEqual(258)
          expect([0x61, 0x62, 0x63, 0x67, 0x68, 0x69, 0x6a, 0x6c, 0x6d, 0x6e, 0x90]).toContain(
            response.at(-2)
          )
        }
        expect(events.filter(({ kind }) => kind === 'fault')).toEqual([])
        expect(card.memory.inTransaction).toBe(false)
      }),
      { numRuns: 300 }
    )
  })
})

it('nothing but the commands that say so writes to the memory', () => {
  const { card } = cardUnderTest('debit-ecash')
  card.transmit(hex(selectCommand(AID.debit)))
  const harmless = fc
    .tuple(
      fc.constantFrom(0xa4, 0xb2, 0xca, 0xc0),
      fc.nat(255),
      fc.nat(255),
      fc.uint8Array({ maxLength: 20 })
    )
    .map(([ins, p1, p2, rest]) => Uint8Array.of(ins === 0xca ? 0x80 : 0x00, ins, p1, p2, ...rest))
  const before = card.memory.writes
  fc.assert(
    fc.property(harmless, (bytes) => void card.transmit(bytes)),
    { numRuns: 2000 }
  )
  expect(card.memory.writes).toBe(before)
})

describe('whatever a host with the right keys sends', () => {
  const managed = fc.tuple(
    fc.constantFrom(0xe2, 0xe4, 0xe6, 0xe8, 0xd8, 0xf0, 0xf2, 0xca),
    fc.constantFrom(0x00, 0x02, 0x04, 0x08, 0x0c, 0x10, 0x20, 0x40, 0x60, 0x80, 0xe0, 0xff),
    fc.constantFrom(0x00, 0x01, 0x02, 0x03, 0x80, 0x81, 0xff),
    fc.oneof(
      fc.uint8Array({ maxLength: 60 }),
      // Lengths that fit, so that it gets further.
      fc
        .array(
          fc.oneof(
            fc.constantFrom(...[ISD, PACKAGE, MODULE.pboc, AID.debit, 'C900', '00', '80', ''].map(hex)),
            fc.uint8Array({ maxLength: 20 })
          ),
          { minLength: 3, maxLength: 6 }
        )
        .map((fields) => Uint8Array.from(fields.flatMap((field) => [field.length, ...field]))),
      fc.constantFrom(`4F${lv(AID.debit)}`, '4F00', 'D201FF', '91020100', '0070034501EE').map(hex)
    )
  )

  it.each([
    ['the domain', undefined],
    ['an application that is not personalized', AID.debit]
  ])('is answered without a fault by %s', (_, aid) => {
    fc.assert(
      fc.property(fc.array(managed, { minLength: 1, maxLength: 10 }), (commands) => {
        const card = blankUnderTest()
        if (aid !== undefined) openOn(card).send('80E60C00', installData(MODULE.pboc, aid))
        const host = openOn(card, aid)
        for (const [ins, p1, p2, data] of commands) {
          const answer = host.send(toHex(Uint8Array.of(0x80, ins, p1, p2)), toHex(data))
          expect(answer).toMatch(/(9000|63..|6[7-9A-E]..)$/)
        }
        expect(card.events.filter(({ kind }) => kind === 'fault')).toEqual([])
        expect(card.card.memory.inTransaction).toBe(false)
      }),
      { numRuns: 200 }
    )
  })
})
