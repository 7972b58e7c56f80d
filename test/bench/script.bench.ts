// How many commands a script sends in a second to the virtual card in this process, with everything around them: the
// channel, expectations on status word and data, and a loop.
import { performance } from 'node:perf_hooks'
import { openChannel } from '../../src-main/engine/channel/open-channel'
import { readScript } from '../../src-main/engine/script/read-script'
import { runScript } from '../../src-main/engine/script/run-script'
import { runWorkflow } from '../../src-main/engine/workflow/run'
import { readyMadeCard } from '../../src-main/virtual-card/ready-made/ready-made-cards'
import { VirtualCard } from '../../src-main/virtual-card/virtual-card'
import { type Bench, median } from '../support/bench'

const ROUNDS = 9
const COMMANDS = 10_000
const SOURCE = `
SELECT A000000333 -> 9000
for n in 1..${COMMANDS} {
  GET DATA 9F79 -> 9000
  expect data.tag(9F79) like '0000XXXXXXXX'
}`

async function perSecond(): Promise<number> {
  const card = VirtualCard.fromImage(readyMadeCard('debit-ecash', ['T=1']))
  card.powerUp('contact')
  const channel = openChannel({ transceive: async (command) => card.transmit(command) }, 'T=1')
  const read = readScript('bench', SOURCE)
  if (read.kind === 'bad') throw new Error('the script of the benchmark is wrong')
  const began = performance.now()
  const outcome = await runWorkflow(runScript(read.script, { observe: () => undefined }), {
    ...{ channel, progress: () => undefined, now: () => Date.now() }
  })
  if (outcome.kind !== 'ended' || outcome.failures > 0) throw new Error('an expectation was not met')
  return (COMMANDS / (performance.now() - began)) * 1000
}

const bench: Bench = {
  name: 'script',
  run: async () => {
    // The first warms up.
    await perSecond()
    const rates: number[] = []
    for (let round = 0; round < ROUNDS; round += 1) rates.push(await perSecond())
    return [{ what: 'commands of a script on the virtual card', value: median(rates), unit: 'APDU/s' }]
  }
}

export default bench
