/** The pages in the order of a card's life. */
export const pages = ['card', 'ecash', 'pay', 'make', 'chip', 'shelf', 'readers', 'keys', 'settings'] as const
export type PageId = (typeof pages)[number]

const KEY = 'cardwright.page'

/** What survives a restart; `localStorage` in the window. */
export type Memory = Pick<Storage, 'getItem' | 'setItem'>

/** The page that is open, remembered from one start to the next. */
export class Navigation {
  page = $state<PageId>('card')
  /** Pages that were open before stay as they were left. */
  visited = $state.raw<ReadonlySet<PageId>>(new Set())
  readonly #memory: Memory

  constructor(memory: Memory) {
    this.#memory = memory
    const remembered = pages.find((page) => page === memory.getItem(KEY))
    this.go(remembered ?? 'card')
  }

  go(page: PageId): void {
    this.page = page
    if (!this.visited.has(page)) this.visited = new Set([...this.visited, page])
    this.#memory.setItem(KEY, page)
  }
}
