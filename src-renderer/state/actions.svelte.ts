import { untrack, type Component } from 'svelte'

export type ActionGroup = 'pages' | 'actions' | 'readers' | 'cards' | 'recent'

/** Something a person can do from the command palette. */
export interface Action {
  readonly id: string
  readonly group: ActionGroup
  readonly title: string
  /** A second, quieter line of words. */
  readonly detail?: string | undefined
  /** Further words that find it, in any language. */
  readonly keywords?: string | undefined
  /** As `Kbd` shows it, e.g. `Mod+K`. */
  readonly keys?: string | undefined
  readonly icon?: Component | undefined
  readonly run: () => void | Promise<unknown>
}

/** Asked anew each time the palette opens, so that titles follow language, readers and cards. */
export type ActionSource = () => readonly Action[]

/** What features offer to the command palette. */
export class Actions {
  #sources = $state.raw<readonly ActionSource[]>([])
  readonly all = $derived(this.#sources.flatMap((source) => source()))

  /** Returns the function that takes the source out again. */
  provide(source: ActionSource): () => void {
    // Called from effects, which must not depend on the list that they change.
    // What a page offers stands before what the window always offers.
    untrack(() => (this.#sources = [source, ...this.#sources]))
    return () => {
      this.#sources = untrack(() => this.#sources).filter((other) => other !== source)
    }
  }
}
