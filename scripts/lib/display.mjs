// A display for machines that have none: starts Xvfb on a free number and ends it again.
import { spawn } from 'node:child_process'

/** Is there a display that a window can open on? Only Linux has to ask. */
export function hasDisplay() {
  return process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY)
}

/** Starts Xvfb; returns `{ display, stop }`. Throws when it cannot be started. */
export function startXvfb() {
  return new Promise((resolve, reject) => {
    // The server picks a free number and writes it to descriptor 3. No network port, so access control is not needed.
    const server = spawn(
      'Xvfb',
      ['-displayfd', '3', '-screen', '0', '1440x960x24', '-nolisten', 'tcp', '-ac'],
      {
        stdio: ['ignore', 'ignore', 'pipe', 'pipe']
      }
    )
    let errors = ''
    server.stderr.setEncoding('utf8').on('data', (chunk) => (errors += chunk))
    const stop = () => void server.kill('SIGTERM')
    process.once('exit', stop)
    server.once('error', (error) => reject(new Error(`Xvfb could not be started: ${error.message}`)))
    server.once('exit', (code) => reject(new Error(`Xvfb ended (${code}): ${errors.trim()}`)))
    server.stdio[3].setEncoding('utf8').once('data', (number) => {
      resolve({ display: `:${number.trim()}`, stop })
    })
  })
}
