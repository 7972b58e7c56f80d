import type { BatchView } from '../../contract/batch'

/** Steps come faster than anybody reads them. */
const PAUSE_MS = 40

/** Tells of a batch as it is now: never an older state after a newer one, and never more often than is of use. */
export class BatchNews {
  private readonly followers = new Set<(batch: BatchView) => void>()
  private telling = false
  private again = false

  constructor(private readonly view: () => Promise<BatchView | undefined>) {}

  /** Returns the function that ends this. */
  follow(listener: (batch: BatchView) => void): () => void {
    this.followers.add(listener)
    return () => void this.followers.delete(listener)
  }

  /** Something changed. */
  tell(): void {
    if (this.followers.size === 0) return
    this.again = true
    if (!this.telling) void this.work()
  }

  private async work(): Promise<void> {
    this.telling = true
    while (this.again) {
      this.again = false
      // A view that cannot be had now is passed over: the next one says all of it.
      const view = await this.view().catch(() => undefined)
      if (view !== undefined) for (const follower of this.followers) follower(view)
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS))
    }
    this.telling = false
  }
}
