import { expect, it } from 'vitest'
import { hex } from '../../../../src-main/engine/bytes/hex'
import { getChallenge } from '../../../../src-main/engine/commands/emv/get-challenge'
import { answered, expectKinds, sent } from '../support'

it('asks for a challenge and keeps it', () => {
  expect(sent(getChallenge())).toBe('0084000000')
  expect(answered(getChallenge(), 0x9000, '0102030405060708')).toEqual({
    ...{ kind: 'challenge', data: hex('0102030405060708'), sw: 0x9000 }
  })
})

it('knows its status words', () => {
  expectKinds(getChallenge(), { '9000': 'challenge', '6A81': 'function-unsupported', '6985': 'conditions' })
})
