// A terminal and a world for the command line that keep what was written.
import type { Workbench } from '../../src-main/composition/workbench'
import { runCli } from '../../src-main/cli/run-cli'
import type { Terminal } from '../../src-main/cli/terminal'
import type { TraceSink } from '../../src-main/services/sessions/session-recording'
import type { Language } from '../../src-main/texts/local-text'

export interface Ran {
  readonly code: number
  readonly out: string
  readonly err: string
}

export interface FakeTerminalOptions {
  readonly isTerminal?: boolean
  readonly colours?: boolean
  readonly columns?: number
  readonly input?: string
  /** What a person answers, each time the same or one after the other; nobody is there without it. */
  readonly answer?: string | readonly string[]
}

export function fakeTerminal(options: FakeTerminalOptions = {}): Terminal & { written(): Omit<Ran, 'code'> } {
  const { isTerminal = false, colours = false, columns, input = '', answer } = options
  const written = { out: '', err: '' }
  const answers = typeof answer === 'object' ? [...answer] : undefined
  const reply = async (question: string): Promise<string | undefined> => {
    const said = typeof answer === 'string' ? answer : answers?.shift()
    if (said !== undefined) written.err += question
    return said
  }
  const stream = (name: 'out' | 'err'): Terminal['out'] => ({
    write: (text) => void (written[name] += text),
    isTerminal,
    colours,
    columns
  })
  return {
    out: stream('out'),
    err: stream('err'),
    readInput: async () => input,
    ask: reply,
    askHidden: reply,
    written: () => written
  }
}

/** Parts of a workbench; what a test does not give must not be touched. */
export function fakeWorkbench(parts: Record<string, unknown>): Workbench {
  return { stop: async () => undefined, ...parts } as unknown as Workbench
}

/** Runs the command line in this process. */
export async function run(
  argv: readonly string[],
  options: FakeTerminalOptions & {
    /** Made where it depends on who follows the trace. */
    workbench?: Workbench | ((traceSink: TraceSink) => Workbench)
    language?: Language
    signal?: AbortSignal
  } = {}
): Promise<Ran> {
  const terminal = fakeTerminal(options)
  const code = await runCli(argv, {
    terminal,
    signal: options.signal ?? new AbortController().signal,
    language: () => options.language ?? 'en',
    openWorkbench: (traceSink) => {
      const { workbench } = options
      if (workbench === undefined) throw new Error('the workbench was opened')
      return typeof workbench === 'function' ? workbench(traceSink) : workbench
    }
  })
  return { code, ...terminal.written() }
}
