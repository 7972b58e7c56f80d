// One APDU through the engine's whole channel against the bare call of the same binding, on the same card in pcscd.
import { performance } from 'node:perf_hooks'
import { fileURLToPath } from 'node:url'
import { isMainThread, parentPort, Worker } from 'node:worker_threads'
import { loadPcscMini } from '../../src-main/adapters/pcsc/pcsc-mini/binding'
import { PcscMiniDriver } from '../../src-main/adapters/pcsc/pcsc-mini/driver'
import { dispositions, protocolMask, shareModes } from '../../src-main/adapters/pcsc/winscard'
import { toHex } from '../../src-main/engine/bytes/hex'
import { openChannel } from '../../src-main/engine/channel/open-channel'
import { TLV_SENSITIVITY } from '../../src-main/engine/commands/command'
import { openCardSession } from '../../src-main/services/readers/card-session'
import { ReaderRegistry } from '../../src-main/services/readers/reader-registry'
import { SessionRecording } from '../../src-main/services/sessions/session-recording'
import { type Bench, median } from '../support/bench'
import { startPcscd, vpcdReaders } from '../support/pcscd'
import { insertScriptedCard } from '../support/scripted-card'

const rounds = 31
const blocksPerRound = 20
/** Commands that follow each other, as in a real session, before another way has its turn. */
const apdusPerBlock = 20

const atr = Uint8Array.of(0x3b, 0x80, 0x01, 0x81)
// READ RECORD and a record of the usual size: a template with a few data objects.
const command = Uint8Array.of(0x00, 0xb2, 0x01, 0x0c, 0x00)
const record = Uint8Array.from(
  Buffer.from('701F57115413330089600044D2512201019382991F5F20094341524457524947489000', 'hex')
)

type Way = 'bare' | 'session' | 'channel'
const orders: readonly (readonly Way[])[] = [
  ['bare', 'session', 'channel'],
  ['session', 'channel', 'bare'],
  ['channel', 'bare', 'session']
]

/** One way of sending: the command, and what has to be done before its block of commands counts as finished. */
interface Sender {
  readonly send: () => Promise<unknown>
  readonly finish?: () => void
}

/** Microseconds: of one APDU from sending to the answer, and of one APDU with all the work that it causes. */
interface Cost {
  readonly answer: number
  readonly all: number
}

/**
 * Blocks of APDUs each way in turn: the medians of each. In turn, because the service, the card and this program share
 * the processors with whatever else runs: a slow moment hits all.
 */
async function alternating(ways: Readonly<Record<Way, Sender>>): Promise<Record<Way, Cost>> {
  const answers: Record<Way, number[]> = { bare: [], session: [], channel: [] }
  const blocks: Record<Way, number[]> = { bare: [], session: [], channel: [] }
  for (let block = 0; block < blocksPerRound; block += 1) {
    for (const way of orders[block % orders.length] ?? []) {
      const { send, finish } = ways[way]
      const began = performance.now()
      for (let apdu = 0; apdu < apdusPerBlock; apdu += 1) {
        const sent = performance.now()
        await send()
        answers[way].push((performance.now() - sent) * 1000)
      }
      finish?.()
      blocks[way].push(((performance.now() - began) * 1000) / apdusPerBlock)
    }
  }
  const cost = (way: Way): Cost => ({ answer: median(answers[way]), all: median(blocks[way]) })
  return { bare: cost('bare'), session: cost('session'), channel: cost('channel') }
}

/** The card lives in a thread of its own, as a real one does not share the program's processor either. */
function insertCardInThread(): Promise<Worker> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(fileURLToPath(import.meta.url))
    worker.once('message', () => resolve(worker))
    worker.once('error', reject)
  })
}

// This bundle is the thread's program too.
if (!isMainThread) {
  void insertScriptedCard({ atr, answer: () => record }).then(() => parentPort?.postMessage('inserted'))
}

const bench: Bench = {
  name: 'apdu',
  run: async () => {
    const pcscd = await startPcscd()
    const card = await insertCardInThread()
    const registry = new ReaderRegistry([new PcscMiniDriver()])
    registry.start()
    const reader = vpcdReaders[0].name
    try {
      await registry.until(({ readers }) => readers.some(({ presence }) => presence === 'present'), 5000)
      const session = await openCardSession(registry, reader, { access: 'shared' })
      let entries = 0
      const recording = new SessionRecording(
        {
          type: 'header',
          format: 'cardwright-trace',
          version: 1,
          reader,
          atr: toHex(atr),
          protocol: session.protocol,
          startedAt: new Date().toISOString(),
          revealed: false
        },
        (_header, recorded) => (entries += recorded.length),
        () => performance.now() * 1000
      )
      const channel = openChannel(session.channel, session.protocol, recording.taps)
      const context = { name: 'READ RECORD', sensitivity: TLV_SENSITIVITY }
      // The client is kept with its card: collected, it would take the card's memory along.
      const client = loadPcscMini().newClient()
      const bare = { client, card: await client.connect(reader, shareModes.shared, protocolMask()) }
      const rows = { bare: [] as Cost[], session: [] as Cost[], channel: [] as Cost[] }
      for (let round = -1; round < rounds; round += 1) {
        const times = await alternating({
          bare: { send: () => bare.card.transmit(undefined, command) },
          session: { send: () => session.channel.transceive(command) },
          // What still waits to be written belongs to the commands that were sent.
          channel: { send: () => channel.transceive(command, context), finish: () => recording.flush() }
        })
        // The first round warms up.
        if (round < 0) continue
        rows.bare.push(times.bare)
        rows.session.push(times.session)
        rows.channel.push(times.channel)
      }
      const of = (way: Way, part: keyof Cost): number => median(rows[way].map((cost) => cost[part]))
      await bare.card.disconnect(dispositions.leave)
      await session.close('leave')
      return [
        { what: 'bare card.transmit', value: of('bare', 'answer'), unit: 'us' },
        { what: 'card session alone', value: of('session', 'answer'), unit: 'us' },
        { what: 'whole channel', value: of('channel', 'answer'), unit: 'us' },
        {
          what: 'ratio',
          value: median(rows.channel.map((cost, round) => cost.answer / (rows.bare[round]?.answer ?? 0))),
          unit: 'times',
          limit: 1.15
        },
        { what: 'bare, all work', value: of('bare', 'all'), unit: 'us' },
        { what: 'whole channel, recorded, masked and written', value: of('channel', 'all'), unit: 'us' },
        { what: 'trace entries written', value: entries, unit: 'entries' }
      ]
    } finally {
      await registry.stop()
      await card.terminate()
      await pcscd.release()
    }
  }
}

export default bench
