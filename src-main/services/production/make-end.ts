import type { Failed } from '../../engine/globalplatform/perform-management'
import type { PersonalizationOutcome } from '../../engine/personalization/card/outcome'
import type { Interruption } from '../../engine/workflow/interruption'
import type { LocalText } from '../../texts/local-text'
import { makeTexts as say } from '../../texts/phrases/production'
import { openRefusal } from '../chip/open-refusal'

/** How far a chip came that did not become a card, in words. */
export interface MakeEnd {
  readonly outcome: 'refused' | 'unfinished' | 'scrapped' | 'cancelled'
  readonly sentence: LocalText
  readonly advice?: LocalText
  readonly confirmable?: boolean
  readonly replaceable?: boolean
}

type NotMade = Exclude<PersonalizationOutcome, { kind: 'completed' }>

/** The words for what the workflow came to. */
export function makeEnd(outcome: NotMade): MakeEnd {
  if (outcome.kind === 'keys-wrong') return { outcome: 'scrapped', sentence: say.keysWrong }
  const { touched } = outcome.standing
  if (touched) {
    // What would help an untouched chip is not what helps here.
    const advice = isWithoutService(outcome) ? say.againWithService : say.again
    return { outcome: 'unfinished', sentence: words(outcome).sentence, advice }
  }
  const isStop = outcome.kind === 'interrupted' && outcome.reason === 'cancelled'
  if (isStop) return { outcome: 'cancelled', sentence: say.cancelled }
  const { sentence, advice = say.untouched } = words(outcome)
  return {
    ...{ outcome: 'refused', sentence, advice },
    ...(outcome.kind === 'not-opened' && { confirmable: openRefusal(outcome.outcome).confirmable }),
    ...(outcome.kind === 'occupied' && { replaceable: true })
  }
}

/** It could be written here, but neither read back nor tried: it does not pay on this side. */
export function otherSide(): MakeEnd {
  return { outcome: 'refused', sentence: say.otherSide, advice: say.otherSideAdvice }
}

/** All was written, but the card went away, or the service did, before it was read back and tried. */
export function untested({ reason }: Interruption): MakeEnd {
  return reason === 'service-lost'
    ? { outcome: 'unfinished', sentence: say.serviceLost, advice: say.againWithService }
    : { outcome: 'unfinished', sentence: say.untested, advice: say.again }
}

interface Words {
  readonly sentence: LocalText
  readonly advice?: LocalText
}

function words(outcome: Exclude<NotMade, { kind: 'keys-wrong' }>): Words {
  switch (outcome.kind) {
    case 'not-opened':
      return openRefusal(outcome.outcome)
    case 'unreadable':
      return { sentence: say.unreadable(outcome.sw) }
    case 'card-state':
      return { sentence: say.cardState(outcome.state) }
    case 'package-absent':
      return { sentence: say.packageAbsent, advice: say.loadFirst }
    case 'occupied':
      return { sentence: say.occupied, advice: say.occupiedAdvice }
    case 'memory':
      return { sentence: say.memory(outcome.needed, outcome.free) }
    case 'failed':
      return { sentence: failedText(outcome.failure) }
    case 'interrupted':
      return { sentence: isWithoutService(outcome) ? say.serviceLost : say.interrupted }
  }
}

function isWithoutService(outcome: NotMade): boolean {
  return outcome.kind === 'interrupted' && outcome.reason === 'service-lost'
}

function failedText(failure: Failed): LocalText {
  switch (failure.kind) {
    case 'refused':
      return say.refused(failure.command, failure.sw)
    case 'too-long':
      return say.tooLong(failure.command)
    case 'channel-broken':
      return say.channelBroken
  }
}
