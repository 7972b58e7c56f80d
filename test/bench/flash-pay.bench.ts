// A flash-pay purchase on the ready-made debit + e-cash card: how many APDUs it takes against what the specification
// needs, and the time that the host spends between them. Offline data authentication comes after the last APDU.
import { performance } from 'node:perf_hooks'
import { toHex } from '../../src-main/engine/bytes/hex'
import { openChannel } from '../../src-main/engine/channel/open-channel'
import { randomBytes } from '../../src-main/engine/crypto/random'
import { flashPayTransaction } from '../../src-main/engine/emv/flash-pay-transaction'
import { testCaKeys } from '../../src-main/engine/offline-auth/test-issuer'
import { ExchangeRecorder } from '../../src-main/engine/trace/recorder'
import { decodeTlv, findTag } from '../../src-main/engine/tlv/tlv'
import { runWorkflow } from '../../src-main/engine/workflow/run'
import { terminalPreset } from '../../src-main/services/terminals/terminal-presets'
import { readyMadeCard } from '../../src-main/virtual-card/ready-made/ready-made-cards'
import { VirtualCard } from '../../src-main/virtual-card/virtual-card'
import { median, type Bench } from '../support/bench'

const BATCHES = 12
const ROUNDS = 25
const WARM_UP = 20
const AMOUNT = 12_50
/** SELECT PPSE, SELECT the application, GET PROCESSING OPTIONS. */
const BEFORE_RECORDS = 3

interface Round {
  readonly apdus: number
  /** Records that the AFL names. */
  readonly records: number
  /** Milliseconds between an answer and the next command. */
  readonly gaps: readonly number[]
  readonly oda: number
  readonly total: number
}

const caKeys = testCaKeys()
const image = readyMadeCard('debit-ecash')

async function payOnce(): Promise<Round> {
  const card = VirtualCard.fromImage(image)
  card.powerUp('contactless')
  const gaps: number[] = []
  let apdus = 0
  let records = 0
  let answeredAt: number | undefined
  const reader = {
    transceive: (command: Uint8Array): Promise<Uint8Array> => {
      if (answeredAt !== undefined) gaps.push(performance.now() - answeredAt)
      apdus += 1
      const response = card.transmit(command)
      if (command[1] === 0xa8) records = namedRecords(response)
      answeredAt = performance.now()
      return Promise.resolve(response)
    }
  }
  const recorder = new ExchangeRecorder(0, { reveal: false })
  const channel = openChannel(reader, 'T=1', {
    clock: () => performance.now() * 1000,
    onExchange: (exchange) => recorder.record(exchange)
  })
  const began = performance.now()
  const workflow = flashPayTransaction({
    terminal: terminalPreset('pos'),
    interface: 'contactless',
    request: { type: 'purchase', amount: AMOUNT },
    caKeys: (rid, index) => caKeys.filter((key) => key.index === index && toHex(key.rid) === toHex(rid))
  })
  const { outcome, story } = await runWorkflow(workflow, {
    channel,
    now: () => performance.timeOrigin + performance.now(),
    progress: () => undefined,
    random: randomBytes,
    online: () => Promise.resolve({ kind: 'no-answer', reason: 'unreachable' }),
    journal: () => Promise.resolve(),
    ask: () => Promise.resolve({ kind: 'cancelled' }),
    pinPad: () => Promise.resolve(undefined)
  })
  if (outcome !== 'approved-offline') throw new Error(`the payment came out as ${outcome}`)
  return { apdus, records, gaps, oda: story.odaMs ?? Number.NaN, total: performance.now() - began }
}

function namedRecords(options: Uint8Array): number {
  const afl = findTag(decodeTlv(options.subarray(0, -2)).nodes, 0x94)?.value ?? new Uint8Array(0)
  let records = 0
  for (let at = 0; at < afl.length; at += 4) records += (afl[at + 2] ?? 0) - (afl[at + 1] ?? 0) + 1
  return records
}

function percentile(values: readonly number[], part: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN
}

const bench: Bench = {
  name: 'flash-pay',
  async run() {
    for (let round = 0; round < WARM_UP; round += 1) await payOnce() // not counted: code is compiled
    const batches: Round[][] = []
    for (let batch = 0; batch < BATCHES; batch += 1) {
      const rounds: Round[] = []
      for (let round = 0; round < ROUNDS; round += 1) rounds.push(await payOnce())
      batches.push(rounds)
    }
    const rounds = batches.flat()
    const gaps = rounds.flatMap((r) => r.gaps)
    // What other programs take of the processor is not the host's time: the quietest batch counts, all are shown.
    const quietest = Math.min(
      ...batches.map((batch) =>
        percentile(
          batch.flatMap((r) => r.gaps),
          0.99
        )
      )
    )
    const needless = Math.max(
      ...rounds.map(({ apdus, records }) => Math.abs(apdus - BEFORE_RECORDS - records))
    )
    return [
      { what: 'APDUs of one payment', value: rounds[0]?.apdus ?? 0, unit: '' },
      {
        what: 'APDUs beyond PPSE, application, options and the records of the AFL',
        value: needless,
        unit: '',
        limit: 0
      },
      { what: 'host time between APDUs, median', value: median(gaps), unit: 'ms', limit: 1 },
      {
        what: `host time between APDUs, 99th percentile, quietest of ${BATCHES} batches`,
        value: quietest,
        unit: 'ms',
        limit: 3
      },
      { what: 'the same over all batches', value: percentile(gaps, 0.99), unit: 'ms' },
      {
        what: 'offline data authentication (fDDA), median',
        value: median(rounds.map((r) => r.oda)),
        unit: 'ms'
      },
      {
        what: 'one payment on the in-process card, median',
        value: median(rounds.map((r) => r.total)),
        unit: 'ms'
      }
    ]
  }
}

export default bench
