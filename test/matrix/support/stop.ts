/** The person's wish to stop, which whoever runs a flow looks for again and again. */
export class Stop {
  readonly signal: AbortSignal
  /** How often it was looked for. */
  looks = 0
  wanted = false

  /** `at`: the look at which it shows. `onWanted`: told at that moment. */
  constructor(at: number | undefined, onWanted: () => void) {
    const controller = new AbortController()
    this.signal = controller.signal
    Object.defineProperty(controller.signal, 'aborted', {
      get: () => {
        this.looks += 1
        if (this.looks === at) {
          this.wanted = true
          onWanted()
          controller.abort()
        }
        return this.wanted
      }
    })
  }
}
