import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { buildIfChanged } from '../../scripts/build.mjs'

/** How a call of the command line ended. */
export interface CliResult {
  readonly code: number | null
  readonly out: string
  readonly err: string
}

/** The built command line, running as a process of its own. */
export interface CliProcess {
  readonly ended: Promise<CliResult>
  /** Resolves when the text was written on either stream; rejects when the process ends without it. */
  says(text: string): Promise<void>
  kill(signal: NodeJS.Signals): void
}

export interface CliOptions {
  readonly env: NodeJS.ProcessEnv
  /** What stands on standard input; nothing without it. */
  readonly input?: string
}

/** The command line as it is built from the sources at hand. */
export async function builtCli(): Promise<string> {
  await buildIfChanged('cli')
  return fileURLToPath(new URL('../../out/cli/cardwright.mjs', import.meta.url))
}

/** Starts `product` with the arguments. Nobody is there to be asked. */
export function startCli(product: string, args: readonly string[], { env, input }: CliOptions): CliProcess {
  const child = spawn(process.execPath, [product, ...args], { env: { ...process.env, ...env } })
  let [out, err] = ['', '']
  const looking = new Set<() => void>()
  const heard = (): void => [...looking].forEach((look) => look())
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    out += text
    heard()
  })
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    err += text
    heard()
  })
  // A process that refuses its arguments does not read its input.
  child.stdin.on('error', () => undefined)
  child.stdin.end(input ?? '')
  const ended = new Promise<CliResult>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code) => {
      resolve({ code, out, err })
      heard()
    })
  })
  return {
    ended,
    kill: (signal) => void child.kill(signal),
    says: (text) =>
      new Promise((resolve, reject) => {
        const look = (): void => {
          if (`${out}${err}`.includes(text)) resolve()
          else if (child.exitCode === null && child.signalCode === null) return
          else
            reject(
              new Error(`it ended with ${String(child.exitCode)} and never said "${text}": ${out}${err}`)
            )
          looking.delete(look)
        }
        looking.add(look)
        look()
      })
  }
}
