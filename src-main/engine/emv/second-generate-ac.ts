import type { Reason } from '../../contract/payment'
import { acTexts as say } from '../../texts/phrases/emv-decisions'
import { noWayBack, type Workflow } from '../workflow/workflow'
import { acReasons, opened } from './first-generate-ac'
import { generate } from './generate-ac'
import type { Ending, Kernel } from './kernel'
import { reason } from './reasons'
import type { ApplicationCryptogram } from './transaction'

export type SecondAc =
  | { readonly kind: 'ended'; readonly ending: Ending }
  | { readonly kind: 'generated'; readonly ac: ApplicationCryptogram; readonly signatureFailed: boolean }

/** Second GENERATE AC (EMV Book 3, 9.3 and 10.11): the transaction's end as the card sees it. `why` goes into the story. */
export function* secondGenerateAc(
  kernel: Kernel,
  { requested, cda, why }: { requested: 'TC' | 'AAC'; cda: boolean; why: readonly Reason[] }
): Workflow<SecondAc> {
  yield* kernel.enter('second-generate-ac')
  const { transaction } = kernel
  const signed = cda && requested === 'TC'
  if (requested === 'TC') yield* noWayBack()
  yield* kernel.record({ kind: 'before-second-gac', requested })
  const generated = yield* generate(kernel, 0x8d, { kind: requested, cda: signed })
  if (generated.kind === 'none') {
    const told = { text: say.none, reasons: [...why, ...generated.reasons] }
    return { kind: 'ended', ending: yield* kernel.stop('not-possible', told, say.adviceLog(generated.acted)) }
  }
  transaction.secondAc = generated.ac
  const { ac, good } =
    signed && generated.ac.kind === 'TC'
      ? yield* opened(kernel, generated, generated.data)
      : { ac: generated.ac, good: true }
  transaction.secondAc = ac
  yield* kernel.record({ kind: 'after-second-gac' })
  yield* kernel.tell({
    text: ac.kind === 'TC' ? say.second.TC : say.second.AAC,
    effect: ac.kind === 'TC' ? 'ok' : 'caution',
    reasons: [
      reason(say.asked(requested), { section: 'EMV Book 3, 10.11' }),
      ...why,
      ...acReasons(transaction, ac)
    ]
  })
  return { kind: 'generated', ac, signatureFailed: !good }
}
