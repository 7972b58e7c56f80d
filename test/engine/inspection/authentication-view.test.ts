import { expect, test } from 'vitest'
import { hex } from '../../../src-main/engine/bytes/hex'
import { offlineAuthentication } from '../../../src-main/engine/inspection/authentication-view'
import { foundApplication } from '../../../src-main/engine/inspection/found'

const textOf = (aip: string | undefined, records = '') => {
  const application = foundApplication('A000000333010101')
  if (aip !== undefined) application.aip = hex(aip)
  application.data.addTlv(hex(records), 1)
  return offlineAuthentication(application).view.text.en
}

test.each([
  ['an application that was listed but not read', undefined, '', /not known/],
  ['one that announces nothing', '1800', '', /^no data/],
  ['one that announces SDA without its data', '5800', '8F0109', /^no data/],
  ['one with the data of SDA', '5800', '8F0109 9001AA 9F320103 9301BB', /^carries data for SDA$/]
])('%s', (_what, aip, records, text) => {
  expect(textOf(aip, records.replaceAll(' ', ''))).toMatch(text)
})
