import { afterEach, describe, expect, it, vi } from 'vitest'
import { NotRecorded } from '../../../src-main/engine/workflow/interruption'
import { openCardSession } from '../../../src-main/services/readers/card-session'
import { ReaderRegistry } from '../../../src-main/services/readers/reader-registry'
import type { ReaderErrorCode } from '../../../src-main/services/readers/reader-driver'
import { ScriptedDriver, type ScriptedDriverOptions } from '../../support/scripted-driver'

const name = 'Reader 00 00'
const command = Uint8Array.of(0x00, 0xa4, 0x04, 0x00)
let registry: ReaderRegistry

function withCard(options: ScriptedDriverOptions = {}): ScriptedDriver {
  const driver = new ScriptedDriver(options)
  registry = new ReaderRegistry([driver], { debounceMs: 1 })
  registry.start()
  driver.insert(name)
  driver.calls.length = 0
  return driver
}

afterEach(async () => {
  vi.useRealTimers()
  await registry.stop()
})

const quick = { retryDelayMs: 1 }

describe('opening a card', () => {
  it('has the card to itself in a transaction, and gives it back reset', async () => {
    const driver = withCard()
    const session = await openCardSession(registry, name)
    expect([session.readerName, session.protocol, session.contactless]).toEqual([name, 'T=1', false])
    expect(await session.channel.transceive(command)).toEqual(Uint8Array.of(0x90, 0x00))
    await session.close()
    await session.close()
    expect(driver.calls).toEqual(['connect shared', 'begin', 'transmit 00A40400', 'disconnect reset', 'end'])
    expect(driver.openConnections).toBe(0)
  })

  it('has it exclusively where the driver has no transactions', async () => {
    const driver = withCard({ capabilities: { transactions: false } })
    const session = await openCardSession(registry, name)
    await session.close('leave')
    expect(driver.calls).toEqual(['connect exclusive', 'disconnect leave'])
  })

  it.each(['sharing-violation', 'card-reset'] as const)('tries again on %s', async (code) => {
    const driver = withCard()
    driver.connectFailures.push(code, code)
    const session = await openCardSession(registry, name, quick)
    expect(driver.calls).toEqual(['connect shared', 'connect shared', 'connect shared', 'begin'])
    await session.close()
  })

  it('gives up on a sharing violation that lasts', async () => {
    const driver = withCard()
    driver.connectFailures.push(...Array<ReaderErrorCode>(4).fill('sharing-violation'))
    await expect(openCardSession(registry, name, quick)).rejects.toMatchObject({
      name: 'OpenFailure',
      code: 'sharing-violation'
    })
    expect(driver.calls).toHaveLength(4)
  })

  it.each([
    ['no-card', 'no-card'],
    ['card-mute', 'card-mute'],
    ['no-permission', 'no-permission'],
    ['timeout', 'card-mute'],
    ['transport', 'transport-error']
  ] as const)('does not try again on %s', async (code, expected) => {
    const driver = withCard()
    driver.connectFailures.push(code)
    await expect(openCardSession(registry, name, quick)).rejects.toMatchObject({ code: expected })
    expect(driver.calls).toEqual(['connect shared'])
  })

  it('says which reader is unknown or ambiguous', async () => {
    const driver = withCard()
    driver.plugIn('Reader 01 00')
    await expect(openCardSession(registry, 'nowhere')).rejects.toMatchObject({ code: 'reader-unknown' })
    await expect(openCardSession(registry, 'reader')).rejects.toMatchObject({
      code: 'reader-ambiguous',
      message: '"reader" fits pcsc:Reader 00 00, pcsc:Reader 01 00'
    })
  })

  it('does not wait for another program’s transaction for ever, and ends what it gets too late', async () => {
    const driver = withCard()
    let open: () => void = () => undefined
    driver.transactionGate = new Promise((resolve) => (open = resolve))
    await expect(
      openCardSession(registry, name, { transactionLimitMs: 10, retries: 0 })
    ).rejects.toMatchObject({ code: 'sharing-violation' })
    open()
    await vi.waitFor(() => expect(driver.calls).toContain('end'))
    expect(driver.openConnections).toBe(0)
  })
})

describe('an open card', () => {
  it.each([
    ['card-removed', 'card-removed'],
    ['no-card', 'card-removed'],
    ['no-reader', 'reader-removed'],
    ['no-service', 'service-lost'],
    ['card-reset', 'card-reset'],
    ['sharing-violation', 'sharing-violation'],
    ['transport', 'transport-error']
  ] as const)('turns %s into the interruption %s', async (code, reason) => {
    withCard({ answer: () => code })
    const session = await openCardSession(registry, name)
    await expect(session.channel.transceive(command)).rejects.toMatchObject({ name: 'Interruption', reason })
    await session.close()
  })

  it.each([
    ['the card', 'card-removed', (driver: ScriptedDriver) => driver.plugIn(name)],
    ['the reader', 'reader-removed', (driver: ScriptedDriver) => driver.unplug(name)],
    ['another card', 'card-removed', (driver: ScriptedDriver) => driver.insert(name)]
  ] as const)('finds out that %s is behind a transport error', async (_what, reason, change) => {
    const driver = withCard({ answer: () => 'transport' })
    const session = await openCardSession(registry, name)
    const answer = session.channel.transceive(command)
    setTimeout(() => change(driver), 20)
    await expect(answer).rejects.toMatchObject({ name: 'Interruption', reason })
    await session.close()
  })

  it('goes on behind a command that a replayed trace does not hold', async () => {
    let answers: 'not-recorded' | Uint8Array = 'not-recorded'
    withCard({ answer: () => answers })
    const session = await openCardSession(registry, name)
    await expect(session.channel.transceive(command)).rejects.toBeInstanceOf(NotRecorded)
    answers = Uint8Array.of(0x90, 0x00)
    expect(await session.channel.transceive(command)).toHaveLength(2)
    await session.close()
  })

  it('sends nothing more to a card that is gone', async () => {
    const driver = withCard({ answer: () => 'card-removed' })
    const session = await openCardSession(registry, name)
    for (let times = 0; times < 3; times += 1) {
      await expect(session.channel.transceive(command)).rejects.toMatchObject({ reason: 'card-removed' })
    }
    expect(driver.calls.filter((call) => call.startsWith('transmit'))).toHaveLength(1)
    await session.close()
  })

  it('ends when the reader is unplugged in mid-command, and opens again when it is back', async () => {
    const driver = withCard({ answer: () => 'hang' })
    const session = await openCardSession(registry, name)
    const running = session.channel.transceive(command)
    driver.unplug(name)
    await expect(running).rejects.toMatchObject({ reason: 'reader-removed' })
    await session.close()
    await expect(openCardSession(registry, name)).rejects.toMatchObject({ code: 'reader-unknown' })
    driver.answer = () => Uint8Array.of(0x90, 0x00)
    driver.insert(name)
    const next = await openCardSession(registry, name)
    expect(await next.channel.transceive(command)).toHaveLength(2)
    await next.close()
    expect(driver.openConnections).toBe(0)
  })

  it('ends a command that is never answered, and closes without waiting for it', async () => {
    withCard({ answer: () => 'hang' })
    const session = await openCardSession(registry, name, { answerLimitMs: 15 })
    await expect(session.channel.transceive(command)).rejects.toMatchObject({ reason: 'card-mute' })
    await expect(session.channel.transceive(command)).rejects.toMatchObject({ reason: 'card-mute' })
    const before = performance.now()
    await session.close()
    expect(performance.now() - before).toBeLessThan(200)
  })

  it('waits 60 seconds for an answer unless told otherwise', async () => {
    withCard({ answer: () => 'hang' })
    const session = await openCardSession(registry, name)
    vi.useFakeTimers()
    const outcome = session.channel.transceive(command).catch((error: unknown) => error)
    await vi.advanceTimersByTimeAsync(59_999)
    const settled = await Promise.race([outcome, Promise.resolve('waiting')])
    expect(settled).toBe('waiting')
    await vi.advanceTimersByTimeAsync(1)
    expect(await outcome).toMatchObject({ reason: 'card-mute' })
    vi.useRealTimers()
    await session.close()
  })

  it('speaks again to a card that it reset', async () => {
    let answers: 'card-reset' | Uint8Array = 'card-reset'
    const driver = withCard({ answer: () => answers })
    const session = await openCardSession(registry, name)
    await expect(session.channel.transceive(command)).rejects.toMatchObject({ reason: 'card-reset' })
    answers = Uint8Array.of(0x90, 0x00)
    expect(await session.reset()).toEqual(session.atr)
    expect(await session.channel.transceive(command)).toHaveLength(2)
    expect(driver.calls).toContain('reset warm')
    await session.close()
  })

  it('resets by letting go and taking again where the driver cannot reconnect', async () => {
    const driver = withCard({ capabilities: { transactions: false, reconnect: false } })
    const session = await openCardSession(registry, name)
    await session.reset('unpower')
    expect(driver.calls).toEqual(['connect exclusive', 'disconnect unpower', 'connect exclusive'])
    await session.close()
    expect(driver.openConnections).toBe(0)
  })

  it('rejects after it was closed', async () => {
    withCard()
    const session = await openCardSession(registry, name)
    await session.close()
    await expect(session.channel.transceive(command)).rejects.toMatchObject({ reason: 'cancelled' })
  })

  it('gives signs of life in an idle transaction, and none while it is busy', async () => {
    const driver = withCard()
    const session = await openCardSession(registry, name, { keepAliveMs: 20 })
    await vi.waitFor(() => expect(driver.calls).toContain('attribute 90303'))
    await session.close()
    const after = driver.calls.length
    await new Promise((resolve) => setTimeout(resolve, 60))
    expect(driver.calls).toHaveLength(after)
  })
})
