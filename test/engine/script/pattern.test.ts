import fc from 'fast-check'
import { expect, it } from 'vitest'
import { matches, parsePattern } from '../../../src-main/engine/script/pattern'

function found(source: string, text: string): boolean {
  const read = parsePattern(source)
  if (read.kind !== 'ok') throw new Error(read.kind)
  return matches(read.pattern, text)
}

it('finds what the language itself finds', () => {
  const atom = fc.constantFrom('A', '9', '.', '[0-9]', '[^A-F]', '\\d', '\\w', '(A|9F)', '(9|)', '\\.')
  const count = fc.constantFrom('', '', '*', '+', '?', '{2}', '{1,3}', '{2,}')
  const source = fc
    .array(
      fc.tuple(atom, count).map((pair) => pair.join('')),
      { maxLength: 6 }
    )
    .chain((parts) =>
      fc
        .tuple(fc.constantFrom('', '^'), fc.constantFrom('', '$'), fc.constantFrom('', '|9A'))
        .map(([start, end, other]) => `${start}${parts.join('')}${end}${other}`)
    )
  const text = fc.array(fc.constantFrom('A', '9', 'F', '0', '.'), { maxLength: 8 }).map((all) => all.join(''))
  fc.assert(
    fc.property(source, text, (pattern, given) => {
      expect(found(pattern, given)).toBe(new RegExp(pattern, 's').test(given))
    }),
    { numRuns: 2000 }
  )
})

it('does not hang where others do', () => {
  const began = performance.now()
  expect(found('^(A+)+$', `${'A'.repeat(5000)}B`)).toBe(false)
  expect(found('^(A|A)*(A|A)*$', `${'A'.repeat(5000)}B`)).toBe(false)
  expect(performance.now() - began).toBeLessThan(2000)
})

it('reads anything without throwing', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (source, text) => {
      const read = parsePattern(source)
      if (read.kind === 'ok') matches(read.pattern, text)
    })
  )
})

it.each([['a{501}'], ['((a{100}){100})'], ['('.repeat(60) + ')'.repeat(60)]])('%s is too large', (source) => {
  expect(parsePattern(source)).toEqual({ kind: 'too-large' })
})

it.each([
  ['(', 1],
  ['a)', 1],
  ['*', 0],
  ['[a', 2],
  ['a{2,1}', 1],
  ['\\1', 1],
  ['(?=a)', 1]
])('%s cannot be read from %i on', (source, at) => {
  expect(parsePattern(source)).toEqual({ kind: 'bad', at })
})
