import { openChannel } from '../../../src-main/engine/channel/open-channel'
import { readScript, type ScriptSource } from '../../../src-main/engine/script/read-script'
import {
  runScript,
  type ScriptEvent,
  type ScriptLimits,
  type ScriptOutcome
} from '../../../src-main/engine/script/run-script'
import { runWorkflow } from '../../../src-main/engine/workflow/run'
import { readyMadeCard } from '../../../src-main/virtual-card/ready-made/ready-made-cards'
import { VirtualCard } from '../../../src-main/virtual-card/virtual-card'

/** `line:column text` of everything that is wrong with a script. */
export function problemsOf(source: string, others?: ScriptSource): string[] {
  const read = readScript('test', source, others)
  return read.kind === 'ok'
    ? []
    : read.problems.map(({ place, text }) => `${place.line}:${place.column} ${text.en}`)
}

export interface ScriptRun {
  readonly outcome: ScriptOutcome
  readonly events: readonly ScriptEvent[]
  readonly printed: readonly string[]
  readonly sent: number
}

/** Runs a script on a virtual debit card with e-cash; with `answer`, on a card that answers as told. */
export async function ran(
  source: string,
  options: {
    limits?: ScriptLimits
    answer?: (command: Uint8Array) => Uint8Array
    signal?: AbortSignal
    others?: ScriptSource
  } = {}
): Promise<ScriptRun> {
  const read = readScript('test', source, options.others)
  if (read.kind === 'bad') throw new Error(problemsOf(source, options.others).join('\n'))
  const card = VirtualCard.fromImage(readyMadeCard('debit-ecash', ['T=1']))
  card.powerUp('contact')
  const events: ScriptEvent[] = []
  let sent = 0
  const answer = options.answer ?? ((command: Uint8Array) => card.transmit(command))
  const channel = openChannel(
    {
      transceive: async (command) => {
        sent += 1
        return answer(command)
      }
    },
    'T=1'
  )
  const { limits, signal } = options
  const outcome = await runWorkflow(
    runScript(read.script, { observe: (event) => events.push(event), ...(limits && { limits }) }),
    {
      channel,
      progress: () => undefined,
      now: () => 0,
      reset: async () => card.reset(),
      ...(signal && { signal })
    }
  )
  const printed = events.flatMap((event) => (event.kind === 'print' ? [event.printed.join(' ')] : []))
  return { outcome, events, printed, sent }
}
