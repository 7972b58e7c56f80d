// The command line on the blank virtual chip, with a data folder of its own that lasts from run to run.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createWorkbench } from '../../src-main/composition/create-workbench'
import type { Language } from '../../src-main/texts/local-text'
import { chipResult, type ChipResult } from '../../src-main/contract/chip'
import { run, type Ran } from './support'

export interface GpHome {
  readonly folder: string
  /** `cardwright gp ARGS --reader virtual:blank`. */
  gp(args: readonly string[], options?: GpRun): Promise<Ran>
  /** The same with `--json`, and with what it ended with. */
  result(...args: readonly string[]): Promise<ChipResult & { readonly code: number }>
  remove(): void
}

interface GpRun {
  readonly answer?: string | readonly string[]
  readonly language?: Language
  readonly reader?: string
}

export function gpHome(): GpHome {
  const folder = mkdtempSync(join(tmpdir(), 'cardwright-gp-'))
  const gp = (args: readonly string[], options: GpRun = {}): Promise<Ran> => {
    const { answer, language, reader = 'virtual:blank' } = options
    const words = args[0] === 'cap' ? args : [...args, '--reader', reader]
    return run(['gp', ...words], {
      ...(answer !== undefined && { answer }),
      ...(language !== undefined && { language }),
      workbench: createWorkbench({
        env: { CARDWRIGHT_HOME: join(folder, 'home') },
        platform: process.platform,
        locale: 'en'
      })
    })
  }
  return {
    folder,
    gp,
    result: async (...args) => {
      const { code, out } = await gp([...args, '--json'])
      return { code, ...chipResult.parse(JSON.parse(out)) }
    },
    remove: () => rmSync(folder, { recursive: true, force: true })
  }
}
