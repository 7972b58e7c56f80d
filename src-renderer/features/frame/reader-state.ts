import type { ReaderView } from '../../../src-main/contract/views'
import type { LanguageState } from '../../state/language.svelte'

export type ReaderTone = 'empty' | 'present' | 'mute' | 'busy'

/** The reader's state in words, and the tone of its mark. */
export function readerState(
  reader: ReaderView,
  language: LanguageState
): { tone: ReaderTone; words: string } {
  const { t, pick } = language
  if (reader.inUse) return { tone: 'busy', words: t('readers.inUse') }
  if (reader.presence === 'empty') return { tone: 'empty', words: t('readers.empty') }
  if (reader.presence === 'mute') return { tone: 'mute', words: t('readers.mute') }
  return { tone: 'present', words: reader.cardName ? pick(reader.cardName) : t('readers.present') }
}
