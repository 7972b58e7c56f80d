import type { ReaderView } from '../../../src-main/contract/views'
import type { Workspace } from '../../state/workspace'

export type ReaderTone = 'empty' | 'present' | 'mute' | 'busy'
type Used = Pick<Workspace, 'batch' | 'language' | 'inspection' | 'purse' | 'cardActions' | 'make' | 'chip'>

/** The reader's state in words, and the tone of its mark. */
export function readerState(reader: ReaderView, workspace: Used): { tone: ReaderTone; words: string } {
  const { t, pick } = workspace.language
  if (isOurs(reader.id, workspace)) return { tone: 'busy', words: t('readers.working') }
  if (reader.inUse) return { tone: 'busy', words: t('readers.inUse') }
  if (reader.presence === 'empty') return { tone: 'empty', words: t('readers.empty') }
  if (reader.presence === 'mute') return { tone: 'mute', words: t('readers.mute') }
  return { tone: 'present', words: reader.cardName ? pick(reader.cardName) : t('readers.present') }
}

/** Whoever uses the reader now, it is this window that asked for it. */
function isOurs(reader: string, { batch, inspection, purse, cardActions, make, chip }: Used): boolean {
  return (
    batch.uses(reader) ||
    cardActions.isBusy(reader) ||
    make.isBusy(reader) ||
    chip.isBusy(reader) ||
    (chip.of(reader)?.reading ?? false) ||
    (inspection.of(reader)?.busy ?? false) ||
    (purse.of(reader)?.reading ?? false)
  )
}
