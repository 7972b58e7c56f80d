import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'
import { ReaderError } from '../../services/readers/reader-driver'
import type { CardInterface } from '../../virtual-card/card-log'
import type { VirtualCard } from '../../virtual-card/virtual-card'
import { FrameReader, frame } from './frames'
import { ServedSide } from './served-side'

/** Port of vpcd's first reader; the next readers follow it. */
export const VPCD_PORT = 35963

const RETRY_MS = 500
/** vpcd looks at its reader several times a second. */
const SILENCE_MS = 5000

export type ServingState = 'serving' | 'waiting-for-service'

export interface ServeOptions {
  readonly card: VirtualCard
  readonly port?: number
  readonly host?: string
  /** Which side of the card the reader powers; contact where absent. */
  readonly side?: CardInterface
  /** Ends the serving: the card leaves the reader. */
  readonly signal?: AbortSignal
  /** Called after a command that changed the card; its answer waits until the promise resolves. */
  readonly save?: (card: VirtualCard) => Promise<void>
  /** Called when the service goes away and when it is back. */
  readonly onState?: (state: ServingState) => void
}

/** A card that lies in a reader of the system's PC/SC service. */
export interface ServedCard {
  /**
   * Resolves when the card was taken out, by `remove` or the signal. Rejects where the card could not be saved or lost
   * power: it is out of the reader then too.
   */
  readonly ended: Promise<void>
  remove(): Promise<void>
}

/**
 * Puts the card into a reader of vpcd, by one of its sides, and keeps it there: when pcscd goes away, the card waits
 * and comes back with it. Resolves once connected; rejects with `ReaderError`: `no-service` where nothing listens, `sharing-violation` where a
 * card is in that reader already.
 */
export async function serveCard(options: ServeOptions): Promise<ServedCard> {
  const { port = VPCD_PORT, host = '127.0.0.1', signal } = options
  signal?.throwIfAborted()
  const stopping = new AbortController()
  const stop = (): void => stopping.abort()
  signal?.addEventListener('abort', stop, { once: true })
  const first = await open(host, port).catch((error: unknown) => {
    signal?.removeEventListener('abort', stop)
    throw error
  })
  const ended = keepServing(first, { ...options, host, port }, stopping.signal).finally(() => {
    options.card.powerDown()
    signal?.removeEventListener('abort', stop)
  })
  // Whoever is interested in a failure waits for `ended`; nobody has to.
  ended.catch(() => undefined)
  return {
    ended,
    remove: async () => {
      stop()
      await ended
    }
  }
}

async function keepServing(
  first: Socket,
  options: ServeOptions & { readonly host: string; readonly port: number },
  stopped: AbortSignal
): Promise<void> {
  let socket: Socket | undefined = first
  while (!isAborted(stopped)) {
    if (socket !== undefined) {
      options.onState?.('serving')
      await serveConnection(socket, options, stopped)
      options.card.powerDown()
      if (isAborted(stopped)) return
      options.onState?.('waiting-for-service')
    }
    await pause(RETRY_MS, stopped)
    if (isAborted(stopped)) return
    socket = await open(options.host, options.port).catch(() => undefined)
  }
  socket?.destroy()
}

/** Answers until the other side hangs up or serving is to stop. Rejects where the card failed or could not be saved. */
async function serveConnection(
  socket: Socket,
  { card, save, side: cardInterface }: ServeOptions,
  stopped: AbortSignal
): Promise<void> {
  const side = new ServedSide(card, save, cardInterface)
  const frames = new FrameReader()
  const hangUp = (): void => void socket.destroy()
  stopped.addEventListener('abort', hangUp, { once: true })
  try {
    for await (const chunk of untilItEnds(socket)) {
      for (const message of frames.push(chunk)) {
        const answer = await side.answer(message)
        if (answer !== undefined) socket.write(frame(answer))
      }
    }
  } finally {
    stopped.removeEventListener('abort', hangUp)
    socket.destroy()
  }
}

/** What arrives. A connection that breaks off is the service going away, like one that is closed. */
async function* untilItEnds(socket: Socket): AsyncGenerator<Uint8Array, void, undefined> {
  const chunks = (socket as AsyncIterable<Uint8Array>)[Symbol.asyncIterator]()
  for (;;) {
    const next = await chunks.next().catch(() => undefined)
    if (next === undefined || next.done === true) return
    yield next.value
  }
}

/**
 * Connects and waits until vpcd speaks, which it does as soon as a card is there. Rejects with `no-service` where
 * nothing listens, and with `sharing-violation` where it stays silent: another card is in the reader.
 */
async function open(host: string, port: number): Promise<Socket> {
  const socket = connect({ host, port, noDelay: true })
  // Errors after this reach whoever reads from the socket.
  socket.on('error', () => undefined)
  try {
    await once(socket, 'connect')
  } catch (error) {
    const why = error instanceof Error ? error.message : 'unknown'
    throw new ReaderError('no-service', `no vpcd listens on ${host} port ${port}: ${why}`)
  }
  try {
    await once(socket, 'readable', { signal: AbortSignal.timeout(SILENCE_MS) })
  } catch {
    socket.destroy()
    throw new ReaderError('sharing-violation', `the reader at ${host} port ${port} has a card already`)
  }
  return socket
}

function isAborted(signal: AbortSignal): boolean {
  return signal.aborted
}

async function pause(milliseconds: number, stopped: AbortSignal): Promise<void> {
  await delay(milliseconds, undefined, { signal: stopped }).catch(() => undefined)
}
