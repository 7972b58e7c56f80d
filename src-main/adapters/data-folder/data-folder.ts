import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync
} from 'node:fs'
import { homedir } from 'node:os'
import { basename, dirname, join, resolve } from 'node:path'
import { type DocumentStore, type Hold, StorageFailure } from '../../services/storage/document-store'
import { isLocked, takeLock } from './name-lock'

/**
 * The user's data folder: `CARDWRIGHT_HOME` where it is set, else the place that the operating system keeps for
 * application data.
 */
export function dataFolderPath(env: NodeJS.ProcessEnv, platform: NodeJS.Platform): string {
  const chosen = env['CARDWRIGHT_HOME']
  if (chosen !== undefined && chosen !== '') return chosen
  if (platform === 'win32') return join(env['APPDATA'] ?? join(homedir(), 'AppData', 'Roaming'), 'Cardwright')
  if (platform === 'darwin') return join(homedir(), 'Library', 'Application Support', 'Cardwright')
  return join(env['XDG_DATA_HOME'] ?? join(homedir(), '.local', 'share'), 'cardwright')
}

/** Only the user may look into the folder: reports and cards are nobody else's business. */
const PRIVATE_FOLDER = 0o700
const PRIVATE_FILE = 0o600
const SET_ASIDE = '.damaged'

/** JSON files in one folder. Written beside, synced and renamed, so that a crash leaves the old or the new one. */
export class DataFolder implements DocumentStore {
  /** Makes the folder where there is none. Throws `StorageFailure`. */
  constructor(readonly path: string) {
    try {
      makeFolder(resolve(path))
      readdirSync(path)
    } catch (error) {
      throw new StorageFailure(path, codeOf(error), { cause: error })
    }
  }

  read(name: string): unknown {
    try {
      return JSON.parse(readFileSync(this.file(name), 'utf8'))
    } catch (error) {
      if (error instanceof SyntaxError) this.setAside(name)
      return undefined
    }
  }

  write(name: string, document: unknown): void {
    const file = this.file(name)
    const beside = `${file}.${process.pid}.new` // writing is synchronous: one at a time in a process
    try {
      makeFolder(resolve(dirname(file)))
      const descriptor = openSync(beside, 'w', PRIVATE_FILE)
      try {
        writeFileSync(descriptor, JSON.stringify(document))
        fsyncSync(descriptor)
      } finally {
        closeSync(descriptor)
      }
      renameSync(beside, file)
    } catch (error) {
      rmSync(beside, { force: true })
      throw new StorageFailure(file, codeOf(error), { cause: error })
    }
  }

  setAside(name: string): void {
    const file = this.file(name)
    try {
      renameSync(file, file + SET_ASIDE)
    } catch {
      // There is none, or it may not be moved: then it stays where it is.
    }
  }

  /** Paths of the documents that were set aside because they could not be used. */
  asides(): readonly string[] {
    try {
      const names = readdirSync(this.path, { recursive: true, encoding: 'utf8' })
      return names.filter((name) => name.endsWith(SET_ASIDE)).map((name) => join(this.path, name))
    } catch {
      return []
    }
  }

  remove(name: string): void {
    rmSync(this.file(name), { force: true })
  }

  list(folder: string): readonly string[] {
    try {
      const files = readdirSync(join(this.path, folder)).filter((file) => file.endsWith('.json'))
      return files.map((file) => `${folder}/${basename(file, '.json')}`)
    } catch {
      return []
    }
  }

  hold(name: string): Hold {
    const file = this.lockOf(name)
    try {
      makeFolder(resolve(dirname(file)))
      return takeLock(file)
    } catch (error) {
      throw new StorageFailure(file, codeOf(error), { cause: error })
    }
  }

  isHeld(name: string): boolean {
    return isLocked(this.lockOf(name))
  }

  private lockOf(name: string): string {
    return `${this.file(name).slice(0, -'.json'.length)}.lock`
  }

  private file(name: string): string {
    if (!/^[\w-]+(?:\/[\w-]+)*$/.test(name)) throw new Error(`not a document name: ${name}`)
    return join(this.path, `${name}.json`)
  }
}

/** Parents first. `mkdir` with `recursive` would try for ever where a file system denies that a child can be made. */
function makeFolder(path: string): void {
  if (existsSync(path)) return
  const parent = dirname(path)
  if (parent !== path) makeFolder(parent)
  try {
    mkdirSync(path, { mode: PRIVATE_FOLDER })
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'unknown'
}
