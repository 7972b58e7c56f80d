import type { Command } from '../commands/command'
import type { LocalText } from '../../texts/local-text'

/** A named step of a workflow, as a person sees it on the timeline. */
export interface ProgressStep {
  /** Stable identifier, e.g. `select-ppse`. */
  readonly step: string
  readonly text: LocalText
  /** 0 to 1 where it is known how far the whole is. */
  readonly fraction?: number
}

/** What a workflow asks of whoever performs it. */
export type Instruction =
  | { readonly kind: 'transmit'; readonly command: Command<unknown> }
  | { readonly kind: 'progress'; readonly progress: ProgressStep }
  | { readonly kind: 'now' }

/**
 * A synchronous generator that yields instructions and returns its result. It never touches the world itself, so the
 * same workflow serves window, command line, tests and replay.
 */
export type Workflow<T> = Generator<Instruction, T, unknown>

/** Sends one command and returns its typed outcome. */
export function* transmit<T>(command: Command<T>): Workflow<T> {
  return (yield { kind: 'transmit', command }) as T // the one cast; callers write `yield* transmit(...)`
}

/** Tells the person what happens now. */
export function* progress(step: ProgressStep): Workflow<void> {
  yield { kind: 'progress', progress: step }
}

/** Milliseconds since 1970, from whoever performs the workflow. */
export function* now(): Workflow<number> {
  return (yield { kind: 'now' }) as number
}
