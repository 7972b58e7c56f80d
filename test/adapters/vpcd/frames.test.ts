import { expect, it } from 'vitest'
import { FrameReader, frame } from '../../../src-main/adapters/vpcd/frames'
import { hex, toHex } from '../../../src-main/engine/bytes/hex'

it('puts the length before the message', () => {
  expect(toHex(frame(hex('9000')))).toBe('00029000')
  expect(toHex(frame(new Uint8Array(300)).subarray(0, 2))).toBe('012C')
  expect(() => frame(new Uint8Array(65_536))).toThrow()
})

it('finds the messages however the bytes arrive', () => {
  const stream = hex('0001 04 0000 0005 00A4040000 0001 00'.replace(/ /g, ''))
  const whole = ['04', '', '00A4040000', '00']
  for (let size = 1; size <= stream.length; size += 1) {
    const reader = new FrameReader()
    const found: string[] = []
    for (let at = 0; at < stream.length; at += size) {
      found.push(...reader.push(stream.subarray(at, at + size)).map(toHex))
    }
    expect(found, `chunks of ${size}`).toEqual(whole)
  }
})
