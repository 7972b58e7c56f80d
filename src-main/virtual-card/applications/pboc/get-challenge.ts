import type { CommandApdu } from '../../../engine/apdu/command-apdu'
import type { ResponseApdu } from '../../../engine/apdu/response-apdu'
import { SW, answer, status } from '../../os/status-words'
import type { PbocState } from './pboc-state'
import { nextRandom } from '../random'

/** GET CHALLENGE (EMV Book 3, 6.5.6): 8 unpredictable bytes, good for the next command only. */
export function getChallenge(state: PbocState, { p1, p2, data }: CommandApdu): ResponseApdu {
  if (p1 !== 0 || p2 !== 0) return status(SW.wrongParameters)
  if (data.length > 0) return status(SW.wrongLength)
  state.challenge = nextRandom(state.memory).slice(0, 8)
  return answer(state.challenge)
}
