import type { LocalText } from '../../texts/local-text'
import { scriptFaults } from '../../texts/phrases/script'
import { type CommandApdu, commandApdu, parseCommandApdu } from '../apdu/command-apdu'
import { type ResponseApdu, swText } from '../apdu/response-apdu'
import { concat, uintBytes } from '../bytes/bytes'
import { type Command, TLV_SENSITIVITY, type Sensitivity } from '../commands/command'
import { lengthBytes, tagBytes } from '../tlv/tlv'
import { NotRecorded } from '../workflow/interruption'
import { resetCard, transmit, type Workflow } from '../workflow/workflow'
import { evaluate, fitsMask, shown, type Surroundings } from './evaluate'
import type { Script } from './read-script'
import type { CommandPart, NamedCommand, Operand, Statement, StatusMasks } from './syntax'
import type { Place } from './token'
import { asBytes, asNumber, asTruth, numberValue, ScriptFault, type Value } from './value'

/** Work that a script may take at most; without an end in sight it ends with a fault at the place it has come to. */
export interface ScriptLimits {
  /** Statements and parts of expressions. */
  readonly steps: number
  readonly exchanges: number
}

export const SCRIPT_LIMITS: ScriptLimits = Object.freeze({ steps: 5_000_000, exchanges: 100_000 })

/** What a running script tells, as it happens. */
export type ScriptEvent =
  /** One text for each value of the statement. `printed` is unmasked: whoever shows it masks it. */
  | { readonly kind: 'print'; readonly place: Place; readonly printed: readonly string[] }
  | { readonly kind: 'reset'; readonly place: Place; readonly atr: Uint8Array }
  /** `failure`: why it was not met. `source`: the statement as it is written. */
  | {
      readonly kind: 'expectation'
      readonly place: Place
      readonly source: string
      readonly failure?: LocalText
    }

export type ScriptOutcome =
  | { readonly kind: 'ended'; readonly expectations: number; readonly failures: number }
  /** The script itself cannot go on. */
  | {
      readonly kind: 'fault'
      readonly place: Place
      readonly text: LocalText
      readonly expectations: number
      readonly failures: number
    }

export interface ScriptOptions {
  readonly limits?: ScriptLimits
  readonly observe: (event: ScriptEvent) => void
  /** What of a command must not be recorded in clear. */
  readonly sensitivityOf?: (apdu: CommandApdu) => Sensitivity
}

/**
 * Runs a script on a card. An expectation that is not met is told and counted, and the script goes on. Interruptions
 * (card gone, cancelled) pass through.
 */
export function* runScript(script: Script, options: ScriptOptions): Workflow<ScriptOutcome> {
  const run = new Run(options)
  try {
    yield* run.block(script.statements, run.globals)
  } catch (error) {
    if (!(error instanceof ScriptFault)) throw error
    return { kind: 'fault', place: error.place, text: error.text, ...run.counts }
  }
  return { kind: 'ended', ...run.counts }
}

/** The variables of a block, and of those around it. */
class Variables {
  private readonly values = new Map<string, Value>()
  constructor(private readonly outer?: Variables) {}

  get(name: string): Value | undefined {
    return this.values.get(name) ?? this.outer?.get(name)
  }

  let(name: string, value: Value): void {
    this.values.set(name, value)
  }

  set(name: string, value: Value): void {
    if (this.values.has(name) || this.outer === undefined) this.values.set(name, value)
    else this.outer.set(name, value)
  }
}

class Run {
  readonly globals = new Variables()
  private answer: ResponseApdu | undefined
  private steps = 0
  private exchanges = 0
  private expectations = 0
  private failures = 0
  private readonly limits: ScriptLimits

  constructor(private readonly options: ScriptOptions) {
    this.limits = options.limits ?? SCRIPT_LIMITS
  }

  get counts(): { expectations: number; failures: number } {
    return { expectations: this.expectations, failures: this.failures }
  }

  /** Returns whether the script goes on behind the block. */
  *block(statements: readonly Statement[], variables: Variables): Workflow<boolean> {
    for (const statement of statements) {
      this.step(statement.place)
      if (!(yield* this.statement(statement, variables))) return false
    }
    return true
  }

  private *statement(statement: Statement, variables: Variables): Workflow<boolean> {
    const { place } = statement
    const around = this.around(variables)
    switch (statement.kind) {
      case 'hex':
      case 'named': {
        const [name, apdu] =
          statement.kind === 'named'
            ? [statement.command.name, this.named(statement.command, around, place)]
            : ['APDU', statement.fixed ?? this.computed(statement.parts, around, place)]
        yield* this.exchange(name, apdu, statement)
        if (statement.expected !== undefined) {
          // Neither a PIN nor a key is repeated from the script.
          const secret = this.options.sensitivityOf?.(apdu).command === 'all'
          const source = secret ? `${name} -> ${statement.expected.join('|')}` : statement.source
          this.status(statement.expected, { place, source })
        }
        return true
      }
      case 'let':
      case 'set':
        variables[statement.kind](statement.name, evaluate(statement.value, around))
        return true
      case 'expect-status':
        this.status(statement.expected, statement)
        return true
      case 'expect':
        this.met(statement, () =>
          asTruth(evaluate(statement.condition, around), place) ? undefined : scriptFaults.untrue()
        )
        return true
      case 'print': {
        const printed = statement.values.map((value) => shown(evaluate(value, around)))
        this.options.observe({ kind: 'print', place, printed })
        return true
      }
      case 'reset': {
        const atr = yield* resetCard()
        this.answer = undefined
        this.options.observe({ kind: 'reset', place, atr })
        return true
      }
      case 'exit':
        return false
      case 'include':
        return yield* this.block(statement.body, variables)
      case 'if':
        return yield* this.block(
          asTruth(evaluate(statement.condition, around), place) ? statement.then : statement.otherwise,
          new Variables(variables)
        )
      case 'repeat': {
        const times = asNumber(evaluate(statement.times, around), place, 0)
        return yield* this.loop(1, times, undefined, statement, variables)
      }
      case 'for': {
        const from = asNumber(evaluate(statement.from, around), place)
        const to = asNumber(evaluate(statement.to, around), place)
        return yield* this.loop(from, to, statement.name, statement, variables)
      }
      case 'while':
        while (asTruth(evaluate(statement.condition, around), place)) {
          if (!(yield* this.block(statement.body, new Variables(variables)))) return false
        }
        return true
    }
  }

  private *loop(
    from: number,
    to: number,
    name: string | undefined,
    { place, body }: { readonly place: Place; readonly body: readonly Statement[] },
    variables: Variables
  ): Workflow<boolean> {
    for (let count = from; count <= to; count += 1) {
      this.step(place)
      const inside = new Variables(variables)
      if (name !== undefined) inside.let(name, numberValue(count))
      if (!(yield* this.block(body, inside))) return false
    }
    return true
  }

  private *exchange(
    name: string,
    apdu: CommandApdu,
    { place, raw }: { readonly place: Place; readonly raw?: true }
  ): Workflow<void> {
    this.exchanges += 1
    const { exchanges } = this.limits
    if (this.exchanges > exchanges) throw new ScriptFault(scriptFaults.exchanges(exchanges), place)
    const sensitivity = this.options.sensitivityOf?.(apdu) ?? TLV_SENSITIVITY
    const command: Command<ResponseApdu> = {
      ...{ name, apdu, sensitivity, parse: (response) => response },
      ...(raw === true && { raw })
    }
    try {
      this.answer = yield* transmit(command)
    } catch (error) {
      if (!(error instanceof NotRecorded)) throw error
      throw new ScriptFault(scriptFaults.notRecorded(), place)
    }
  }

  private status(expected: StatusMasks, statement: Written): void {
    this.met(statement, () => {
      if (this.answer === undefined) return scriptFaults.noAnswer()
      const got = swText(this.answer.sw)
      return expected.some((mask) => fitsMask(got, mask))
        ? undefined
        : scriptFaults.status(expected.join('|'), got)
    })
  }

  /** Counts and tells an expectation. What has no value does not meet one either. */
  private met({ place, source }: Written, judge: () => LocalText | undefined): void {
    let failure: LocalText | undefined
    try {
      failure = judge()
    } catch (error) {
      if (!(error instanceof ScriptFault) || this.steps > this.limits.steps) throw error
      failure = error.text
    }
    this.expectations += 1
    if (failure !== undefined) this.failures += 1
    this.options.observe({
      ...{ kind: 'expectation', place, source },
      ...(failure !== undefined && { failure })
    })
  }

  private named(command: NamedCommand, around: Surroundings, place: Place): CommandApdu {
    const { cla, ins, p1, p2, ne, wrapped } = command
    const inner = concat(...command.data.map((part) => partBytes(part, around)))
    const data = wrapped === undefined ? inner : concat(tagBytes(wrapped), lengthBytes(inner.length), inner)
    const field = (operand: Operand, most: number): number =>
      typeof operand === 'number' ? operand : asNumber(evaluate(operand, around), operand.place, 0, most)
    if (data.length > 0xffff) throw new ScriptFault(scriptFaults.tooLarge(), place)
    return commandApdu({
      ...{ cla: field(cla, 0xff), ins, p1: field(p1, 0xff), p2: field(p2, 0xff) },
      ...{ data, ne: field(ne, 0x10000) }
    })
  }

  private computed(parts: readonly CommandPart[], around: Surroundings, place: Place): CommandApdu {
    const read = parseCommandApdu(concat(...parts.map((part) => partBytes(part, around))))
    if (read.kind !== 'ok') throw new ScriptFault(scriptFaults.badApdu(), place)
    return read.apdu
  }

  private around(variables: Variables): Surroundings {
    return {
      answer: this.answer,
      lookUp: (name) => variables.get(name),
      step: (place) => this.step(place)
    }
  }

  private step(place: Place): void {
    this.steps += 1
    if (this.steps > this.limits.steps) throw new ScriptFault(scriptFaults.steps(this.limits.steps), place)
  }
}

/** A statement as reports name it. */
type Written = Pick<Statement, 'place' | 'source'>

/** A computed number is one byte. */
function partBytes(part: CommandPart, around: Surroundings): Uint8Array {
  if (part.kind === 'bytes') return part.bytes
  const value = evaluate(part.value, around)
  const { place } = part.value
  return value.kind === 'number' ? uintBytes(asNumber(value, place, 0, 0xff), 1) : asBytes(value, place)
}
