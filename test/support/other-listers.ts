// Other programs that list what is on a chip, where they are installed: GPShell and GlobalPlatformPro.
import { spawn } from 'node:child_process'

/** What a listing by another program took. */
export interface OtherListing {
  /** Commands that it sent, as its own trace counts them. */
  readonly apdus: number
  /** From its start to its end as a process, without a trace. */
  readonly milliseconds: number
}

/** One of the programs, as it may be installed here. */
export interface OtherLister {
  readonly name: string
  /** Undefined where it is not installed. Rejects where it is, but does not list the card. */
  list(reader: string): Promise<OtherListing | undefined>
}

const KEY = '404142434445464748494A4B4C4D4E4F'

/**
 * GlobalPlatformPro: `gp` on the path, or the JAR that GLOBALPLATFORMPRO_JAR names. It takes the well-known test key where
 * it is given none, and traces every command as a line that begins with `A>>`.
 */
const globalPlatformPro: OtherLister = {
  name: 'GlobalPlatformPro',
  async list(reader) {
    const jar = process.env['GLOBALPLATFORMPRO_JAR']
    const [command, ...first] = jar === undefined ? ['gp'] : ['java', '-jar', jar]
    const args = [...first, '--reader', reader, '--key', KEY, '--list']
    return listing({ command, args, traced: { args: [...args, '--debug'] }, sent: /^A>>/gm, listed: 'ISD' })
  }
}

/** GPShell (`gpshell`, or what GPSHELL names): a script on standard input, whose trace says `Command -->`. */
const gpShell: OtherLister = {
  name: 'GPShell',
  async list(reader) {
    const script = [
      'establish_context',
      `card_connect -reader "${reader}"`,
      'select -AID A000000151000000',
      `open_sc -security 1 -keyind 0 -keyver 0 -mac_key ${KEY} -enc_key ${KEY} -kek_key ${KEY}`,
      ...['80', '40', '10'].map((element) => `get_status -element ${element}`),
      'card_disconnect',
      'release_context',
      ''
    ]
    const input = (...head: readonly string[]): string => [...head, ...script].join('\n')
    return listing({
      ...{ command: process.env['GPSHELL'] ?? 'gpshell', args: [], input: input('mode_211') },
      traced: { args: [], input: input('mode_211', 'enable_trace') },
      ...{ sent: /^Command -->/gm, listed: 'A000000151000000' }
    })
  }
}

export const OTHER_LISTERS: readonly OtherLister[] = [globalPlatformPro, gpShell]

interface Calls {
  readonly command: string
  readonly args: readonly string[]
  readonly input?: string
  /** The same once more, with every command told. */
  readonly traced: { readonly args: readonly string[]; readonly input?: string }
  readonly sent: RegExp
  /** Stands in the answer of a program that listed the card. */
  readonly listed: string
}

async function listing({
  command,
  args,
  input,
  traced,
  sent,
  listed
}: Calls): Promise<OtherListing | undefined> {
  const told = await runProgram(command, traced.args, traced)
  if (told === undefined) return undefined
  const { output, milliseconds } = (await runProgram(command, args, { input })) ?? told
  if (!output.includes(listed)) throw new Error(`${command} did not list the card: ${output}`)
  return { apdus: told.output.match(sent)?.length ?? 0, milliseconds }
}

interface ProgramRun {
  /** All that it wrote. */
  readonly output: string
  /** From its start to its end. */
  readonly milliseconds: number
}

/** Runs a program to its end; undefined where there is none of this name. */
export function runProgram(
  command: string,
  args: readonly string[],
  { input = '', env = {} }: { readonly input?: string | undefined; readonly env?: NodeJS.ProcessEnv } = {}
): Promise<ProgramRun | undefined> {
  return new Promise((resolve, reject) => {
    const began = performance.now()
    const child = spawn(command, args, { env: { ...process.env, ...env }, timeout: 60_000 })
    let output = ''
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => (output += text))
    }
    // A program that refuses its arguments does not read its input.
    child.stdin.on('error', () => undefined)
    child.stdin.end(input)
    child.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') resolve(undefined)
      else reject(error)
    })
    child.once('close', () => resolve({ output, milliseconds: performance.now() - began }))
  })
}
