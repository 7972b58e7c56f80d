import type { ReaderFact } from '../../../contract/views'
import { toHex } from '../../../engine/bytes/hex'
import { getAts } from '../../../engine/commands/reader/get-ats'
import { getUid } from '../../../engine/commands/reader/get-uid'
import { errorTexts } from '../../../texts/phrases/errors'
import {
  readerFacts as names,
  readerPhrases as phrases,
  readerSilence
} from '../../../texts/phrases/reader-details'
import { hasFeature } from '../reader-profile'
import type { ReaderTalk, Unknown } from '../reader-talk'
import { fact, refusal, unknownFact } from './fact'

/** What the reader itself says of a contactless card that lies on it (PC/SC part 3, 3.2.2.1). */
export async function cardFacts(talk: ReaderTalk): Promise<ReaderFact[]> {
  const asked = (['uid', 'ats'] as const).filter((feature) => hasFeature(talk.info.profile, feature))
  const why = whyNot(talk)
  if (why !== undefined) return asked.map((id) => unknownFact(id, names[id], why))
  const facts: ReaderFact[] = []
  for (const id of asked) facts.push(id === 'uid' ? await uid(talk) : await ats(talk))
  return facts
}

/** Why these questions are not asked: to a contact card they would be commands of a class that it does not know. */
function whyNot({ info, access, problem }: ReaderTalk): Unknown | undefined {
  if (info.presence !== 'present') {
    const { message, remedy } = errorTexts[info.presence === 'mute' ? 'card-mute' : 'no-card']
    return { why: message, remedy }
  }
  if (!info.contactless) return readerSilence.contactCard
  if (access === 'card') return undefined
  const { message, remedy } = errorTexts[problem?.code ?? 'unsupported']
  return { why: message, remedy }
}

async function uid(talk: ReaderTalk): Promise<ReaderFact> {
  const answer = await talk.command(getUid())
  if (answer.kind === 'unknown') return unknownFact('uid', names.uid, answer)
  if (answer.value.kind !== 'uid') return unknownFact('uid', names.uid, refusal(answer.value))
  const { uid: bytes, random } = answer.value
  return { ...fact('uid', names.uid, random ? phrases.random : undefined), hex: toHex(bytes) }
}

async function ats(talk: ReaderTalk): Promise<ReaderFact> {
  const answer = await talk.command(getAts())
  if (answer.kind === 'unknown') return unknownFact('ats', names.ats, answer)
  return answer.value.kind === 'ats'
    ? { ...fact('ats', names.ats), hex: toHex(answer.value.historicalBytes) }
    : unknownFact('ats', names.ats, refusal(answer.value))
}
