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
