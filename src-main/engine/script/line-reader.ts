import { scriptProblems } from '../../texts/phrases/script'
import type { LocalText } from '../../texts/local-text'
import { Unreadable } from './problem'
import type { Place, Token, TokenLine } from './token'

/** Goes through the tokens of one statement. What does not fit is thrown as `Unreadable`. */
export class LineReader {
  private next = 0
  constructor(readonly line: TokenLine) {}

  get place(): Place {
    return this.peek()?.place ?? this.line.end
  }

  get ended(): boolean {
    return this.next >= this.line.tokens.length
  }

  peek(ahead = 0): Token | undefined {
    return this.line.tokens[this.next + ahead]
  }

  /** The next token where it is this word or symbol, and then goes past it. */
  taken(text: string, kind: 'word' | 'symbol' = 'symbol'): boolean {
    const token = this.peek()
    if (token?.kind !== kind || token.text !== text) return false
    this.next += 1
    return true
  }

  take(): Token | undefined {
    const token = this.peek()
    if (token !== undefined) this.next += 1
    return token
  }

  skip(count: number): void {
    this.next += count
  }

  /** The next token, of this kind; `what` says what is wanted, as it is written. */
  demand(kind: Token['kind'], what: string): Token {
    const token = this.peek()
    if (token?.kind !== kind) return this.wanted(what)
    this.next += 1
    return token
  }

  demandSymbol(text: string): void {
    if (!this.taken(text)) this.wanted(`'${text}'`)
  }

  /** Nothing may follow. */
  finish(): void {
    const token = this.peek()
    if (token !== undefined) this.fail(scriptProblems.surplus(token.text))
  }

  wanted(what: string): never {
    return this.fail(scriptProblems.wanted(what, this.peek()?.text ?? ''))
  }

  fail(text: LocalText, place: Place = this.place): never {
    throw new Unreadable({ place, text })
  }
}
