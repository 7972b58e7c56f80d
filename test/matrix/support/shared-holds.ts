import type { DocumentStore, Hold } from '../../../src-main/services/storage/document-store'

/** The names that one process holds against the others: with it dead, they are free. */
export class SharedHolds implements Pick<DocumentStore, 'hold' | 'isHeld'> {
  private readonly held = new Set<() => void>()

  constructor(private readonly documents: Pick<DocumentStore, 'hold' | 'isHeld'>) {}

  hold(name: string): Hold {
    const hold = this.documents.hold(name)
    if (hold.kind === 'taken') return hold
    const release = (): void => {
      // What a dead process still releases may be somebody else's by now.
      if (this.held.delete(release)) hold.release()
    }
    this.held.add(release)
    return { kind: 'held', release }
  }

  isHeld(name: string): boolean {
    return this.documents.isHeld(name)
  }

  releaseAll(): void {
    for (const release of this.held) release()
  }
}
