// Files that a caller opened for the command line (`--passphrase-fd 3 3<FILE`): the program gets them under the same numbers.
import { openSync, readFileSync } from 'node:fs'

const OPTION = /^--[a-z-]+-fd(?:=(.*))?$/
const FIRST = 3
const MOST = 255
/** npm, the shell that it starts, and whatever a person put between. */
const MOST_ANCESTORS = 6

/** The descriptors that options name, beside those of standard input, output and errors. */
export function namedDescriptors(args) {
  const named = args.flatMap((argument, index) => {
    const [isOption, value = args[index + 1] ?? ''] = OPTION.exec(argument) ?? []
    return isOption !== undefined && /^\d{1,3}$/.test(value) ? [Number(value)] : []
  })
  return [...new Set(named)].filter((descriptor) => descriptor >= FIRST && descriptor <= MOST)
}

/**
 * `stdio` for a child that gets our own streams and what its arguments name. Node keeps other descriptors from its children,
 * and so does npm: what was opened for npm is opened anew by way of /proc. Where that cannot be done, as on macOS, the
 * child says that there is nothing to read.
 */
export function stdioFor(args) {
  const stdio = ['inherit', 'inherit', 'inherit']
  const npm = process.env.npm_lifecycle_event === undefined ? undefined : npmProcess()
  for (const descriptor of namedDescriptors(args)) {
    while (stdio.length < descriptor) stdio.push('ignore')
    stdio[descriptor] = npm === undefined ? descriptor : (opened(npm, descriptor) ?? 'ignore')
  }
  return stdio
}

function opened(pid, descriptor) {
  try {
    return openSync(`/proc/${pid}/fd/${descriptor}`, 'r')
  } catch {
    return undefined
  }
}

/** The nearest npm above us; undefined where /proc does not tell. */
function npmProcess() {
  try {
    let pid = process.ppid
    for (let left = MOST_ANCESTORS; left > 0 && pid > 1; left -= 1) {
      const [program = '', script = ''] = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0')
      // It calls itself `npm run cli` as soon as it can.
      if (/^npm\b/.test(program) || script === process.env.npm_execpath) return pid
      pid = Number(/^PPid:\s*(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0)
    }
  } catch {
    // No such file system here.
  }
  return undefined
}
