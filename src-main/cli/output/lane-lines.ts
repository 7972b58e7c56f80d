import type { BatchLane, BatchView } from '../../contract/batch'
import { displayWidth } from '../../engine/inspection/display-width'
import { batchTexts as say } from '../../texts/cli/perso-batch'
import type { Language } from '../../texts/local-text'
import type { OutputStream } from '../terminal'
import { safeText } from './safe-text'

const UP = (lines: number): string => `\u001B[${lines}A`
const ERASE_LINE = '\r\u001B[K'

/**
 * How a batch goes on, one line for each reader. In a terminal the lines are written over; elsewhere a line is written
 * when a reader turns to something else.
 */
export class LaneLines {
  private shown = 0
  private readonly said = new Map<string, string>()

  constructor(
    private readonly stream: OutputStream,
    private readonly language: Language
  ) {}

  show({ lanes }: BatchView): void {
    if (this.stream.isTerminal) this.redraw(lanes)
    else for (const lane of lanes) this.append(lane)
  }

  /** Takes the lines off the terminal. */
  clear(): void {
    if (this.shown === 0) return
    this.stream.write(UP(this.shown) + `${ERASE_LINE}\n`.repeat(this.shown) + UP(this.shown))
    this.shown = 0
  }

  private redraw(lanes: readonly BatchLane[]): void {
    const width = (this.stream.columns ?? 80) - 1
    const lines = lanes.map((lane) => `${ERASE_LINE}${fitting(this.line(lane, true), width)}\n`)
    this.stream.write((this.shown > 0 ? UP(this.shown) : '') + lines.join(''))
    this.shown = lanes.length
  }

  private append(lane: BatchLane): void {
    const line = this.line(lane, false)
    if (this.said.get(lane.reader) === line) return
    this.said.set(lane.reader, line)
    this.stream.write(`${line}\n`)
  }

  private line({ reader, state, line, pan, step, fraction, made, failed }: BatchLane, full: boolean): string {
    const { language } = this
    const percent = fraction === undefined ? '' : `${Math.round(fraction * 100)} %`
    const parts = [
      reader.replace(/^(?:virtual|pcsc):/, ''),
      `${made} / ${failed}`,
      line === undefined ? undefined : `#${line} ${pan ?? ''}`.trim(),
      say.laneStates[state][language],
      ...(full && state === 'making' ? [percent, step?.[language]] : [])
    ]
    return safeText(parts.filter((part) => part !== undefined && part !== '').join('  '))
  }
}

function fitting(text: string, columns: number): string {
  let kept = ''
  for (const character of text) {
    if (displayWidth(kept + character) > columns) break
    kept += character
  }
  return kept
}
