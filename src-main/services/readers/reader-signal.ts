import type { ControlPlatform } from '../../engine/commands/reader/control-code'
import { ledBuzzer } from '../../engine/commands/reader/led-buzzer'
import { swText } from '../../engine/apdu/response-apdu'
import { readerPhrases, readerSilence } from '../../texts/phrases/reader-details'
import { AppFailure } from '../app-failure'
import { hasFeature } from './reader-profile'
import type { ReaderRegistry } from './reader-registry'
import { ReaderTalk } from './reader-talk'

/** The lamps take turns twice, with a beep each; afterwards they are as they were. */
const blinkAndBeep = ledBuzzer({
  red: { blinkFrom: 'on' },
  green: { blinkFrom: 'off' },
  t1: 2,
  t2: 2,
  repetitions: 2,
  beep: 't1'
})

/**
 * Makes a reader blink and beep, so that a person sees which one it is and that it does as it is told. Rejects with
 * `AppFailure`: `reader-unknown`, `unsupported` where the family has no lamps, `reader-refused` with the reason.
 */
export async function testReaderSignal(
  registry: ReaderRegistry,
  readerId: string,
  platform: ControlPlatform
): Promise<void> {
  const info = registry.find(readerId)
  if (info === undefined) throw new AppFailure('reader-unknown')
  if (!hasFeature(info.profile, 'led-buzzer')) {
    throw new AppFailure('unsupported', { detail: readerSilence.noLamps.why })
  }
  const talk = await ReaderTalk.open(registry, readerId, platform)
  try {
    const answer = await talk.command(blinkAndBeep)
    if (answer.kind === 'unknown') throw new AppFailure('reader-refused', { detail: answer.why })
    if (answer.value.kind !== 'done') {
      throw new AppFailure('reader-refused', { detail: readerPhrases.saidNo(swText(answer.value.sw)) })
    }
  } finally {
    await talk.close()
  }
}
