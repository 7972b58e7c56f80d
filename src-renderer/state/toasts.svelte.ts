export interface Toast {
  readonly id: number
  readonly text: string
}

const SHOWN_MS = 4000

/** News that needs no answer. An error that needs one belongs where it happened, as a callout. */
export class Toasts {
  list = $state.raw<readonly Toast[]>([])
  #last = 0

  show(text: string): void {
    const id = ++this.#last
    this.list = [...this.list, { id, text }]
    setTimeout(() => this.dismiss(id), SHOWN_MS)
  }

  dismiss(id: number): void {
    this.list = this.list.filter((toast) => toast.id !== id)
  }
}
