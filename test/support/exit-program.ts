// A program that uses readers and ends: `program.mjs DRIVER SCENE`. It must not need process.exit.
import { PcscMiniDriver } from '../../src-main/adapters/pcsc/pcsc-mini/driver'
import { PcscliteDriver } from '../../src-main/adapters/pcsc/pcsclite/driver'
import { vpcdReaders } from './pcscd'
import { watchDriver } from './watch-driver'

const say = (text: string): void => void process.stdout.write(`${text}\n`)

async function main(): Promise<void> {
  const [, , name, scene] = process.argv
  const driver = name === 'pcsclite' ? new PcscliteDriver() : new PcscMiniDriver()
  const watch = watchDriver(driver)
  const reader = vpcdReaders[0].name
  if (scene === 'use') {
    const { presence } = await watch.untilReader(reader, (one) => one.presence === 'present')
    const connection = await driver.connect(reader, { share: 'shared' })
    const answer = await connection.transmit(Uint8Array.of(0x00, 0xa4, 0x04, 0x00))
    say(`${presence} ${answer.length}`)
    // The connection is left open on purpose: stop closes it.
  } else {
    if (scene === 'lose') {
      await watch.until('the readers', ({ readers }) => readers.length === 2)
      say('stop the service')
    }
    await watch.until('no service', ({ service }) => service === 'stopped')
    say('gone')
  }
  await driver.stop()
  say('stopped')
}

void main()
