import AppWindow from '@lucide/svelte/icons/app-window'
import FolderOpen from '@lucide/svelte/icons/folder-open'
import Landmark from '@lucide/svelte/icons/landmark'
import Package from '@lucide/svelte/icons/package'
import Puzzle from '@lucide/svelte/icons/puzzle'
import Shield from '@lucide/svelte/icons/shield'
import type { Component } from 'svelte'
import type { ChipEntry } from '../../../src-main/contract/chip'
import type { LocalText } from '../../../src-main/texts/local-text'
import type { TextKey } from '../../../src-main/texts/window/index'
import type { ChipNode } from './chip-tree'

export const kinds: Readonly<Record<ChipNode['kind'], { readonly icon: Component; readonly text: TextKey }>> =
  {
    issuer: { icon: Landmark, text: 'chip.kind_issuer' },
    domain: { icon: Shield, text: 'chip.kind_domain' },
    application: { icon: AppWindow, text: 'chip.kind_application' },
    files: { icon: FolderOpen, text: 'chip.group_files' },
    file: { icon: Package, text: 'chip.kind_file' },
    module: { icon: Puzzle, text: 'chip.kind_module' }
  }

interface Words {
  readonly t: (key: TextKey) => string
  readonly pick: (text: LocalText) => string
}

/** What a line is called: its name in the dictionary, else what it is. The AID stands beside it. */
export function nodeTitle({ kind, name }: Pick<ChipNode, 'kind' | 'name'>, { t, pick }: Words): string {
  return name ? pick(name) : t(kinds[kind].text)
}

/** An entry in a sentence: its name, else its AID. */
export function entryName(
  { aid, name }: Pick<ChipEntry, 'aid' | 'name'>,
  { pick }: Pick<Words, 'pick'>
): string {
  return name ? pick(name) : aid
}
