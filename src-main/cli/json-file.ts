import { persoTexts as say } from '../texts/cli/perso'
import { readTextFile } from './files'
import { usageFailure } from './usage-failure'

/** What a JSON file of the person's holds. Throws `AppFailure`. */
export function readJsonFile(file: string): unknown {
  const text = readTextFile(file)
  try {
    return JSON.parse(text)
  } catch {
    throw usageFailure(say.notJson(file))
  }
}
