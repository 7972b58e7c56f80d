import { connect, type Socket } from 'node:net'
import { vpcdReaders } from './pcscd'

/** How a scripted card answers: by bytes, by a promise of bytes, or (undefined) not at all. */
export type Answer = (command: Uint8Array) => Uint8Array | Promise<Uint8Array> | undefined

export interface ScriptedCardOptions {
  readonly atr: Uint8Array
  readonly answer: Answer
  /** 0: "Virtual PCD 00 00" (default); 1: "Virtual PCD 00 01". */
  readonly slot?: 0 | 1
  /** Told about power off (0), power on (1) and reset (2). */
  readonly onControl?: (control: number) => void
}

export interface ScriptedCard {
  /** Commands that arrived, in order. */
  readonly commands: readonly Uint8Array[]
  /** Takes the card out of the reader. */
  remove(): Promise<void>
}

const controlLength = 1
const sendAtr = 4

/**
 * Puts a card into a virtual reader of pcscd. It is a test double on the wire, independent of the product's own
 * virtual card. Messages: 2 bytes length, big-endian, then the data; one byte alone is a control message.
 */
export function insertScriptedCard(options: ScriptedCardOptions): Promise<ScriptedCard> {
  const { atr, answer, slot = 0, onControl } = options
  const commands: Uint8Array[] = []
  const socket = connect(vpcdReaders[slot].port, '127.0.0.1')
  socket.setNoDelay(true)
  let waiting = Buffer.alloc(0)
  let work = Promise.resolve()
  socket.on('data', (chunk: Buffer) => {
    waiting = Buffer.concat([waiting, chunk])
    while (waiting.length >= 2 && waiting.length >= 2 + waiting.readUInt16BE(0)) {
      const end = 2 + waiting.readUInt16BE(0)
      const message = new Uint8Array(waiting.subarray(2, end))
      waiting = waiting.subarray(end)
      work = work.then(() => handle(message))
    }
  })

  async function handle(message: Uint8Array): Promise<void> {
    if (message.length === controlLength) {
      const control = message[0] ?? 0
      if (control === sendAtr) send(socket, atr)
      else onControl?.(control)
      return
    }
    commands.push(message)
    const response = await answer(message)
    if (response !== undefined) send(socket, response)
  }

  return new Promise((resolve, reject) => {
    socket.once('error', reject)
    socket.once('connect', () => {
      socket.off('error', reject)
      // The service going away is a case under test; the card then just is no longer connected.
      socket.on('error', () => socket.destroy())
      resolve({
        commands,
        remove: () =>
          new Promise((removed) => {
            if (socket.destroyed) {
              removed()
              return
            }
            socket.once('close', () => removed())
            socket.destroy()
          })
      })
    })
  })
}

function send(socket: Socket, data: Uint8Array): void {
  if (socket.destroyed) return
  const frame = Buffer.alloc(2 + data.length)
  frame.writeUInt16BE(data.length, 0)
  frame.set(data, 2)
  socket.write(frame)
}
