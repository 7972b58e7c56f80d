import type { ReaderFact } from '../../../contract/views'
import { swText } from '../../../engine/apdu/response-apdu'
import type { ReaderRefusal } from '../../../engine/commands/reader/reader-outcome'
import type { LocalText } from '../../../texts/local-text'
import { readerPhrases } from '../../../texts/phrases/reader-details'
import type { Unknown } from '../reader-talk'

type Part = NonNullable<ReaderFact['parts']>[number]

/** Something that is known. */
export function fact(id: string, name: LocalText, value?: LocalText): ReaderFact {
  return { id, name, ...(value !== undefined && { value }) }
}

/** Something that was asked for in vain. */
export function unknownFact(id: string, name: LocalText, { why, remedy }: Unknown): ReaderFact {
  return { id, name, unknown: { why, ...(remedy !== undefined && { remedy }) } }
}

export function part(id: string, name: LocalText, value?: LocalText): Part {
  return { id, name, ...(value !== undefined && { value }) }
}

export function partSet(id: string, name: LocalText, set: boolean): Part {
  return { id, name, set }
}

/** Why a reader that answered did not say what it was asked. */
export function refusal({ kind, sw }: ReaderRefusal): Unknown {
  return { why: kind === 'unsupported' ? readerPhrases.notThisCard : readerPhrases.saidNo(swText(sw)) }
}
