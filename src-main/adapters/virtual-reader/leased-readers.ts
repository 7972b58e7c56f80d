import {
  ReaderError,
  type CardConnection,
  type ConnectOptions,
  type DriverSnapshot,
  type ReaderDriver
} from '../../services/readers/reader-driver'
import type { DataFolderDesk } from './virtual-desk'
import type { VirtualReaderDriver } from './virtual-reader-driver'

interface Lease {
  readonly release: () => void
  users: number
}

/**
 * The virtual readers of several processes that share one data folder (a window and a command line). A stored card
 * belongs to one process from its first connection to its last, as a real card does to who opened it: others are told
 * `sharing-violation`. What another process did to the card in the meantime is there when the next one opens it.
 */
export class LeasedReaders implements ReaderDriver {
  readonly id = 'virtual'
  readonly capabilities
  private readonly leases = new Map<string, Lease>()

  constructor(
    private readonly driver: VirtualReaderDriver,
    private readonly desk: DataFolderDesk
  ) {
    this.capabilities = driver.capabilities
  }

  start(listener: (snapshot: DriverSnapshot) => void): void {
    this.driver.start(listener)
  }

  async connect(reader: string, options: ConnectOptions): Promise<CardConnection> {
    const card = options.share === 'direct' ? undefined : this.desk.cardIn(reader)
    if (card === undefined) return this.driver.connect(reader, options)
    const lease = this.lease(reader, card)
    lease.users += 1
    const release = (): void => this.giveBack(card, lease)
    try {
      return releasing(await this.driver.connect(reader, options), release)
    } catch (error) {
      release()
      throw error
    }
  }

  async stop(): Promise<void> {
    await this.driver.stop()
    for (const lease of this.leases.values()) lease.release()
    this.leases.clear()
  }

  private lease(reader: string, card: string): Lease {
    const present = this.leases.get(card)
    if (present !== undefined) return present
    const held = this.desk.hold(card)
    if (held.kind === 'taken')
      throw new ReaderError('sharing-violation', `held by process ${held.process ?? '?'}`)
    this.desk.refresh(reader)
    const lease: Lease = { release: () => held.release(), users: 0 }
    this.leases.set(card, lease)
    return lease
  }

  private giveBack(card: string, lease: Lease): void {
    lease.users -= 1
    if (lease.users > 0) return
    this.leases.delete(card)
    lease.release()
  }
}

/**
 * A real reader takes time. Without a turn of the event loop between commands, a whole inspection of an in-process card
 * would pass in one, and nobody could see its progress, cancel it or pull the card.
 */
function eventLoopTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}

/** The same connection; its first `disconnect` calls `release` when it is done. */
function releasing(connection: CardConnection, release: () => void): CardConnection {
  let held = true
  const disconnect = async (how: 'leave' | 'reset' | 'unpower'): Promise<void> => {
    try {
      await connection.disconnect(how)
    } finally {
      if (held) release()
      held = false
    }
  }
  return {
    reader: connection.reader,
    protocol: connection.protocol,
    get atr() {
      return connection.atr
    },
    transmit: async (command) => {
      await eventLoopTurn()
      return connection.transmit(command)
    },
    control: (code, input) => connection.control(code, input),
    attribute: (id) => connection.attribute(id),
    beginTransaction: () => connection.beginTransaction(),
    reset: (how) => connection.reset(how),
    disconnect
  }
}
