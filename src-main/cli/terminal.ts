import { createInterface } from 'node:readline/promises'
import { text as readAll } from 'node:stream/consumers'
import { readHidden } from './hidden-input'

/** One of the two output streams. */
export interface OutputStream {
  write(text: string): void
  readonly isTerminal: boolean
  readonly colours: boolean
  /** Columns of the terminal; undefined where it is none. */
  readonly columns: number | undefined
}

/** Where the command line reads and writes. */
export interface Terminal {
  readonly out: OutputStream
  readonly err: OutputStream
  /** Everything on standard input. */
  readInput(): Promise<string>
  /** A person's answer to a question on standard error; undefined where nobody is there to answer. */
  ask(question: string): Promise<string | undefined>
  /** The same for what nobody may see: each character is a star. Undefined, too, where it was ended without an answer. */
  askHidden(question: string): Promise<string | undefined>
}

/** The terminal of this process. */
export function processTerminal(env: NodeJS.ProcessEnv): Terminal {
  return {
    out: outputStream(process.stdout, env),
    err: outputStream(process.stderr, env),
    readInput: () => readAll(process.stdin),
    ask: async (question) => {
      if (!process.stdin.isTTY || !process.stderr.isTTY) return undefined
      const lines = createInterface({ input: process.stdin, output: process.stderr })
      // Ctrl-C and Ctrl-D end the question without an answer, which is a no.
      const ended = new Promise<string>((resolve) => lines.once('close', () => resolve('')))
      lines.once('SIGINT', () => lines.close())
      try {
        return await Promise.race([lines.question(question), ended])
      } finally {
        lines.close()
      }
    },
    askHidden: async (question) => {
      if (!process.stdin.isTTY || !process.stderr.isTTY) return undefined
      process.stderr.write(question)
      return readHidden(process.stdin, (shown) => void process.stderr.write(shown))
    }
  }
}

function outputStream(stream: NodeJS.WriteStream, env: NodeJS.ProcessEnv): OutputStream {
  const isTerminal = stream.isTTY
  const noColour = (env['NO_COLOR'] ?? '') !== '' || env['TERM'] === 'dumb'
  return {
    write: (text) => void stream.write(text),
    isTerminal,
    colours: isTerminal && !noColour,
    get columns() {
      // A terminal that was never told its size says 0.
      return isTerminal && stream.columns > 0 ? stream.columns : undefined
    }
  }
}
