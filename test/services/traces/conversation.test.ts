import { expect, test } from 'vitest'
import { hex } from '../../../src-main/engine/bytes/hex'
import { Conversation } from '../../../src-main/services/traces/conversation'

const select = hex('00A4040008A00000033301010100')
const readLog = hex('00B2015C00')
const selected = hex('6F1B8408A000000333010101A50F9F38035F2A02BF0C059F4D020B0A9000')
const format = hex('9F4F069A039F360200' + '9000')

test('a log record is explained by the format that the card named before or after its file', () => {
  const conversation = new Conversation(false)
  expect(conversation.contextOf(readLog)).toEqual({ reveal: false })
  conversation.learn(select, selected)
  conversation.learn(hex('80CA9F4F00'), hex('9F4F059A039F36029000'))
  const { rid, pdol, logFormat } = conversation.contextOf(readLog)
  expect(rid).toBe('A000000333010101')
  expect(pdol).toMatchObject([{ tag: 0x5f2a, length: 2 }])
  expect(logFormat).toMatchObject([
    { tag: 0x9a, length: 3 },
    { tag: 0x9f36, length: 2 }
  ])
  expect(conversation.contextOf(hex('00B2010C00')).logFormat).toBeUndefined()
})

test('another application begins anew', () => {
  const conversation = new Conversation(true)
  conversation.learn(select, selected)
  conversation.learn(hex('80CA9F4F00'), format)
  conversation.learn(hex('00A4040005A00000000300'), hex('6A82'))
  expect(conversation.contextOf(readLog)).toEqual({ reveal: true, rid: 'A000000003' })
})

test('what cannot be read teaches nothing', () => {
  const conversation = new Conversation(false)
  conversation.learn(hex('00A4'), hex('9000'))
  conversation.learn(select, hex(''))
  conversation.learn(hex('80CA9F4F00'), hex('9F4FFF9000'))
  expect(conversation.contextOf(readLog)).toEqual({ reveal: false, rid: 'A000000333010101' })
})
