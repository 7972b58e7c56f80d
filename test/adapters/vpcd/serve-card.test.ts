import { once } from 'node:events'
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { FrameReader, frame } from '../../../src-main/adapters/vpcd/frames'
import { serveCard, type ServedCard } from '../../../src-main/adapters/vpcd/serve-card'
import { hex, toHex } from '../../../src-main/engine/bytes/hex'
import { readyMadeCard } from '../../../src-main/virtual-card/ready-made/ready-made-cards'
import { VirtualCard } from '../../../src-main/virtual-card/virtual-card'
import { AID, contactOptions, selectCommand } from '../../virtual-card/card-under-test'

const GET_ATR = '04'
const open: { close(): void }[] = []
const served: ServedCard[] = []

afterEach(async () => {
  await Promise.allSettled(served.splice(0).map((card) => card.remove()))
  for (const one of open.splice(0)) one.close()
})

/** A reader driver as vpcd is one: asks for the ATR when a card connects. */
async function fakeVpcd(port = 0) {
  const arrivals: Socket[] = []
  const server: Server = createServer((socket) => {
    socket.on('error', () => undefined)
    arrivals.push(socket)
    socket.write(frame(hex(GET_ATR)))
  })
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
  const close = (): void => {
    for (const socket of arrivals) socket.destroy()
    server.close()
  }
  open.push({ close })
  return { port: (server.address() as AddressInfo).port, arrivals, close }
}

/** Sends messages and collects as many answers. */
async function exchange(socket: Socket, ...messages: readonly string[]): Promise<string[]> {
  const reader = new FrameReader()
  const answers: string[] = []
  const all = new Promise<void>((resolve) => {
    socket.on('data', (chunk) => {
      answers.push(...reader.push(Buffer.isBuffer(chunk) ? chunk : Buffer.from(chunk)).map(toHex))
      if (answers.length >= messages.length) resolve()
    })
  })
  for (const message of messages) socket.write(frame(hex(message)))
  await all
  return answers
}

function debitCard(): VirtualCard {
  return VirtualCard.fromImage(readyMadeCard('debit-ecash', ['T=1']))
}

async function arrived(arrivals: readonly Socket[], index: number): Promise<Socket> {
  await expect.poll(() => arrivals.length, { timeout: 5000 }).toBeGreaterThan(index)
  return arrivals[index] ?? Promise.reject(new Error('no connection'))
}

describe('serveCard', () => {
  it('answers what the reader sends, in order', async () => {
    const vpcd = await fakeVpcd()
    served.push(await serveCard({ card: debitCard(), port: vpcd.port }))
    const [atr, fci, atc] = await exchange(
      await arrived(vpcd.arrivals, 0),
      GET_ATR,
      selectCommand(AID.debit),
      '80CA9F3600'
    )
    expect(atr).toMatch(/^3BFF/)
    expect([atr, fci, atc]).toHaveLength(3)
  })

  it('rejects with no-service where nothing listens', async () => {
    const { port, close } = await fakeVpcd()
    close()
    await expect(serveCard({ card: debitCard(), port })).rejects.toMatchObject({
      name: 'ReaderError',
      code: 'no-service'
    })
  })

  it('connects again when the service comes back', async () => {
    const first = await fakeVpcd()
    const states: string[] = []
    const card = debitCard()
    served.push(await serveCard({ card, port: first.port, onState: (state) => states.push(state) }))
    await arrived(first.arrivals, 0)
    first.close()
    await expect.poll(() => states).toEqual(['serving', 'waiting-for-service'])
    expect(card.powered).toBe(false)
    const second = await fakeVpcd(first.port)
    const socket = await arrived(second.arrivals, 0)
    await expect.poll(() => states).toEqual(['serving', 'waiting-for-service', 'serving'])
    expect(await exchange(socket, GET_ATR)).toHaveLength(1)
  })

  it('stops by its signal, also while it waits for the service', async () => {
    const vpcd = await fakeVpcd()
    const stopping = new AbortController()
    const card = debitCard()
    const serving = await serveCard({ card, port: vpcd.port, signal: stopping.signal })
    vpcd.close()
    stopping.abort()
    await serving.ended
    expect(card.powered).toBe(false)
    await expect(serveCard({ card, port: vpcd.port, signal: stopping.signal })).rejects.toThrow()
  })

  it('ends, and hangs up, where the card cannot be saved', async () => {
    const vpcd = await fakeVpcd()
    const save = (): Promise<void> =>
      Promise.reject(Object.assign(new Error('disk full'), { code: 'ENOSPC' }))
    const serving = await serveCard({ card: debitCard(), port: vpcd.port, save })
    const socket = await arrived(vpcd.arrivals, 0)
    const hungUp = once(socket, 'close')
    socket.resume()
    for (const message of [selectCommand(AID.debit), contactOptions('00')]) socket.write(frame(hex(message)))
    await expect(serving.ended).rejects.toThrow('disk full')
    await hungUp
  })
})
