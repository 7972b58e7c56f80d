import { keyCheckValue } from '../crypto/kcv'
import { type Composition, type Operation, type OperationResult } from './operation'
import { performInMemory } from './perform-in-memory'
import { type KeyRef } from '../crypto/key-ref'
import { type DraftValue, type Step, type StepDraft, type StepValue } from './transcript'

/**
 * The port for keys that do not lie in memory (a vault, an HSM): performs operations and tells check values, in its own time.
 * Only the tests implement it so far; it is what keeps the compositions free of keys.
 */
export interface KeyHolder {
  perform(operation: Operation): Promise<OperationResult>
  /** 3 bytes, as `keyCheckValue` makes them. */
  checkValue(key: KeyRef): Promise<Uint8Array>
}

/** Runs a composition at once on keys in memory. Steps are added to `transcript` where one is given. */
export function runComposition<Result>(composition: Composition<Result>, transcript?: Step[]): Result {
  let next = composition.next()
  while (next.done !== true) {
    const asked = next.value
    if (asked.kind === 'note') {
      transcript?.push(stepOf(asked.step()))
      next = composition.next()
    } else {
      next = composition.next(performInMemory(asked))
    }
  }
  return next.value
}

/** Runs a composition on keys that `holder` keeps. Rejects with what the holder rejects with. */
export async function runCompositionAsync<Result>(
  composition: Composition<Result>,
  holder: KeyHolder,
  transcript?: Step[]
): Promise<Result> {
  let next = composition.next()
  while (next.done !== true) {
    const asked = next.value
    if (asked.kind === 'note') {
      if (transcript !== undefined) transcript.push(await heldStepOf(asked.step(), holder))
      next = composition.next()
    } else {
      next = composition.next(await holder.perform(asked))
    }
  }
  return next.value
}

function stepOf(draft: StepDraft): Step {
  return { ...draft, inputs: draft.inputs.map(valueOf), result: valueOf(draft.result) }
}

function valueOf(value: DraftValue): StepValue {
  if (!('key' in value)) return value
  if (!('secret' in value.key)) throw new Error('the key is not in memory')
  return { name: value.name, algorithm: value.key.algorithm, kcv: keyCheckValue(value.key) }
}

async function heldStepOf(draft: StepDraft, holder: KeyHolder): Promise<Step> {
  const values: StepValue[] = []
  for (const value of [...draft.inputs, draft.result]) {
    if (!('key' in value)) values.push(value)
    else {
      const kcv = await holder.checkValue(value.key)
      values.push({ name: value.name, algorithm: value.key.algorithm, kcv })
    }
  }
  const result = values.pop()
  if (result === undefined) throw new Error('a step has a result')
  return { ...draft, inputs: values, result }
}
