// Starts other programs and reports to the person; everything that is not a result goes to standard error.
import { spawn, spawnSync } from 'node:child_process'
import { root } from './paths.mjs'

/** Tells the person something, on standard error. */
export function say(message) {
  process.stderr.write(`${message}\n`)
}

/** Tells the person why we stop, and what to do; ends the process with the exit code for a wrong environment. */
export function giveUp(message) {
  say(`\ncardwright: ${message}`)
  process.exit(1)
}

/**
 * Runs a program to its end.
 * `stdio: 'inherit'` sends its standard output to our standard error, so that our own output stays clean.
 * `timeoutMs` ends it (and what it started) when it takes longer.
 * Returns `{ code, stdout, stderr, timedOut }`; `code` is 127 when it could not be started.
 */
export function run(command, args, options = {}) {
  const { stdio = 'collect', timeoutMs, cwd = root, env = process.env, uid, gid, shell = false } = options
  return new Promise((done) => {
    const streams = stdio === 'inherit' ? ['ignore', 2, 2] : ['ignore', 'pipe', 'pipe']
    const ownGroup = timeoutMs !== undefined && process.platform !== 'win32'
    const child = spawn(command, args, { cwd, env, stdio: streams, detached: ownGroup, uid, gid, shell })
    const texts = { stdout: '', stderr: '' }
    let timedOut = false
    for (const name of ['stdout', 'stderr']) {
      child[name]?.setEncoding('utf8').on('data', (chunk) => {
        texts[name] += chunk
        if (stdio === 'both') process.stderr.write(chunk)
      })
    }
    const timer =
      timeoutMs === undefined
        ? undefined
        : setTimeout(() => {
            timedOut = true
            endGroup(child, ownGroup)
          }, timeoutMs)
    child.on('error', (error) => {
      clearTimeout(timer)
      done({ code: 127, stdout: texts.stdout, stderr: texts.stderr + error.message, timedOut })
    })
    child.on('close', (code) => {
      clearTimeout(timer)
      done({ code: code ?? 1, ...texts, timedOut })
    })
  })
}

function endGroup(child, ownGroup) {
  try {
    process.kill(ownGroup ? -child.pid : child.pid, 'SIGKILL')
  } catch {
    // It ended by itself in the meantime.
  }
}

/** Runs npm: the one that started us if it did, else the one on the path. Options and result as for `run`. */
export function runNpm(args, options) {
  const started = process.env.npm_execpath
  if (started?.endsWith('.js')) return run(process.execPath, [started, ...args], options)
  // On Windows npm is a command file, which only a shell can start.
  return run('npm', args, { ...options, shell: process.platform === 'win32' })
}

/** Is there a program of this name on the path? */
export function hasProgram(name) {
  const finder = process.platform === 'win32' ? ['where', [name]] : ['sh', ['-c', `command -v "${name}"`]]
  return spawnSync(finder[0], finder[1], { stdio: 'ignore' }).status === 0
}
