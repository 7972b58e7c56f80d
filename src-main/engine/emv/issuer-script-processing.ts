import type { Reason } from '../../contract/payment'
import { scriptTexts as say } from '../../texts/phrases/emv-outcomes'
import { concat } from '../bytes/bytes'
import { issuerScriptCommand } from '../commands/emv/issuer-script-command'
import type { HostScript } from '../workflow/host'
import type { Workflow } from '../workflow/workflow'
import type { Kernel } from './kernel'
import { reason, swReason } from './reasons'
import type { ScriptPlace } from './transaction-journal'
import { setBit, TSI, TVR } from './verification-results'

const SECTION = 'EMV Book 3, 10.10'
/** High nibble of a script result (EMV Book 4, Annex A5). */
const RESULT = { notPerformed: 0x00, failed: 0x10, successful: 0x20 } as const
/** Low nibble: which command failed; everything from the fifteenth on is F. */
const LAST_NUMBERED = 0x0f
const NO_ID = new Uint8Array(4)

/**
 * Issuer script processing (EMV Book 3, 10.10): sends the commands of template 71 before the second GENERATE AC, those of
 * 72 after it, unchanged and in their order; a script stops at its first command that fails. Results stand in DF31.
 */
export function* issuerScriptProcessing(kernel: Kernel, template: 0x71 | 0x72): Workflow<void> {
  const { transaction } = kernel
  const all = transaction.answer?.scripts ?? []
  if (!all.some((script) => script.template === template)) return
  yield* kernel.enter('issuer-script-processing')
  setBit(transaction.tsi, TSI.scriptProcessing)
  for (const [index, script] of all.entries()) {
    if (script.template === template) yield* performScript(kernel, script, index + 1)
  }
}

function* performScript(kernel: Kernel, script: HostScript, number: number): Workflow<void> {
  const { transaction } = kernel
  const { template, commands } = script
  const reasons: Reason[] = []
  let result: number = RESULT.successful
  for (const [index, apdu] of commands.entries()) {
    const at = index + 1
    const command = issuerScriptCommand(apdu)
    if (command === undefined) {
      result = RESULT.notPerformed
      reasons.push(reason(say.malformed(at), { tag: 0x86, section: SECTION }))
      break
    }
    const place: ScriptPlace = { template, script: number, command: at, id: script.id, apdu }
    yield* kernel.record({ kind: 'before-script', script: place })
    const outcome = yield* kernel.send(command)
    const ok = outcome.kind !== 'failed'
    reasons.push(reason(say.command(at, command.name, ok), { tag: 0x86, section: SECTION }))
    if (!ok) {
      result = RESULT.failed | Math.min(at, LAST_NUMBERED)
      reasons.push(swReason(outcome.sw))
    }
    yield* kernel.record({ kind: 'after-script', script: place, sw: outcome.sw, ok })
    if (!ok) break
  }
  const id = script.id.length === NO_ID.length ? script.id : NO_ID
  transaction.scriptResults = concat(transaction.scriptResults, Uint8Array.of(result), id)
  const good = result === RESULT.successful
  if (!good) setBit(transaction.tvr, template === 0x71 ? TVR.scriptFailedBefore : TVR.scriptFailedAfter)
  yield* kernel.tell({
    text: good ? say.done(number) : say.failed(number),
    effect: good ? 'ok' : 'caution',
    reasons
  })
}
