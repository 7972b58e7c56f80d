import type { LocalText } from '../../texts/local-text'
import { lifeCyclePhrases as say } from '../../texts/phrases/globalplatform'

/** What an entry of the registry is. */
export type RegistryKind = 'issuer-security-domain' | 'security-domain' | 'application' | 'load-file'

/** States of the card, which are those of its issuer security domain (GlobalPlatform Card 2.3.1, table 11-6). */
export const CARD_STATES = {
  'op-ready': 0x01,
  initialized: 0x07,
  secured: 0x0f,
  locked: 0x7f,
  terminated: 0xff
} as const

export type CardState = keyof typeof CARD_STATES

/** Bit of every application state: locked, with the state before in the other bits (table 11-4). */
const LOCKED = 0x80
/** These three bits are set in every state from SELECTABLE on; those above are the application's own. */
const SELECTABLE = 0x07
const INSTALLED = 0x03
const PERSONALIZED = 0x0f
const LOADED = 0x01

export function isLocked(kind: RegistryKind, state: number): boolean {
  if (kind === 'load-file') return false
  return kind === 'issuer-security-domain' ? state === CARD_STATES.locked : (state & LOCKED) !== 0
}

/** The state in words (tables 11-3 to 11-6). */
export function lifeCycleText(kind: RegistryKind, state: number): LocalText {
  switch (kind) {
    case 'issuer-security-domain':
      return cardStateText(state)
    case 'load-file':
      return state === LOADED ? say.loaded : say.unknown(state)
    case 'application':
    case 'security-domain':
      return (state & LOCKED) === 0 ? usableText(kind, state) : say.locked(usableText(kind, state & ~LOCKED))
  }
}

function cardStateText(state: number): LocalText {
  const name = Object.entries(CARD_STATES).find(([, value]) => value === state)?.[0]
  return name === undefined ? say.unknown(state) : say.card[name as CardState]
}

function usableText(kind: 'application' | 'security-domain', state: number): LocalText {
  if (state === INSTALLED) return say.installed
  if (state === SELECTABLE) return say.selectable
  if (kind === 'security-domain' && state === PERSONALIZED) return say.personalized
  return (state & SELECTABLE) === SELECTABLE ? say.applicationState(state >> 3) : say.unknown(state)
}
