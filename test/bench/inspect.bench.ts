// Inspecting the ready-made debit + e-cash card: time that the host spends between APDUs, and repeated commands.
import { performance } from 'node:perf_hooks'
import { toHex } from '../../src-main/engine/bytes/hex'
import { openChannel } from '../../src-main/engine/channel/open-channel'
import { inspectCard } from '../../src-main/engine/inspection/inspect-card'
import { ExchangeRecorder } from '../../src-main/engine/trace/recorder'
import { runWorkflow } from '../../src-main/engine/workflow/run'
import { readyMadeCard } from '../../src-main/virtual-card/ready-made/ready-made-cards'
import { VirtualCard } from '../../src-main/virtual-card/virtual-card'
import { median, type Bench } from '../support/bench'

const ROUNDS = 15

interface Round {
  readonly commands: readonly string[]
  /** Milliseconds between an answer and the next command. */
  readonly gaps: readonly number[]
  readonly total: number
}

async function inspectOnce(): Promise<Round> {
  const card = VirtualCard.fromImage(readyMadeCard('debit-ecash'))
  const atr = card.powerUp('contact')
  const commands: string[] = []
  const gaps: number[] = []
  let answeredAt: number | undefined
  const reader = {
    transceive: (command: Uint8Array): Promise<Uint8Array> => {
      if (answeredAt !== undefined) gaps.push(performance.now() - answeredAt)
      const response = card.transmit(command)
      answeredAt = performance.now()
      return Promise.resolve(response)
    }
  }
  const recorder = new ExchangeRecorder(0, { reveal: false })
  const channel = openChannel(reader, 'T=0', {
    clock: () => performance.now() * 1000,
    onExchange: (exchange) => {
      commands.push(toHex(exchange.command))
      recorder.record(exchange)
    }
  })
  const began = performance.now()
  const workflow = inspectCard({ reader: 'bench', atr, protocol: 'T=0', interface: 'contact', reveal: false })
  await runWorkflow(workflow, { channel, now: Date.now, progress: () => undefined })
  return { commands, gaps, total: performance.now() - began }
}

/** Commands that were sent twice since the last SELECT. */
function repeatedWithinSelection(commands: readonly string[]): number {
  let seen = new Set<string>()
  let repeated = 0
  for (const command of commands) {
    if (command.startsWith('00A404')) seen = new Set()
    if (seen.has(command)) repeated += 1
    seen.add(command)
  }
  return repeated
}

const bench: Bench = {
  name: 'inspect',
  async run() {
    await inspectOnce() // not counted: code is compiled
    const rounds: Round[] = []
    for (let round = 0; round < ROUNDS; round += 1) rounds.push(await inspectOnce())
    const first = rounds[0]?.commands ?? []
    return [
      {
        what: 'host time between APDUs, median',
        value: median(rounds.flatMap((r) => r.gaps)),
        unit: 'ms',
        limit: 1
      },
      {
        what: 'commands repeated within one selection',
        value: repeatedWithinSelection(first),
        unit: '',
        limit: 0
      },
      { what: 'commands of one inspection', value: first.length, unit: '' },
      { what: 'one inspection of the in-process card', value: median(rounds.map((r) => r.total)), unit: 'ms' }
    ]
  }
}

export default bench
