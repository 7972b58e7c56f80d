// The command line on the blank virtual chip, with a data folder of its own that lasts from run to run.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createWorkbench } from '../../src-main/composition/create-workbench'
import type { Workbench } from '../../src-main/composition/workbench'
import { randomBytes } from '../../src-main/engine/crypto/random'
import { Attempts } from '../../src-main/services/chip/attempts'
import { ChipService } from '../../src-main/services/chip/chip-service'
import type { TraceSink } from '../../src-main/services/sessions/session-recording'
import type { CardAccess } from '../../src-main/services/sessions/card-access'
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
  /** Its card refuses every EXTERNAL AUTHENTICATE. */
  readonly rejecting?: boolean
  /** The person stops when a command with this INS has been answered. */
  readonly stopAfter?: number
}

export function gpHome(): GpHome {
  const folder = mkdtempSync(join(tmpdir(), 'cardwright-gp-'))
  const workbench = (traceSink: TraceSink): Workbench =>
    createWorkbench({
      traceSink,
      env: { CARDWRIGHT_HOME: join(folder, 'home') },
      platform: process.platform,
      locale: 'en'
    })
  const gp = (args: readonly string[], options: GpRun = {}): Promise<Ran> => {
    const { answer, language, reader = 'virtual:blank', rejecting = false, stopAfter } = options
    const stop = new AbortController()
    const chosen = (bench: Workbench): Workbench => {
      if (rejecting) return rejectingWorkbench(bench)
      return stopAfter === undefined ? bench : stoppingWorkbench(bench, stopAfter, stop)
    }
    const words = args[0] === 'cap' ? args : [...args, '--reader', reader]
    return run(['gp', ...words], {
      ...(answer !== undefined && { answer }),
      ...(language !== undefined && { language }),
      signal: stop.signal,
      workbench: (sink) => chosen(workbench(sink))
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

const EXTERNAL_AUTHENTICATE = 0x82

/** The same workbench, with a card between that knows its keys and yet takes no authentication. */
function rejectingWorkbench(workbench: Workbench): Workbench {
  return workbenchOver(workbench, (command, transceive) =>
    command[1] === EXTERNAL_AUTHENTICATE ? Promise.resolve(Uint8Array.of(0x63, 0x00)) : transceive(command)
  )
}

function stoppingWorkbench(workbench: Workbench, ins: number, stop: AbortController): Workbench {
  return workbenchOver(workbench, async (command, transceive) => {
    const answer = await transceive(command)
    if (command[1] === ins) stop.abort()
    return answer
  })
}

/** The same workbench, with somebody between its cards and what is done with chips. */
function workbenchOver(
  workbench: Workbench,
  between: (
    command: Uint8Array,
    transceive: (command: Uint8Array) => Promise<Uint8Array>
  ) => Promise<Uint8Array>
): Workbench {
  const cards: CardAccess = {
    withCard: (reader, options, use) =>
      workbench.cards.withCard(reader, options, (card) =>
        use({
          ...card,
          durations: () => card.durations(),
          channel: {
            transceive: (command, about) => between(command, (bytes) => card.channel.transceive(bytes, about))
          }
        })
      )
  }
  const { vault, money } = workbench
  const chip = new ChipService({
    ...{ cards, keys: vault.holder, attempts: new Attempts(money.database, Date.now) },
    ...{ now: Date.now, random: randomBytes },
    key: (name) => vault.key(name),
    contentKey: (name) => ({ kind: 'symmetric', key: vault.key(name) }),
    newKey: (name) => vault.key(name)
  })
  return { ...workbench, chip }
}
