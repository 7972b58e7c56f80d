/** Where something stands in a script; lines and columns (in UTF-16 units) count from 1. */
export interface Place {
  /** Name of the script, as it was included. */
  readonly file: string
  readonly line: number
  readonly column: number
}

export type TokenKind =
  /** Letters, digits and underscores: keywords, names, numbers and hexadecimal alike. */
  | 'word'
  /** `"..."`, without the quotes and with `\"`, `\\` and `\n` resolved. */
  | 'text'
  /** `'...'`, without the quotes: bytes, or a mask. */
  | 'quoted'
  /** `/.../` after `~`, without the slashes. */
  | 'pattern'
  /** One of `SYMBOLS`. */
  | 'symbol'

export interface Token {
  readonly kind: TokenKind
  readonly text: string
  readonly place: Place
}

/** A statement's tokens: one line, or several that are joined with `\` at their ends. */
export interface TokenLine {
  readonly tokens: readonly Token[]
  /** Where the line ends. */
  readonly end: Place
  /** Something on it is no token, and has been told. */
  readonly broken: boolean
}

/** Longest first, so that the first that fits is the one that is meant. */
export const SYMBOLS = [
  '->', '==', '!=', '<=', '>=', '..',
  '<', '>', '=', '+', '-', '*', '%', '/', '(', ')', '{', '}', ',', '.', '|', '~'
] as const // prettier-ignore
