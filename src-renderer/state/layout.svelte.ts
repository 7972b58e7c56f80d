import type { Memory } from './navigation.svelte'

const KEY = 'cardwright.layout'

interface Sizes {
  /** Height of the trace drawer when it lies below, and its width on the right, in pixels. */
  traceBelow: number
  traceRight: number
  /** Whether the welcome was put away. */
  welcomed: boolean
}

const initial: Sizes = { traceBelow: 280, traceRight: 460, welcomed: false }

/** How the person arranged the window on this machine, remembered from one start to the next. */
export class Layout {
  #sizes = $state<Sizes>({ ...initial })
  readonly #memory: Memory

  constructor(memory: Memory) {
    this.#memory = memory
    this.#sizes = { ...initial, ...remembered(memory.getItem(KEY)) }
  }

  get traceBelow(): number {
    return this.#sizes.traceBelow
  }
  set traceBelow(size: number) {
    this.#keep({ traceBelow: size })
  }

  get traceRight(): number {
    return this.#sizes.traceRight
  }
  set traceRight(size: number) {
    this.#keep({ traceRight: size })
  }

  get welcomed(): boolean {
    return this.#sizes.welcomed
  }
  set welcomed(value: boolean) {
    this.#keep({ welcomed: value })
  }

  #keep(change: Partial<Sizes>): void {
    Object.assign(this.#sizes, change)
    this.#memory.setItem(KEY, JSON.stringify(this.#sizes))
  }
}

function remembered(text: string | null): Partial<Sizes> {
  if (text === null) return {}
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return {}
  }
  if (typeof value !== 'object' || value === null) return {}
  const sameKind = Object.entries(value).filter(
    ([key, entry]) => key in initial && typeof entry === typeof initial[key as keyof Sizes]
  )
  return Object.fromEntries(sameKind)
}
