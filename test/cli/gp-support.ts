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
    const { answer, language, reader = 'virtual:blank', rejecting = false } = options
    const words = args[0] === 'cap' ? args : [...args, '--reader', reader]
    return run(['gp', ...words], {
      ...(answer !== undefined && { answer }),
      ...(language !== undefined && { language }),
      workbench: (sink) => (rejecting ? rejectingWorkbench(workbench(sink)) : workbench(sink))
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
  const cards: CardAccess = {
    withCard: (reader, options, use) =>
      workbench.cards.withCard(reader, options, (card) =>
        use({
          ...card,
          durations: () => card.durations(),
          channel: {
            transceive: (command) =>
              command[1] === EXTERNAL_AUTHENTICATE
                ? Promise.resolve(Uint8Array.of(0x63, 0x00))
                : card.channel.transceive(command)
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
