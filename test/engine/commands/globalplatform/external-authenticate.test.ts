import { expect, it } from 'vitest'
import { commandApdu } from '../../../../src-main/engine/apdu/command-apdu'
import { hex } from '../../../../src-main/engine/bytes/hex'
import { authenticateChannel } from '../../../../src-main/engine/commands/globalplatform/external-authenticate'
import { expectKinds, sent } from '../support'

const command = authenticateChannel(
  commandApdu({ cla: 0x84, ins: 0x82, p1: 1, p2: 0, data: hex('7C799B3C771DBAE6BEF49310977617BA') })
)

it('is what the secure channel made', () => {
  expect(sent(command)).toBe('84820100107C799B3C771DBAE6BEF49310977617BA')
})

it('knows its status words', () => {
  expectKinds(command, {
    '9000': 'authenticated',
    '6300': 'cryptogram-wrong',
    '63C2': 'cryptogram-wrong',
    '6982': 'not-allowed',
    '6983': 'not-allowed',
    '6985': 'not-allowed',
    '6A86': 'wrong-p1-p2',
    '6D00': 'ins-unsupported'
  })
})
