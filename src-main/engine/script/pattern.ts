/**
 * Regular expressions that cannot hang: an automaton is followed through all its states at once, so that matching takes
 * at most states x characters steps. Literals, `.`, `[a-z]`, `[^...]`, `\d \w \s`, groups, `|`, `* + ? {m} {m,} {m,n}`,
 * `^` and `$`; neither look-around nor references back. Letters count in either case.
 */
export interface Pattern {
  readonly states: readonly State[]
  readonly start: number
}

type State =
  | { readonly kind: 'one'; readonly test: (character: string) => boolean; next: number }
  | { readonly kind: 'fork'; a: number; b: number }
  | { readonly kind: 'begin' | 'end'; next: number }
  | { readonly kind: 'done' }

export type PatternOutcome =
  | { readonly kind: 'ok'; readonly pattern: Pattern }
  /** `at`: index of the first character that cannot be read. */
  | { readonly kind: 'bad'; readonly at: number }
  | { readonly kind: 'too-large' }

const MOST_STATES = 2000
const MOST_DEPTH = 50
const MOST_TIMES = 500

type Node =
  | { readonly kind: 'one'; readonly test: (character: string) => boolean }
  | { readonly kind: 'begin' | 'end' }
  | { readonly kind: 'chain' | 'either'; readonly parts: readonly Node[] }
  | { readonly kind: 'times'; readonly part: Node; readonly least: number; readonly most: number }

class Bad extends Error {
  constructor(readonly at: number) {
    super('unreadable pattern')
  }
}
class TooLarge extends Error {}

/** Reads an expression. Never throws. */
export function parsePattern(source: string): PatternOutcome {
  try {
    const reader = new Reader(source)
    const tree = reader.either(0)
    if (reader.at < source.length) return { kind: 'bad', at: reader.at }
    const states: State[] = [{ kind: 'done' }]
    return { kind: 'ok', pattern: { start: build(tree, 0, states), states } }
  } catch (error) {
    if (error instanceof Bad) return { kind: 'bad', at: error.at }
    if (error instanceof TooLarge) return { kind: 'too-large' }
    throw error
  }
}

/** Whether the pattern is found anywhere in the text. */
export function matches({ states, start }: Pattern, text: string): boolean {
  const upper = text.toUpperCase()
  let current = new Set<number>()
  for (let at = 0; at <= upper.length; at += 1) {
    if (enter(states, start, current, at, upper.length)) return true
    const next = new Set<number>()
    const character = upper[at]
    if (character === undefined) return false
    for (const index of current) {
      const state = states[index]
      if (state?.kind === 'one' && state.test(character)) {
        if (enter(states, state.next, next, at + 1, upper.length)) return true
      }
    }
    current = next
  }
  return false
}

/** Follows everything that takes no character; true where that ends the pattern. */
function enter(states: readonly State[], from: number, into: Set<number>, at: number, end: number): boolean {
  const waiting = [from]
  for (let index = waiting.pop(); index !== undefined; index = waiting.pop()) {
    if (into.has(index)) continue
    into.add(index)
    const state = states[index]
    if (state === undefined) continue
    switch (state.kind) {
      case 'done':
        return true
      case 'fork':
        waiting.push(state.a, state.b)
        break
      case 'begin':
        if (at === 0) waiting.push(state.next)
        break
      case 'end':
        if (at === end) waiting.push(state.next)
        break
      case 'one':
        break
    }
  }
  return false
}

function build(node: Node, next: number, states: State[]): number {
  const add = (state: State): number => {
    if (states.length >= MOST_STATES) throw new TooLarge()
    return states.push(state) - 1
  }
  switch (node.kind) {
    case 'one':
      return add({ kind: 'one', test: node.test, next })
    case 'begin':
    case 'end':
      return add({ kind: node.kind, next })
    case 'chain':
      return node.parts.reduceRight((after, part) => build(part, after, states), next)
    case 'either':
      return node.parts
        .map((part) => build(part, next, states))
        .reduceRight((after, part) => add({ kind: 'fork', a: part, b: after }))
    case 'times': {
      let after = next
      if (node.most === Infinity) {
        const loop: State = { kind: 'fork', a: next, b: next }
        after = add(loop)
        loop.a = build(node.part, after, states)
      } else {
        for (let more = node.most - node.least; more > 0; more -= 1) {
          after = add({ kind: 'fork', a: build(node.part, after, states), b: next })
        }
      }
      for (let left = node.least; left > 0; left -= 1) after = build(node.part, after, states)
      return after
    }
  }
}

const CLASSES: Readonly<Record<string, RegExp>> = { d: /\d/, w: /\w/, s: /\s/ }

class Reader {
  at = 0
  constructor(private readonly source: string) {}

  either(depth: number): Node {
    if (depth > MOST_DEPTH) throw new TooLarge()
    const parts = [this.chain(depth)]
    while (this.taken('|')) parts.push(this.chain(depth))
    return parts.length === 1 ? (parts[0] ?? this.bad()) : { kind: 'either', parts }
  }

  private chain(depth: number): Node {
    const parts: Node[] = []
    while (this.at < this.source.length && !'|)'.includes(this.source[this.at] ?? '')) {
      parts.push(this.repeated(this.single(depth)))
    }
    return { kind: 'chain', parts }
  }

  private repeated(part: Node): Node {
    if (this.taken('*')) return { kind: 'times', part, least: 0, most: Infinity }
    if (this.taken('+')) return { kind: 'times', part, least: 1, most: Infinity }
    if (this.taken('?')) return { kind: 'times', part, least: 0, most: 1 }
    if (this.source[this.at] !== '{') return part
    const counts = /^\{(\d{1,4})(,(\d{0,4}))?\}/.exec(this.source.slice(this.at, this.at + 12))
    if (counts === null) return this.bad()
    const least = Number(counts[1])
    const most = counts[2] === undefined ? least : counts[3] === '' ? Infinity : Number(counts[3])
    if (most < least) return this.bad()
    if (least > MOST_TIMES || (most !== Infinity && most > MOST_TIMES)) throw new TooLarge()
    this.at += counts[0].length
    return { kind: 'times', part, least, most }
  }

  private single(depth: number): Node {
    const character = this.source[this.at] ?? this.bad()
    if ('*+?{}]'.includes(character)) return this.bad()
    this.at += 1
    switch (character) {
      case '(': {
        const inner = this.either(depth + 1)
        return this.taken(')') ? inner : this.bad()
      }
      case '[':
        return this.set()
      case '.':
        return { kind: 'one', test: () => true }
      case '^':
        return { kind: 'begin' }
      case '$':
        return { kind: 'end' }
      case '\\':
        return { kind: 'one', test: this.escaped() }
      default: {
        const upper = character.toUpperCase()
        return { kind: 'one', test: (given) => given === upper }
      }
    }
  }

  private set(): Node {
    const negated = this.taken('^')
    const tests: ((character: string) => boolean)[] = []
    while (!this.taken(']')) {
      const from = this.source[this.at] ?? this.bad()
      this.at += 1
      if (from === '\\') {
        tests.push(this.escaped())
      } else if (this.source[this.at] === '-' && (this.source[this.at + 1] ?? ']') !== ']') {
        const [low, high] = [from.toUpperCase(), (this.source[this.at + 1] ?? '').toUpperCase()]
        if (high < low) return this.bad()
        this.at += 2
        tests.push((given) => given >= low && given <= high)
      } else tests.push((given) => given === from.toUpperCase())
    }
    return { kind: 'one', test: (given) => tests.some((test) => test(given)) !== negated }
  }

  private escaped(): (character: string) => boolean {
    const character = this.source[this.at] ?? this.bad()
    this.at += 1
    const named = CLASSES[character]
    if (named !== undefined) return (given) => named.test(given)
    if (/[a-zA-Z0-9]/.test(character)) {
      this.at -= 1
      return this.bad()
    }
    return (given) => given === character
  }

  private taken(character: string): boolean {
    if (this.source[this.at] !== character) return false
    this.at += 1
    return true
  }

  private bad(): never {
    throw new Bad(this.at)
  }
}
