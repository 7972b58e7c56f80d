import type { Field } from '../../../../src-main/contract/report'

/** All fields, parents before their children. */
export function* walkFields(fields: readonly Field[]): Generator<Field, void, undefined> {
  for (const field of fields) {
    yield field
    yield* walkFields(field.children ?? [])
  }
}
