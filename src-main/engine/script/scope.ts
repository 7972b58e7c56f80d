/** Names that a script may use at a place. A block sees what is outside of it; what it names itself ends with it. */
export class Scope {
  private readonly names = new Set<string>()
  constructor(private readonly outer?: Scope) {}

  has(name: string): boolean {
    return this.names.has(name) || this.outer?.has(name) === true
  }

  add(name: string): void {
    this.names.add(name)
  }
}

/** Words that mean something in expressions and statements. */
export const KEYWORDS: ReadonlySet<string> = new Set([
  ...[
    'raw',
    'let',
    'set',
    'expect',
    'print',
    'if',
    'else',
    'repeat',
    'for',
    'in',
    'while',
    'include',
    'reset',
    'exit'
  ],
  ...['and', 'or', 'not', 'like', 'true', 'false', 'sw', 'data']
])
