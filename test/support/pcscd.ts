import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { connect } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { takeLock } from '../../scripts/lib/lock.mjs'

/** The two virtual readers of Debian's vsmartcard-vpcd, and the ports on which their cards are clients. */
export const vpcdReaders = [
  { name: 'Virtual PCD 00 00', port: 35963 },
  { name: 'Virtual PCD 00 01', port: 35964 }
] as const

// The service and its ports exist once on a machine: test runs wait for each other.
const lockFile = '/tmp/cardwright-pcscd.lock'
const lockWaitMs = 15 * 60_000
const readyWithinMs = 15_000
const stopLimitMs = 1500
const socketFile = '/run/pcscd/pcscd.comm'
const pidFile = '/run/pcscd/pcscd.pid'

/** The system's smart-card service, run by the test. */
export interface Pcscd {
  /** Ends the service: `SIGTERM` is an orderly stop, `SIGKILL` a crash. The lock is kept. */
  stop(signal?: 'SIGTERM' | 'SIGKILL'): Promise<void>
  /** Starts it again after `stop`. */
  start(): Promise<void>
  restart(): Promise<void>
  /** Process id while it runs. */
  pid(): number | undefined
  /** What the service wrote so far. */
  log(): string
  /** Stops it and lets others have it. Call this in afterAll. */
  release(): Promise<void>
}

/**
 * Starts pcscd with the virtual readers, and tunes the loopback so that an APDU takes 0.2 ms instead of 48 ms.
 * Waits while another test run has the service. Rejects when this is not root, the packages are missing, or a
 * service that nobody here started is running.
 */
export async function startPcscd(): Promise<Pcscd> {
  const unlock = await takeLock(lockFile, lockWaitMs)
  const output: string[] = []
  let service: ChildProcess | undefined

  async function start(): Promise<void> {
    refuseForeignService()
    const started = spawn('pcscd', ['--foreground'], { stdio: ['ignore', 'pipe', 'pipe'] })
    service = started
    started.stdout.on('data', (chunk: Buffer) => output.push(chunk.toString()))
    started.stderr.on('data', (chunk: Buffer) => output.push(chunk.toString()))
    started.on('error', (error) => output.push(error.message))
    await becomesReady(started, () => output.join(''))
  }

  async function stop(signal: 'SIGTERM' | 'SIGKILL' = 'SIGTERM'): Promise<void> {
    const running = service
    service = undefined
    if (running?.exitCode !== null || running.signalCode !== null) return
    const ended = new Promise((resolve) => running.once('exit', resolve))
    running.kill(signal)
    // With a client connected to a card, pcscd may ignore an orderly stop.
    const impatience = setTimeout(() => running.kill('SIGKILL'), stopLimitMs)
    await ended
    clearTimeout(impatience)
  }

  const killAtExit = (): void => void service?.kill('SIGKILL')
  process.once('exit', killAtExit)

  async function release(): Promise<void> {
    process.off('exit', killAtExit)
    await stop()
    tuneLoopback(false)
    unlock()
  }

  try {
    tuneLoopback(true)
    await start()
  } catch (error) {
    await release()
    throw error
  }
  return {
    stop,
    start,
    release,
    restart: async () => {
      await stop()
      await start()
    },
    pid: () => service?.pid,
    log: () => output.join('')
  }
}

async function becomesReady(service: ChildProcess, log: () => string): Promise<void> {
  const end = Date.now() + readyWithinMs
  while (Date.now() < end) {
    if (service.exitCode !== null) break
    if (
      existsSync(socketFile) &&
      (await accepts(vpcdReaders[0].port)) &&
      (await accepts(vpcdReaders[1].port))
    )
      return
    await pause(20)
  }
  throw new Error(`pcscd with its virtual readers did not come up: ${log().trim()}`)
}

function accepts(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1')
    socket.once('connect', () => {
      socket.destroy()
      resolve(true)
    })
    socket.once('error', () => resolve(false))
  })
}

/** A service of the machine itself would serve other readers, and must not be stopped by a test. */
function refuseForeignService(): void {
  if (!existsSync(pidFile)) return
  const pid = Number(readFileSync(pidFile, 'utf8'))
  if (Number.isInteger(pid) && existsSync(`/proc/${pid}`)) {
    throw new Error(
      `pcscd runs already (process ${pid}); stop it before the tests: systemctl stop pcscd.socket pcscd`
    )
  }
}

/** The reader driver writes length and data separately; without quick acknowledgement each APDU waits 48 ms for it. */
function tuneLoopback(quick: boolean): void {
  const route = ['local', '127.0.0.1', 'dev', 'lo', 'proto', 'kernel', 'scope', 'host', 'src', '127.0.0.1']
  try {
    execFileSync('ip', ['route', 'change', ...route, 'table', 'local', ...(quick ? ['quickack', '1'] : [])], {
      stdio: 'ignore'
    })
  } catch {
    // Not permitted in this container: the tests are slower, not wrong.
  }
}
