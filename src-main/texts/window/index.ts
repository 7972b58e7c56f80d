import { batch } from './batch'
import { card } from './card'
import { chip } from './chip'
import { chipContent } from './chip-content'
import { chipTask } from './chip-task'
import { ceremony } from './ceremony'
import { counter } from './counter'
import { doctor } from './doctor'
import { ecash } from './ecash'
import { frame } from './frame'
import { help } from './help'
import { keys } from './keys'
import { make } from './make'
import { palette } from './palette'
import { pay } from './pay'
import { readers } from './readers'
import { receipt } from './receipt'
import { report } from './report'
import { settings } from './settings'
import { shelf } from './shelf'
import { stock } from './stock'
import { trace } from './trace'
import { ui } from './ui'

const features = {
  ui,
  frame,
  card,
  ecash,
  counter,
  pay,
  make,
  batch,
  stock,
  chip,
  chipTask,
  chipContent,
  receipt,
  report,
  trace,
  readers,
  shelf,
  doctor,
  keys,
  ceremony,
  settings,
  palette,
  help
} as const

type Features = typeof features

/** A counted sentence is asked for without its `_one` or `_other`. */
type Asked<K> = K extends `${infer Base}_one` ? Base : K extends `${string}_other` ? never : K

/** `feature.key` of every sentence in the window. */
export type TextKey = {
  [F in keyof Features]: `${F}.${Asked<keyof Features[F]['en']> & string}`
}[keyof Features]

type Resources = Readonly<Record<string, Readonly<Record<string, string>>>>

function inLanguage(language: 'en' | 'zh'): Resources {
  return Object.fromEntries(Object.entries(features).map(([name, texts]) => [name, texts[language]]))
}

export const windowTexts = { en: inLanguage('en'), zh: inLanguage('zh') } as const
