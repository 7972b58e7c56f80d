import { connect, type Socket } from 'node:net'
import { ReaderError } from '../../services/readers/reader-driver'
import type { VirtualCard } from '../../virtual-card/virtual-card'
import { FrameReader, frame } from './frames'
import { ServedSide } from './served-side'

/** Port of vpcd's first reader; the next readers follow it. */
export const VPCD_PORT = 35963

const RETRY_MS = 500

export type ServingState = 'serving' | 'waiting-for-service'

export interface ServeOptions {
  readonly card: VirtualCard
  readonly port?: number
  readonly host?: string
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
 * Puts the card into a reader of vpcd, by its contact side, and keeps it there: when pcscd goes away, the card waits
 * and comes back with it. Resolves once connected; rejects with `ReaderError` `no-service` where nothing listens.
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
  while (!stopped.aborted) {
    if (socket !== undefined) {
      options.onState?.('serving')
      await serveConnection(socket, options, stopped)
      options.card.powerDown()
      if (!stopped.aborted) options.onState?.('waiting-for-service')
    }
    await pause(stopped)
    socket = stopped.aborted ? undefined : await open(options.host, options.port).catch(() => undefined)
  }
  socket?.destroy()
}

/** Answers until the other side hangs up or serving is to stop. Rejects where the card failed. */
async function serveConnection(
  socket: Socket,
  { card, save }: ServeOptions,
  stopped: AbortSignal
): Promise<void> {
  const side = new ServedSide(card, save)
  const frames = new FrameReader()
  const hangUp = (): void => void socket.destroy()
  stopped.addEventListener('abort', hangUp, { once: true })
  try {
    if (stopped.aborted) return
    for await (const chunk of socket as AsyncIterable<Uint8Array>) {
      for (const message of frames.push(chunk)) {
        const answer = await side.answer(message)
        if (answer !== undefined) socket.write(frame(answer))
      }
    }
  } catch (error) {
    // A connection that breaks is the service going away; anything else is the card's own trouble.
    if (!isSocketError(error) && !stopped.aborted) throw error
  } finally {
    stopped.removeEventListener('abort', hangUp)
    socket.destroy()
  }
}

/** Connects, or rejects with `no-service`. */
function open(host: string, port: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host, port, noDelay: true })
    socket.once('connect', () => {
      socket.removeAllListeners('error')
      // Errors of an open connection reach whoever reads from it.
      socket.on('error', () => undefined)
      resolve(socket)
    })
    socket.once('error', (error) => {
      reject(new ReaderError('no-service', `no vpcd listens on ${host} port ${port}: ${error.message}`))
    })
  })
}

function isSocketError(error: unknown): boolean {
  return (
    error instanceof Error &&
    'code' in error &&
    typeof error.code === 'string' &&
    !(error instanceof ReaderError)
  )
}

function pause(stopped: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (stopped.aborted) {
      resolve()
      return
    }
    const done = (): void => {
      clearTimeout(timer)
      stopped.removeEventListener('abort', done)
      resolve()
    }
    const timer = setTimeout(done, RETRY_MS)
    stopped.addEventListener('abort', done, { once: true })
  })
}
