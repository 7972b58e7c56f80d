import type { CommandApdu } from '../apdu/command-apdu'
import type { Pattern } from './pattern'
import type { Place } from './token'

export type BinaryOperator =
  | 'or' | 'and' | '==' | '!=' | '<' | '<=' | '>' | '>=' | '+' | '-' | '*' | '/' | '%' // prettier-ignore

export type Expression = { readonly place: Place } & (
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array }
  | { readonly kind: 'number'; readonly number: number }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'truth'; readonly truth: boolean }
  | { readonly kind: 'name'; readonly name: string }
  /** Status word and data of the last answer. */
  | { readonly kind: 'sw' | 'data' }
  | { readonly kind: 'tag' | 'has'; readonly of: Expression; readonly tag: number }
  | { readonly kind: 'call'; readonly name: string; readonly args: readonly Expression[] }
  | { readonly kind: 'not' | 'minus'; readonly of: Expression }
  | {
      readonly kind: 'binary'
      readonly operator: BinaryOperator
      readonly left: Expression
      readonly right: Expression
    }
  /** `mask`: upper-case digits with X for any. */
  | { readonly kind: 'like'; readonly of: Expression; readonly mask: string }
  | { readonly kind: 'pattern'; readonly of: Expression; readonly pattern: Pattern }
)

/** What a command is made of: bytes as written, or computed ones. */
export type CommandPart =
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array }
  | { readonly kind: 'computed'; readonly value: Expression }

/** A field of a command by name: a byte or a number as written, or computed. */
export type Operand = number | Expression

export interface NamedCommand {
  /** The specification's name. */
  readonly name: string
  readonly cla: Operand
  readonly ins: number
  readonly p1: Operand
  readonly p2: Operand
  readonly data: readonly CommandPart[]
  /** Written around the data: tag 83 of GET PROCESSING OPTIONS. */
  readonly wrapped?: number
  readonly ne: Operand
}

/** Status words that are expected: four digits each, X for any. */
export type StatusMasks = readonly string[]

export type Statement = {
  readonly place: Place
  /** As it is written, for reports. */
  readonly source: string
} & (
  | {
      readonly kind: 'hex'
      /** 61xx and 6Cxx are not followed up. */
      readonly raw?: true
      readonly parts: readonly CommandPart[]
      readonly fixed?: CommandApdu
      readonly expected?: StatusMasks
    }
  | {
      readonly kind: 'named'
      readonly raw?: true
      readonly command: NamedCommand
      readonly expected?: StatusMasks
    }
  | { readonly kind: 'let' | 'set'; readonly name: string; readonly value: Expression }
  | { readonly kind: 'expect-status'; readonly expected: StatusMasks }
  | { readonly kind: 'expect'; readonly condition: Expression }
  | { readonly kind: 'print'; readonly values: readonly Expression[] }
  | { readonly kind: 'reset' | 'exit' }
  | {
      readonly kind: 'if'
      readonly condition: Expression
      readonly then: readonly Statement[]
      readonly otherwise: readonly Statement[]
    }
  | { readonly kind: 'repeat'; readonly times: Expression; readonly body: readonly Statement[] }
  | {
      readonly kind: 'for'
      readonly name: string
      readonly from: Expression
      readonly to: Expression
      readonly body: readonly Statement[]
    }
  | { readonly kind: 'while'; readonly condition: Expression; readonly body: readonly Statement[] }
  | { readonly kind: 'include'; readonly body: readonly Statement[] }
)
