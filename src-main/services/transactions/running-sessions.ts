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
  constructor(
    private readonly holds: Pick<DocumentStore, 'hold' | 'isHeld'>,
    private readonly random: (length: number) => Uint8Array
  ) {}

  /** Begins one. What a process that dies leaves behind is seen to be dead. */
  begin(): Session {
    const id = toHex(this.random(NAME_LENGTH)).toLowerCase()
    const hold = this.holds.hold(nameOf(id))
    return {
      id,
      end: () => {
        if (hold.kind === 'held') hold.release()
      }
    }
  }

  /** In this process or another. */
  isRunning(session: string): boolean {
    return this.holds.isHeld(nameOf(session))
  }

  /** Clears away what a session left that is no more, once nobody has to ask about it. */
  forget(session: string): void {
    const hold = this.holds.hold(nameOf(session))
    if (hold.kind === 'held') hold.release()
  }
}
