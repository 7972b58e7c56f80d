// What it takes to open a channel to a chip and to list what is on it, over the system's PC/SC service; and what other
// programs take on the same served card, where they are installed.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { serveCard } from '../../src-main/adapters/vpcd/serve-card'
import { PcscMiniDriver } from '../../src-main/adapters/pcsc/pcsc-mini/driver'
import { concat, uintBytes } from '../../src-main/engine/bytes/bytes'
import { hex } from '../../src-main/engine/bytes/hex'
import { completingResponses } from '../../src-main/engine/channel/get-response'
import { secretKey } from '../../src-main/engine/crypto/key-ref'
import { randomBytes } from '../../src-main/engine/crypto/random'
import { openSecureChannel } from '../../src-main/engine/globalplatform/open-secure-channel'
import { readCardContent } from '../../src-main/engine/globalplatform/read-card-content'
import { runWorkflow } from '../../src-main/engine/workflow/run'
import type { Workflow } from '../../src-main/engine/workflow/workflow'
import type { CardConnection } from '../../src-main/services/readers/reader-driver'
import { originOf } from '../../src-main/virtual-card/applications/native-packages'
import { registryOf } from '../../src-main/virtual-card/os/card-content'
import { APPLICATION_STATE } from '../../src-main/virtual-card/os/registry'
import { readyMadeCard } from '../../src-main/virtual-card/ready-made/ready-made-cards'
import { VirtualCard } from '../../src-main/virtual-card/virtual-card'
import { median, type Bench, type BenchRow } from '../support/bench'
import { OTHER_LISTERS, runProgram } from '../support/other-listers'
import { startPcscd, vpcdReaders } from '../support/pcscd'
import { type DriverWatch, watchDriver } from '../support/watch-driver'

const CONTENTS = [5, 50, 200] as const
const ROUNDS = 15
const PROCESSES = 3
/** The command line as it is built. */
const PRODUCT = 'out/cli/cardwright.mjs'
const READER = vpcdReaders[0].name
const FACTORY_KEY = secretKey('3des', hex('404142434445464748494A4B4C4D4E4F'))
const C_MAC = 0x01
/** Open data, keys and proof of a channel: SELECT, recognition data, INITIALIZE UPDATE, EXTERNAL AUTHENTICATE. */
const MOST_TO_OPEN = 4
/** What an entry takes of an answer, as the virtual chip tells it; three answers are needed even for nothing. */
const ENTRIES_AN_ANSWER = 4

/** A blank chip with so many applications, instances of its PBOC package. */
function chipWith(applications: number): VirtualCard {
  const card = VirtualCard.fromImage(readyMadeCard('blank'))
  const registry = registryOf(card.memory)
  for (let number = 1; number <= applications; number += 1) {
    registry.put({
      ...{ aid: concat(hex('F04357424E4348'), uintBytes(number, 2)), module: 'pboc' },
      ...{ lifeCycle: APPLICATION_STATE.selectable, privileges: hex('00') },
      ...originOf('pboc')
    })
  }
  return card
}

interface Taken {
  readonly apdus: number
  readonly milliseconds: number
}

/** Runs workflows over the connection and tells what each took. */
async function measured<T>(connection: CardConnection, workflow: Workflow<T>): Promise<[T, Taken]> {
  let apdus = 0
  const channel = completingResponses(
    {
      transceive: (command) => {
        apdus += 1
        return connection.transmit(command)
      }
    },
    connection.protocol === 'T=0' ? 'T=0' : 'T=1'
  )
  const began = performance.now()
  const result = await runWorkflow(workflow, {
    ...{ channel, progress: () => undefined, now: () => Date.now(), random: randomBytes },
    ...{ online: notHere, journal: notHere, ask: notHere, pinPad: notHere }
  })
  return [result, { apdus, milliseconds: performance.now() - began }]
}

function notHere(): Promise<never> {
  return Promise.reject(new Error('a listing asks nobody'))
}

/** The command line as a process, from its start to its end: what other programs are held against. */
async function asProcess(applications: number): Promise<number> {
  const home = mkdtempSync(join(tmpdir(), 'cardwright-listing-'))
  try {
    const times: number[] = []
    for (let round = 0; round < PROCESSES; round += 1) {
      const args = ['gp', 'list', '--reader', READER, '--key', 'test:kmc']
      const run = await runProgram(process.execPath, [PRODUCT, ...args], {
        env: { CARDWRIGHT_HOME: home, LC_ALL: 'C' }
      })
      if (run?.output.split('F04357424E4348').length !== applications + 1) {
        throw new Error(`the command line did not list the card: ${run?.output ?? ''}`)
      }
      times.push(run.milliseconds)
    }
    return median(times)
  } finally {
    rmSync(home, { recursive: true, force: true })
  }
}

/** From the connection to the end, as one listing; throws where it is not complete. */
async function list(driver: PcscMiniDriver, expected: number): Promise<[open: Taken, listing: Taken]> {
  const connection = await driver.connect(READER, { share: 'shared' })
  try {
    const keys = { enc: FACTORY_KEY, mac: FACTORY_KEY, dek: FACTORY_KEY }
    const guard = { failedAttempts: 0, confirmed: false }
    const [opened, open] = await measured(
      connection,
      openSecureChannel({ keys, diversification: 'none', level: C_MAC, guard })
    )
    if (opened.kind !== 'open') throw new Error(`the channel was not opened: ${opened.kind}`)
    const [content, listing] = await measured(connection, readCardContent(opened.channel))
    if (content.kind !== 'content' || content.applications.length !== expected || content.gaps.length > 0) {
      throw new Error(`${expected} applications were not listed in full`)
    }
    return [open, listing]
  } finally {
    await connection.disconnect('leave')
  }
}

async function rowsOf(driver: PcscMiniDriver, watch: DriverWatch, applications: number): Promise<BenchRow[]> {
  const served = await serveCard({ card: chipWith(applications) })
  try {
    await watch.untilReader(READER, ({ presence }) => presence === 'present')
    // Code that was never run is slow the first time.
    await list(driver, applications)
    const rounds: [Taken, Taken][] = []
    for (let round = 0; round < ROUNDS; round += 1) rounds.push(await list(driver, applications))
    const times = (which: 0 | 1): number => median(rounds.map((round) => round[which].milliseconds))
    const [open, listing] = rounds[0] ?? []
    if (open === undefined || listing === undefined) throw new Error('nothing was measured')
    const what = `${applications} applications`
    const most = 3 + Math.ceil(applications / ENTRIES_AN_ANSWER)
    const rows: BenchRow[] = [
      { what: `opening a channel, ${what}`, value: open.apdus, unit: 'APDUs', limit: MOST_TO_OPEN },
      { what: `opening a channel, ${what}`, value: times(0), unit: 'ms' },
      { what: `listing, ${what}`, value: listing.apdus, unit: 'APDUs', limit: most },
      { what: `listing, ${what}`, value: times(1), unit: 'ms' }
    ]
    rows.push({ what: `gp list, ${what}, as a process`, value: await asProcess(applications), unit: 'ms' })
    for (const other of OTHER_LISTERS) {
      const took = await other.list(READER)
      const label = `${other.name}, both, ${what}`
      if (took === undefined) rows.push({ what: label, absent: 'not installed' })
      else {
        rows.push({ what: label, value: took.apdus, unit: 'APDUs' })
        rows.push({ what: `${label}, as a process`, value: took.milliseconds, unit: 'ms' })
      }
    }
    return rows
  } finally {
    await served.remove()
    await watch.untilReader(READER, ({ presence }) => presence === 'empty')
  }
}

const bench: Bench = {
  name: 'chip-listing',
  run: async () => {
    const pcscd = await startPcscd()
    const driver = new PcscMiniDriver()
    const watch = watchDriver(driver)
    try {
      await watch.until('the readers', ({ readers }) => readers.length === vpcdReaders.length)
      // Builds the command line where its sources changed.
      await runProgram(process.execPath, ['scripts/cli.mjs', '--version'])
      const rows: BenchRow[] = []
      for (const applications of CONTENTS) rows.push(...(await rowsOf(driver, watch, applications)))
      return rows
    } finally {
      await driver.stop()
      await pcscd.release()
    }
  }
}

export default bench
