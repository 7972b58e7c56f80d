// The command line with a data folder of its own that lasts from run to run, on virtual cards.
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createWorkbench } from '../../src-main/composition/create-workbench'
import type { Workbench } from '../../src-main/composition/workbench'
import { run, type FakeTerminalOptions, type Ran } from './support'

export interface PersoRun extends FakeTerminalOptions {
  readonly language?: 'en' | 'zh'
  readonly signal?: AbortSignal
  /** Called at each exchange of a card with the number of those before it. */
  readonly onExchange?: (count: number, workbench: Workbench) => void
}

export interface PersoHome {
  cli(words: readonly string[], options?: PersoRun): Promise<Ran>
  /** `--json` of a run that has to end with this code. */
  json<Shape>(words: readonly string[], code?: number): Promise<Shape>
  /** Writes a file and returns its path. */
  file(name: string, content: string | object): string
  /** An open descriptor with these lines. */
  descriptor(...lines: readonly string[]): string
  remove(): void
}

export const APPLICANT: Readonly<Record<string, unknown>> = JSON.parse(
  readFileSync('resources/examples/applicant.json', 'utf8')
) as Record<string, unknown>

export function persoHome(): PersoHome {
  const folder = mkdtempSync(join(tmpdir(), 'cardwright-perso-'))
  const opened: number[] = []
  const file = (name: string, content: string | object): string => {
    const path = join(folder, name)
    writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content))
    return path
  }
  const cli = (words: readonly string[], options: PersoRun = {}): Promise<Ran> => {
    const { onExchange, ...rest } = options
    let count = 0
    const workbench = createWorkbench({
      env: { CARDWRIGHT_HOME: join(folder, 'home') },
      ...{ platform: process.platform, locale: 'en' },
      traceSink: (_header, entries) => {
        for (const entry of entries) if (entry.type === 'exchange') onExchange?.(count++, workbench)
      }
    })
    return run(words, { ...rest, workbench })
  }
  return {
    cli,
    file,
    json: async <Shape>(words: readonly string[], code = 0): Promise<Shape> => {
      const ran = await cli([...words, '--json'])
      if (ran.code !== code)
        throw new Error(`${words.join(' ')} ended with ${ran.code}: ${ran.out}${ran.err}`)
      return JSON.parse(ran.out) as Shape
    },
    descriptor: (...lines) => {
      const open = openSync(file(`lines-${opened.length}`, `${lines.join('\n')}\n`), 'r')
      opened.push(open)
      return String(open)
    },
    remove: () => {
      for (const descriptor of opened) closeSync(descriptor)
      rmSync(folder, { recursive: true, force: true })
    }
  }
}
