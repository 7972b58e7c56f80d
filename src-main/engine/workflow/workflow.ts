import type { Command } from '../commands/command'
import type { Composition } from '../key-operations/operation'
import type { LocalText } from '../../texts/local-text'
import type { HostReply, HostRequest } from './host'
import type { JournalWrite } from './journal'
import type { Question, ReplyTo } from './question'

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
  | { readonly kind: 'reset' }
  | { readonly kind: 'progress'; readonly progress: ProgressStep }
  | { readonly kind: 'now' }
  | { readonly kind: 'random'; readonly length: number }
  | { readonly kind: 'compute'; readonly composition: Composition<unknown> }
  | { readonly kind: 'online'; readonly request: HostRequest }
  | { readonly kind: 'journal'; readonly write: JournalWrite }
  | { readonly kind: 'ask'; readonly question: Question }
  | { readonly kind: 'pin-pad'; readonly command: Command<unknown> }
  | { readonly kind: 'no-way-back' }

/**
 * A synchronous generator that yields instructions and returns its result. It never touches the world itself, so the
 * same workflow serves window, command line, tests and replay.
 */
export type Workflow<T> = Generator<Instruction, T, unknown>

/** Sends one command and returns its typed outcome. */
export function* transmit<T>(command: Command<T>): Workflow<T> {
  return (yield { kind: 'transmit', command }) as T // the one cast; callers write `yield* transmit(...)`
}

/** Resets the card, so that nothing stays selected or verified; returns its new ATR. */
export function* resetCard(): Workflow<Uint8Array> {
  return (yield { kind: 'reset' }) as Uint8Array
}

/** Tells the person what happens now. */
export function* progress(step: ProgressStep): Workflow<void> {
  yield { kind: 'progress', progress: step }
}

/** Milliseconds since 1970, from whoever performs the workflow. */
export function* now(): Workflow<number> {
  return (yield { kind: 'now' }) as number
}

/** Unpredictable bytes, from whoever performs the workflow. */
export function* random(length: number): Workflow<Uint8Array> {
  return (yield { kind: 'random', length }) as Uint8Array
}

/** Computes with keys wherever they lie: in memory, in the vault, on a token. A fault ends the workflow. */
export function* compute<R>(composition: Composition<R>): Workflow<R> {
  return (yield { kind: 'compute', composition }) as R
}

/** Asks the issuer. Nothing is known of a request without an answer: it may have been performed. */
export function* online(request: HostRequest): Workflow<HostReply> {
  return (yield { kind: 'online', request }) as HostReply
}

/** Makes this durable before the workflow goes on. */
export function* journal(write: JournalWrite): Workflow<void> {
  yield { kind: 'journal', write }
}

/** Asks the person; the workflow waits for as long as it takes. */
export function* ask<Q extends Question>(question: Q): Workflow<ReplyTo<Q>> {
  return (yield { kind: 'ask', question }) as ReplyTo<Q>
}

/**
 * Has the holder enter the PIN on the reader's own PIN pad, which sends the VERIFY itself (PC/SC part 10,
 * FEATURE_VERIFY_PIN_DIRECT). `command` is a VERIFY whose data field is the PIN block's template; undefined where the
 * reader has no pad, or the holder did not use it.
 */
export function* verifyOnPinPad<T>(command: Command<T>): Workflow<T | undefined> {
  return (yield { kind: 'pin-pad', command }) as T | undefined
}

/**
 * From here on the person can no longer cancel: what has begun is brought to its end. A cancellation that came before, or
 * a card that is gone, is thrown here, before anything was done that cannot be undone.
 */
export function* noWayBack(): Workflow<void> {
  yield { kind: 'no-way-back' }
}
