import CreditCard from '@lucide/svelte/icons/credit-card'
import Eject from '@lucide/svelte/icons/circle-arrow-out-up-right'
import Keyboard from '@lucide/svelte/icons/keyboard'
import Languages from '@lucide/svelte/icons/languages'
import ListTree from '@lucide/svelte/icons/list-tree'
import Nfc from '@lucide/svelte/icons/nfc'
import Plus from '@lucide/svelte/icons/plus'
import Square from '@lucide/svelte/icons/panels-top-left'
import SunMoon from '@lucide/svelte/icons/sun-moon'
import type { Settings } from '../../../src-main/contract/views'
import type { TextKey } from '../../../src-main/texts/window/index'
import type { Action } from '../../state/actions.svelte'
import { pages, type PageId } from '../../state/navigation.svelte'
import { readerLabel } from '../../state/reader-label'
import type { Workspace } from '../../state/workspace'

const pageTexts: Readonly<Record<PageId, TextKey>> = {
  card: 'frame.pageCard',
  ecash: 'frame.pageEcash',
  pay: 'frame.pagePay',
  make: 'frame.pageMake',
  chip: 'frame.pageChip',
  shelf: 'frame.pageShelf',
  readers: 'frame.pageReaders',
  keys: 'frame.pageKeys',
  settings: 'frame.pageSettings'
}

const kinds = [
  { kind: 'blank', text: 'shelf.createBlank' },
  { kind: 'ecash', text: 'shelf.createEcash' },
  { kind: 'debit-ecash', text: 'shelf.createDebit' },
  { kind: 'credit-ecash', text: 'shelf.createCredit' }
] as const

/** What the frame itself offers to the palette: pages, readers, virtual cards, and the window's own switches. */
export function windowActions(
  workspace: Workspace,
  dialogs: { readonly openHelp: () => void }
): readonly Action[] {
  return [
    ...pageActions(workspace),
    ...readerActions(workspace),
    ...cardActions(workspace),
    ...windowSwitches(workspace, dialogs.openHelp)
  ]
}

function pageActions({ language, navigation }: Workspace): readonly Action[] {
  return pages.map((page, index) => ({
    id: `page:${page}`,
    group: 'pages',
    title: language.t(pageTexts[page]),
    keywords: keywords(language.both(pageTexts[page])),
    keys: `Mod+${index + 1}`,
    icon: Square,
    run: () => navigation.go(page)
  }))
}

function readerActions({ language, readers }: Workspace): readonly Action[] {
  return readers.all.map((reader) => ({
    id: `reader:${reader.id}`,
    group: 'readers',
    title: language.t('palette.useReader', { name: readerLabel(reader, readers.all) }),
    detail: language.pick(reader.profile),
    keywords: reader.name,
    icon: Nfc,
    run: () => readers.choose(reader.id)
  }))
}

function cardActions({ app, language, readers, shelf, toasts }: Workspace): readonly Action[] {
  const { t, pick } = language
  const insertions = shelf.cards.flatMap((card) =>
    readers.virtual
      .filter((reader) => reader.id !== card.reader)
      .map((reader): Action => ({
        id: `insert:${card.id}:${reader.id}`,
        group: 'cards',
        title: t('palette.insertCard', { card: pick(card.name), reader: reader.name }),
        detail: card.pan,
        keywords: keywords(card.name),
        icon: CreditCard,
        run: () => app.attempt('readers.insertFailed', () => shelf.insert(card.id, reader.id))
      }))
  )
  const removals = readers.virtual
    .filter((reader) => reader.presence !== 'empty')
    .map((reader): Action => ({
      id: `remove:${reader.id}`,
      group: 'cards',
      title: t('palette.removeCard', { reader: reader.name }),
      icon: Eject,
      run: () => app.attempt('readers.removeFailed', () => shelf.remove(reader.id))
    }))
  const creations = kinds.map(({ kind, text }): Action => ({
    id: `create:${kind}`,
    group: 'cards',
    title: t('palette.createCard', { kind: t(text) }),
    icon: Plus,
    run: async () => {
      if (await app.attempt('shelf.createFailed', () => shelf.create(kind))) toasts.show(t('shelf.created'))
    }
  }))
  return [...removals, ...insertions, ...creations]
}

function windowSwitches({ language, settings }: Workspace, openHelp: () => void): readonly Action[] {
  const { t } = language
  const dark = isDark(settings.value.theme)
  return [
    {
      id: 'language',
      group: 'actions',
      title: t('palette.switchLanguage'),
      keywords: 'language 语言 English 中文 Chinese',
      icon: Languages,
      run: () => settings.set({ language: language.current === 'en' ? 'zh' : 'en' })
    },
    {
      id: 'theme',
      group: 'actions',
      title: t(dark ? 'palette.themeLight' : 'palette.themeDark'),
      keywords: 'theme 主题 dark light',
      icon: SunMoon,
      run: () => settings.set({ theme: dark ? 'light' : 'dark' })
    },
    {
      id: 'trace',
      group: 'actions',
      title: t(settings.value.traceDrawer === 'closed' ? 'frame.showTrace' : 'frame.hideTrace'),
      keywords: 'trace APDU 跟踪',
      keys: 'F2',
      icon: ListTree,
      run: () => settings.toggleTrace()
    },
    {
      id: 'help',
      group: 'actions',
      title: t('frame.openHelp'),
      keywords: 'keyboard 键盘',
      keys: '?',
      icon: Keyboard,
      run: openHelp
    }
  ]
}

function isDark(theme: Settings['theme']): boolean {
  return theme === 'system' ? matchMedia('(prefers-color-scheme: dark)').matches : theme === 'dark'
}

function keywords(text: { readonly en: string; readonly zh: string }): string {
  return `${text.en} ${text.zh}`
}
