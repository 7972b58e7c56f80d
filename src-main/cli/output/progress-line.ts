import type { ProgressView } from '../../contract/views'
import { displayWidth } from '../../engine/inspection/display-width'
import type { Language } from '../../texts/local-text'
import type { OutputStream } from '../terminal'

const ERASE_LINE = '\r\u001B[K'

/** What happens now, on one line that is written over; nothing where nobody watches. */
export class ProgressLine {
  private shown = false

  constructor(
    private readonly stream: OutputStream,
    private readonly language: Language
  ) {}

  show({ text, fraction }: ProgressView): void {
    if (!this.stream.isTerminal) return
    const percent =
      fraction === undefined
        ? ''
        : `${Math.round(fraction * 100)
            .toString()
            .padStart(3)} % `
    this.stream.write(
      ERASE_LINE + fitting(`${percent}${text[this.language]}`, (this.stream.columns ?? 80) - 1)
    )
    this.shown = true
  }

  clear(): void {
    if (this.shown) this.stream.write(ERASE_LINE)
    this.shown = false
  }
}

/** As much of a text as fits: a line that wraps could not be written over. */
function fitting(text: string, columns: number): string {
  let kept = ''
  for (const character of text) {
    if (displayWidth(kept + character) > columns) break
    kept += character
  }
  return kept
}
