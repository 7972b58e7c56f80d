import { execFile } from 'node:child_process'
import { readdir, readFile } from 'node:fs/promises'
import { connect } from 'node:net'

/** What the probe asks of the computer; each answers undefined where there is nothing to know. */
export interface World {
  readFile(path: string): Promise<string | undefined>
  list(folder: string): Promise<readonly string[]>
  /** Standard output of a command that ended well. */
  run(command: string, args: readonly string[]): Promise<string | undefined>
  /** Connects to a local socket and hangs up: 'open', or the error's code. */
  knock(socket: string): Promise<string>
}

const commandLimitMs = 5000

export const realWorld: World = {
  readFile: (path) => readFile(path, 'utf8').catch(() => undefined),
  list: (folder) => readdir(folder).catch(() => []),
  run: (command, args) =>
    new Promise((resolve) => {
      execFile(command, [...args], { timeout: commandLimitMs, windowsHide: true }, (error, output) =>
        resolve(error === null ? output : undefined)
      )
    }),
  knock: (path) =>
    new Promise((resolve) => {
      const socket = connect(path)
      socket.once('connect', () => {
        socket.destroy()
        resolve('open')
      })
      socket.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? 'error'))
    })
}
