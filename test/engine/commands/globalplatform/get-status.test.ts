import { expect, it } from 'vitest'
import { hex } from '../../../../src-main/engine/bytes/hex'
import { getStatus } from '../../../../src-main/engine/commands/globalplatform/get-status'
import { answered, expectKinds, sent } from '../support'

it('asks for one part of the registry', () => {
  expect(sent(getStatus('issuer-security-domain'))).toBe('80F28002024F0000')
  expect(sent(getStatus('applications'))).toBe('80F24002024F0000')
  expect(sent(getStatus('load-files', 'next'))).toBe('80F22003024F0000')
  expect(sent(getStatus('load-files-and-modules'))).toBe('80F21002024F0000')
})

it('asks for data objects, or in the old format', () => {
  const tags = [0x4f, 0x9f70, 0xc5, 0xc4, 0xce, 0x84, 0xcc]
  expect(sent(getStatus('applications', 'first', { tags }))).toBe('80F240020C4F005C084F9F70C5C4CE84CC00')
  expect(sent(getStatus('applications', 'first', { format: 'legacy' }))).toBe('80F24000024F0000')
  expect(sent(getStatus('applications', 'next', { format: 'legacy' }))).toBe('80F24001024F0000')
})

it('says whether there is more', () => {
  expect(answered(getStatus('applications'), 0x9000, 'E300')).toEqual({
    kind: 'entries',
    data: hex('E300'),
    more: false,
    sw: 0x9000
  })
  expect(answered(getStatus('applications'), 0x6310, 'E300')).toMatchObject({ kind: 'entries', more: true })
})

it('knows its status words', () => {
  expectKinds(getStatus('applications'), {
    '9000': 'entries',
    '6310': 'entries',
    '6A88': 'none',
    '6982': 'not-allowed',
    '6985': 'not-allowed',
    '6A80': 'wrong-data',
    '6D00': 'ins-unsupported'
  })
})
