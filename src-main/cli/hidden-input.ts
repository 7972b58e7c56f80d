/** What of a terminal's input is needed: keys as they are pressed. */
export interface KeyInput {
  setRawMode(raw: boolean): unknown
  on(event: 'data', listener: (bytes: Buffer) => void): unknown
  off(event: 'data', listener: (bytes: Buffer) => void): unknown
  resume(): unknown
  pause(): unknown
}

const INTERRUPT = '\u0003'
const END = '\u0004'
const ERASE = new Set(['\b', '\u007f'])
const STAR_BACK = '\b \b'

/**
 * A line that is typed without being shown: `show` gets a star for each character. Ctrl-C and Ctrl-D end it without an
 * answer: undefined.
 */
export function readHidden(input: KeyInput, show: (text: string) => void): Promise<string | undefined> {
  let typed = ''
  return new Promise((resolve) => {
    const finish = (answer: string | undefined): void => {
      input.off('data', listen)
      input.setRawMode(false)
      input.pause()
      show('\n')
      resolve(answer)
    }
    const listen = (bytes: Buffer): void => {
      for (const key of bytes.toString('utf8')) {
        if (key === '\r' || key === '\n') return finish(typed)
        if (key === INTERRUPT || key === END) return finish(undefined)
        if (ERASE.has(key)) {
          if (typed !== '') show(STAR_BACK)
          typed = typed.slice(0, -1)
        } else if (key >= ' ') {
          typed += key
          show('*')
        }
      }
    }
    input.setRawMode(true)
    input.on('data', listen)
    input.resume()
  })
}
