import { existsSync, realpathSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import type { ScriptProblem } from '../engine/script/problem'
import { readScript, type Script } from '../engine/script/read-script'
import { scriptTexts } from '../texts/cli/script'
import type { Language } from '../texts/local-text'
import { readTextFile } from './files'
import { safeText } from './output/safe-text'

export interface ScriptFile {
  readonly file: string
  readonly script: Script | undefined
  readonly problems: readonly ScriptProblem[]
}

/** Reads a script that the person named, with what it includes: files beside it, and no others. Throws `AppFailure`. */
export function readScriptFile(file: string): ScriptFile {
  const source = readTextFile(file)
  const folder = dirname(realpathSync(file))
  const read = readScript(basename(file), source, (name) => beside(folder, name))
  return read.kind === 'ok'
    ? { file, script: read.script, problems: [] }
    : { file, script: undefined, problems: read.problems }
}

function beside(folder: string, name: string): string | undefined {
  if (name !== basename(name) || name.startsWith('.') || name === '') return undefined
  const file = join(folder, name)
  // A link beside the script may lead anywhere.
  if (!existsSync(file) || dirname(realpathSync(file)) !== folder) return undefined
  return readTextFile(file)
}

/** What is wrong, a line each. */
export function problemLines({ file, problems }: ScriptFile, language: Language): string {
  return problems
    .map(({ place, text }) => {
      const name = place.file === basename(file) ? file : join(dirname(file), place.file)
      const where = scriptTexts.place(name, place.line, place.column)[language]
      return `${safeText(where)}: ${safeText(text[language])}\n`
    })
    .join('')
}
