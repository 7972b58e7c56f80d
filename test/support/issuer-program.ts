// A terminal that pays, loads and is killed: `program.mjs FOLDER RUN WORKERS REQUESTS`. Prints a line for every answer,
// after it was acknowledged; each worker has a card of its own.
import { writeSync } from 'node:fs'
import { join } from 'node:path'
import { DataFolder } from '../../src-main/adapters/data-folder/data-folder'
import { LeasedDatabase } from '../../src-main/adapters/database/leased-database'
import { moneyWorld } from './issuer-world'
import { workerRequest, workerCards } from './issuer-worker'

async function main(): Promise<void> {
  const [, , folder = '', run = '', workers = '3', requests = '1000000'] = process.argv
  const documents = new DataFolder(folder)
  const database = new LeasedDatabase({ file: join(folder, 'cardwright.sqlite'), documents })
  const { host, desk } = moneyWorld(database)
  const cards = await desk.cards()
  writeSync(1, 'ready\n')
  const work = async (worker: number): Promise<void> => {
    const start = cards.find(({ label }) => label === workerCards[worker]?.label)?.atc ?? 0
    for (let index = 0; index < Number(requests); index += 1) {
      const { text, request } = workerRequest(run, worker, start, index)
      const reply = await host.exchange(request)
      writeSync(1, `${text} ${reply.kind === 'answer' ? JSON.stringify(reply.answer) : reply.reason}\n`)
    }
  }
  await Promise.all(Array.from({ length: Number(workers) }, (_, worker) => work(worker)))
  await database.close()
}

void main()
