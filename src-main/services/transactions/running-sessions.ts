import { toHex } from '../../engine/bytes/hex'
import type { DocumentStore } from '../storage/document-store'

const NAME_LENGTH = 8
const nameOf = (session: string): string => `sessions/${session}`

/** A run of work with a card or with entries, known by name to every process that shares the data folder. */
export interface Session {
  readonly id: string
  end(): void
}

/** Tells entries that somebody is working on from those that were left behind. */
export class RunningSessions {
  private readonly own = new Set<string>()

  constructor(
    private readonly holds: Pick<DocumentStore, 'hold'>,
    private readonly random: (length: number) => Uint8Array
  ) {}

  /** Begins one. What a process that dies leaves behind is seen to be dead. */
  begin(): Session {
    const id = toHex(this.random(NAME_LENGTH)).toLowerCase()
    const hold = this.holds.hold(nameOf(id))
    this.own.add(id)
    return {
      id,
      end: () => {
        this.own.delete(id)
        if (hold.kind === 'held') hold.release()
      }
    }
  }

  isRunning(session: string): boolean {
    if (this.own.has(session)) return true
    const hold = this.holds.hold(nameOf(session))
    if (hold.kind === 'taken') return true
    hold.release()
    return false
  }
}
