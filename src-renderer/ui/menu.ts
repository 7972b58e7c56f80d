import type { Component } from 'svelte'

export interface MenuItem {
  readonly kind?: 'item' | undefined
  readonly label: string
  readonly detail?: string | undefined
  readonly icon?: Component | undefined
  readonly disabled?: boolean | undefined
  readonly danger?: boolean | undefined
  readonly checked?: boolean | undefined
  readonly run: () => unknown
}

export type MenuEntry =
  MenuItem | { readonly kind: 'separator' } | { readonly kind: 'heading'; readonly label: string }
