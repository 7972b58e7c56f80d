import type { Database, Stores } from '../../../src-main/services/storage/database-port'
import type { Fault } from './faults'

/** The program died: whatever it still tries to do does not happen. */
export class Killed extends Error {
  override readonly name = 'Killed'
}

/** The life of one process. */
export class Mortal {
  dead = false
  /** Its own durable writes: journal, purchases. */
  writes = 0

  constructor(
    private readonly faults: readonly Fault[],
    /** What the operating system does when a process is no more. */
    private readonly onDeath: () => void
  ) {}

  /** Called wherever the process touches the world. */
  step(): void {
    if (this.dead) throw new Killed()
  }

  /** One durable write, before or after which the process may die. */
  async write<T>(perform: () => Promise<T>): Promise<T> {
    this.step()
    this.writes += 1
    const at = this.writes
    if (this.dies(at, 'before')) this.die()
    const result = await perform()
    if (this.dies(at, 'after')) this.die()
    return result
  }

  /** The database as this process sees it. */
  database(database: Database): Database {
    return {
      transaction: <T>(work: (stores: Stores) => Promise<T>) => {
        this.step()
        return database.transaction(work)
      },
      close: () => Promise.resolve()
    }
  }

  private dies(write: number, when: 'before' | 'after'): boolean {
    return this.faults.some((fault) => fault.kind === 'kill' && fault.write === write && fault.when === when)
  }

  /** What has begun ends here. */
  die(): never {
    this.dead = true
    this.onDeath()
    throw new Killed()
  }
}
