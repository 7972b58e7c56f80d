import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { CardInterface } from '../../src-main/virtual-card/card-log'
import { cryptogramIn, n12, pbocUnderTest, type Cryptogram, type PbocUnderTest } from './pboc-under-test'

/** Commands as a terminal and an issuer make them, in any order, with right and wrong contents. */
type Step =
  | { readonly kind: 'select' }
  | {
      readonly kind: 'options'
      readonly amount: number
      readonly ecash: boolean
      readonly qualifiers: string
    }
  | {
      readonly kind: 'first' | 'second'
      readonly asked: '00' | '40' | '80' | '50'
      readonly amount: number | undefined
    }
  | { readonly kind: 'authenticate'; readonly right: boolean }
  | { readonly kind: 'put-balance'; readonly amount: number; readonly right: boolean }
  | { readonly kind: 'script'; readonly header: string; readonly data: string }
  | { readonly kind: 'last-record' }
  | { readonly kind: 'raw'; readonly command: string }

const amount = fc.oneof(fc.constant(12_50), fc.nat(120_00), fc.constant(0), fc.nat(2000_00))
const options = fc.record({
  kind: fc.constant('options' as const),
  amount,
  ecash: fc.boolean(),
  qualifiers: fc.constantFrom('26000000', '26000080', '2A000000', '26800000', '46000000')
})
const generate = fc.record({
  kind: fc.constantFrom('first' as const, 'second' as const),
  asked: fc.constantFrom('00' as const, '40' as const, '80' as const, '50' as const),
  // Most often the amount that the transaction began with.
  amount: fc.option(amount, { nil: undefined, freq: 1 })
})
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.constant<Step>({ kind: 'select' }),
  { arbitrary: options, weight: 2 },
  { arbitrary: generate, weight: 3 },
  fc.record({ kind: fc.constant('authenticate' as const), right: fc.boolean() }),
  fc.record({ kind: fc.constant('put-balance' as const), amount, right: fc.boolean() }),
  fc.record({
    kind: fc.constant('script' as const),
    header: fc.constantFrom(
      '841E0000',
      '84180000',
      '84240000',
      '04DA9F78',
      '04DA9F77',
      '04DA9F6D',
      '04DC0124'
    ),
    data: fc.constantFrom('', n12(0), n12(50_00), n12(1000_00))
  }),
  fc.constant<Step>({ kind: 'last-record' }),
  fc.constantFrom<Step>(
    { kind: 'raw', command: '002000800826123456FFFFFFFF' },
    { kind: 'raw', command: '002000800826654321FFFFFFFF' },
    { kind: 'raw', command: '008800000411223344' + '00' },
    { kind: 'raw', command: '0084000000' },
    { kind: 'raw', command: '80CA9F7900' },
    { kind: 'raw', command: '00B2006400' }
  )
)

/** Plays the steps; what the card answers to a GENERATE AC is what the issuer goes by. */
function play(test: PbocUnderTest, steps: readonly Step[]): void {
  let last: Cryptogram = { cid: '', atc: '0000', ac: '0000000000000000', iad: '', cvr: '', answer: '' }
  let promised: number | undefined
  let agreed = 0
  for (const one of steps) {
    const paid = 'amount' in one ? (one.amount ?? agreed) : 0
    if (one.kind === 'options') agreed = paid
    const before = test.balance()
    const answer = run(test, one, paid, last)
    expect(answer).toMatch(/(9000|6[1-9A-E][0-9A-F]{2})$/)
    if (one.kind === 'select') promised = undefined
    if (one.kind === 'options' && /^77.*9F10130701170390/.test(answer)) promised = paid
    if (one.kind === 'first' && answer.startsWith('80')) last = cryptogramIn(answer)
    if (one.kind === 'put-balance' && answer === '9000') {
      expect(test.balance()).toBe(paid)
      continue
    }
    expect(before - test.balance(), one.kind).toBe(spent(one, answer, paid, promised))
    if (one.kind === 'last-record' && answer.endsWith('9000')) promised = undefined
  }
}

/** What the answer costs: a TC on contact its amount, the last record what a TC in flash pay promised, all else nothing. */
function spent(one: Step, answer: string, paid: number, promised: number | undefined): number {
  if (one.kind === 'last-record' && answer.endsWith('9000')) return promised ?? 0
  // The ready-made card gives no TC on its account without the issuer.
  const isTc = answer.startsWith('801E40') || answer.includes('9F270140')
  return one.kind === 'first' && isTc ? paid : 0
}

function run(test: PbocUnderTest, one: Step, paid: number, last: Cryptogram): string {
  switch (one.kind) {
    case 'select':
      return test.select()
    case 'options':
      return test.options({
        '9F02': n12(paid),
        '9F7A': one.ecash ? '01' : '00',
        '9F66': one.qualifiers
      })
    case 'first':
      return test.first(one.asked === '80' ? '80' : one.asked, { '9F02': n12(paid) })
    case 'second':
      return test.second(one.asked === '80' ? '00' : one.asked, { '9F02': n12(paid) })
    case 'authenticate':
      return one.right ? test.authenticate(last) : test.send('008200000A00000000000000003030')
    case 'put-balance':
      return one.right
        ? test.script('04DA9F79', n12(paid), last)
        : test.send(`04DA9F790A${n12(paid)}00000000`)
    case 'script':
      return test.script(one.header, one.data, last)
    case 'last-record':
      return test.send('00B2012C00')
    case 'raw':
      return test.send(one.command)
  }
}

it.each<CardInterface>(['contact', 'contactless'])(
  'money moves by a TC, the last record and PUT DATA alone (%s)',
  (side) => {
    let moves = 0
    fc.assert(
      fc.property(fc.array(step, { minLength: 12, maxLength: 40, size: 'max' }), (steps) => {
        const test = pbocUnderTest({ side })
        const before = test.balance()
        play(test, steps)
        if (test.balance() !== before) moves += 1
        expect(test.events.filter(({ kind }) => kind === 'fault')).toEqual([])
        expect(test.card.memory.inTransaction).toBe(false)
      }),
      { numRuns: 250 }
    )
    // The property would hold of a card that never pays; about one run in eight pays.
    expect(moves).toBeGreaterThan(10)
  },
  60_000
)
