import { describe, expect, it } from 'vitest'
import { cryptogramIn, pbocUnderTest } from '../../../pboc-under-test'

function waiting() {
  const test = pbocUnderTest()
  test.options()
  const arqc = cryptogramIn(test.first('80'))
  return { ...test, update: (p1p2: string, data: string) => test.script(`04DC${p1p2}`, data, arqc) }
}

describe('UPDATE RECORD', () => {
  it('replaces a record as a whole', () => {
    const { update, send, events } = waiting()
    expect(update('0124', '700C9F1401059F230109' + '5F280156')).toBe('9000')
    expect(events.at(-1)).toMatchObject({ changes: [{ code: 'record-replaced' }] })
    expect(send('00B2012400')).toBe('700C9F1401059F2301095F280156' + '9000')
  })

  it.each([
    ['0224', '7000', '6A83'],
    ['013C', '7000', '6A83'],
    ['0024', '7000', '6A83'],
    ['0120', '7000', '6A86'],
    ['0104', '7000', '6A86'],
    ['01FC', '7000', '6A86'],
    ['0124', '', '6700'],
    // The logs are the card's own.
    ['015C', '7000', '6A83'],
    ['0164', '7000', '6A83']
  ])('at %s refuses "%s" with %s and changes nothing', (place, data, sw) => {
    const { update, send, cells } = waiting()
    const before = ['00B2012400', '00B2015C00', '00B2016400'].map((command) => send(command))
    expect(update(place, data)).toBe(sw)
    expect(['00B2012400', '00B2015C00', '00B2016400'].map((command) => send(command))).toEqual(before)
    expect((cells.read('risk/flags')?.[0] ?? 0) & 0x10).toBe(0x10)
  })
})
