import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { DataFolder, dataFolderPath } from '../adapters/data-folder/data-folder'
import { settings } from '../contract/views'
import type { Language } from '../texts/local-text'

/** The locale that the environment names, e.g. `zh_CN.UTF-8`; POSIX asks in this order. */
export function localeOf(env: NodeJS.ProcessEnv): string {
  return (
    [env['LC_ALL'], env['LC_MESSAGES'], env['LANG']].find((value) => value !== undefined && value !== '') ??
    'en'
  )
}

export function languageOfLocale(locale: string): Language {
  return locale.toLowerCase().startsWith('zh') ? 'zh' : 'en'
}

/** The language that the person chose in the settings; undefined where none was ever saved. Creates no folder. */
export function savedLanguage(env: NodeJS.ProcessEnv, platform: NodeJS.Platform): Language | undefined {
  const path = dataFolderPath(env, platform)
  if (!existsSync(join(path, 'settings.json'))) return undefined
  const stored = settings.unwrap().partial().safeParse(new DataFolder(path).read('settings'))
  return stored.success ? stored.data.language : undefined
}
