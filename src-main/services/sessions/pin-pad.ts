import { encodeCommandApdu } from '../../engine/apdu/command-apdu'
import type { Command } from '../../engine/commands/command'
import {
  type ControlPlatform,
  controlCode,
  getFeatureRequest
} from '../../engine/commands/reader/control-code'
import { parseFeatures } from '../../engine/commands/reader/part10-features'
import { pinVerifyAnswer, pinVerifyStructure } from '../../engine/commands/reader/verify-pin-direct'
import type { CardSession } from '../readers/card-session'
import { channelFailure } from '../readers/reader-channel'
import { ReaderError } from '../readers/reader-driver'

/**
 * Has the holder enter the PIN on the reader's own pad, which sends the VERIFY itself. Undefined where the reader has no
 * pad, or the holder did not use it. Rejects with `Interruption` where the card goes away meanwhile.
 */
export async function verifyOnPad(
  session: Pick<CardSession, 'control'>,
  platform: ControlPlatform,
  command: Command<unknown>
): Promise<Uint8Array | undefined> {
  const feature = await padOf(session, platform)
  if (feature === undefined) return undefined
  try {
    const answer = await session.control(feature, pinVerifyStructure(encodeCommandApdu(command.apdu)))
    return pinVerifyAnswer(answer)
  } catch (error) {
    throw channelFailure(error)
  }
}

/** The control code of FEATURE_VERIFY_PIN_DIRECT; a reader that does not answer the question has none. */
async function padOf(
  session: Pick<CardSession, 'control'>,
  platform: ControlPlatform
): Promise<number | undefined> {
  try {
    const answer = await session.control(controlCode(platform, getFeatureRequest), new Uint8Array(0))
    return parseFeatures(answer).features.find(({ name }) => name === 'verify-pin-direct')?.controlCode
  } catch (error) {
    if (error instanceof ReaderError) return undefined
    throw error
  }
}
