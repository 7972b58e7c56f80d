import type { CheckFinding } from '../../contract/verification'
import type { ruleTexts } from '../../texts/phrases/verification'
import type { LocalText } from '../../texts/local-text'
import type { CardAuthentication } from '../emv/authenticate-card'
import type { ExaminedApplication, ExaminedCard } from './examined-card'

export type RuleId = keyof typeof ruleTexts

/** What a rule may look at beside the application. */
export interface RuleContext {
  readonly card: ExaminedCard
  /** What offline data authentication came to, where it was tried. */
  readonly authentication?: CardAuthentication
  /** `YYYY-MM-DD`. */
  readonly today: string
}

/** What breaks a rule: which data object, and how. */
export interface Breach {
  readonly tag: string
  readonly text: LocalText
}

/** A rule about one application. */
export interface Rule {
  readonly id: RuleId
  readonly level: CheckFinding['level']
  readonly source: string
  /** Undefined where nothing of the application is about it; empty where it is kept. */
  readonly check: (application: ExaminedApplication, context: RuleContext) => readonly Breach[] | undefined
}

/** A rule of the list. */
export function rule(id: RuleId, level: Rule['level'], source: string, check: Rule['check']): Rule {
  return { id, level, source, check }
}

export function breach(tag: string, text: LocalText): Breach {
  return { tag, text }
}
