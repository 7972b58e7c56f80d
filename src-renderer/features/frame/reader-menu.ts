import CircleArrowOutUpRight from '@lucide/svelte/icons/circle-arrow-out-up-right'
import CreditCard from '@lucide/svelte/icons/credit-card'
import Layers from '@lucide/svelte/icons/layers'
import type { ReaderView } from '../../../src-main/contract/views'
import type { Workspace } from '../../state/workspace'
import type { MenuEntry } from '../../ui/menu'

/** What can be done with a reader that is made of software; empty for real ones: there hands insert the card. */
export function readerMenu(reader: ReaderView, workspace: Workspace): readonly MenuEntry[] {
  if (reader.driver === 'virtual') return virtualMenu(reader, workspace)
  if (reader.driver === 'replay') return replayMenu(reader, workspace)
  return []
}

function virtualMenu(
  reader: ReaderView,
  { app, language, navigation, readers, shelf }: Workspace
): MenuEntry[] {
  const { t, pick } = language
  const inside = shelf.inReader(reader.id)
  const cards = shelf.cards.map((card): MenuEntry => ({
    label: t('readers.insert', { name: pick(card.name) }),
    detail:
      card.reader !== undefined && card.reader !== reader.id
        ? t('readers.elsewhere', { reader: readers.byId(card.reader)?.name ?? card.reader })
        : card.pan,
    icon: CreditCard,
    checked: card.id === inside?.id,
    disabled: card.id === inside?.id,
    run: () => app.attempt('readers.insertFailed', () => shelf.insert(card.id, reader.id))
  }))
  return [
    { kind: 'heading', label: reader.name },
    ...cards,
    ...(cards.length > 0 ? [{ kind: 'separator' } as const] : []),
    {
      label: t('readers.remove'),
      icon: CircleArrowOutUpRight,
      disabled: reader.presence === 'empty',
      run: () => app.attempt('readers.removeFailed', () => shelf.remove(reader.id))
    },
    { label: t('readers.openShelf'), icon: Layers, run: () => navigation.go('shelf') }
  ]
}

function replayMenu(reader: ReaderView, { app, language, readers }: Workspace): MenuEntry[] {
  return [
    { kind: 'heading', label: reader.name },
    {
      label: language.t('readers.eject'),
      icon: CircleArrowOutUpRight,
      run: () => app.attempt('readers.ejectFailed', () => readers.eject(reader.id))
    }
  ]
}
