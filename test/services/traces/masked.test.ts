import { expect, test } from 'vitest'
import { Redactor } from '../../../src-main/engine/trace/redact'
import { maskedAgain } from '../../../src-main/services/traces/masked'

const again = (command: string, response: string) =>
  maskedAgain({ command, response, at: 7 }, new Redactor({ reveal: false }))

test('a recording in clear is masked as one of today', () => {
  expect(again('00B2010C00', '700A5A0862284800000000129000')).toEqual({
    command: '00B2010C00',
    response: '700A5A08622848******00129000',
    at: 7
  })
  expect(again('0020008008241234FFFFFFFFFF', '9000').command).toBe('0020008008****************')
})

test('what was masked stays masked, also where nothing would be today', () => {
  expect(again('00B2010C00', '70045F2002****9000').response).toBe('70045F2002****9000')
})

test('without an answer, or with half a status word, nothing is added', () => {
  expect(again('00B2010C00', '').response).toBe('')
  expect(again('', '90')).toMatchObject({ command: '', response: '90' })
})
