import type { TokenInfo, TokenPlace, TokenProblem } from '../../services/vault/token-port'

/** What the thread is asked: a method of `TokenSession`, or to open one. */
export type TokenRequest =
  | { readonly id: number; readonly kind: 'open'; readonly place: TokenPlace; readonly pin: Uint8Array }
  | { readonly id: number; readonly kind: 'call'; readonly method: string; readonly args: readonly unknown[] }

/** What it answers. */
export type TokenAnswer =
  | { readonly id: number; readonly kind: 'opened'; readonly info: TokenInfo }
  | { readonly id: number; readonly kind: 'done'; readonly value: unknown }
  | { readonly id: number; readonly kind: 'failed'; readonly problem: TokenProblem; readonly code?: string }
  /** A fault in the program; its message might hold data. */
  | { readonly id: number; readonly kind: 'fault'; readonly name: string }
