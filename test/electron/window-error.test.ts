import { expect, test } from 'vitest'
import { windowError } from '../../src-main/electron/window-error'
import { AppFailure } from '../../src-main/services/app-failure'
import { errorTexts, type ErrorCode } from '../../src-main/texts/phrases/errors'
import { windowRemedies } from '../../src-main/texts/phrases/window-remedies'

const COMMAND = /cardwright [a-z]|--[a-z]/
/** What only the command line has: the issuer's staff, its lists, and consent that is given beforehand. */
const COMMAND_LINE_ONLY: readonly ErrorCode[] = [
  ...(['needs-consent', 'ca-key-unknown', 'issuer-card-unknown', 'issuer-account-unknown'] as const),
  ...(['entry-unknown', 'settlement-impossible', 'purchase-not-disputed'] as const)
]

test('what to do names no command where the window can do it', () => {
  const naming = (Object.keys(errorTexts) as ErrorCode[]).filter((code) => {
    const { remedy } = windowError(new AppFailure(code).data)
    return remedy !== undefined && COMMAND.test(remedy.en + remedy.zh)
  })
  expect(naming.sort()).toEqual([...COMMAND_LINE_ONLY].sort())
})

test('the command line keeps its own words, and another error its remedy', () => {
  for (const code of Object.keys(windowRemedies) as ErrorCode[]) {
    const { data } = new AppFailure(code)
    expect(data.remedy).toEqual(errorTexts[code].remedy)
    expect(windowError(data)).toEqual({ ...data, remedy: windowRemedies[code] })
  }
  const { data } = new AppFailure('key-retired')
  expect(windowError(data)).toBe(data)
})
