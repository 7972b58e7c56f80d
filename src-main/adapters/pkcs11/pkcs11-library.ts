import { createRequire } from 'node:module'
import type * as pkcs11js from 'pkcs11js'
import { TokenFailure, type TokenPlace } from '../../services/vault/token-port'

export type Pkcs11Module = typeof pkcs11js
export type Handle = pkcs11js.Handle

/** Wrong PINs, and PINs that the token itself takes no more (PKCS #11, section 11.6). */
const PIN_INCORRECT = 'CKR_PIN_INCORRECT'
const PIN_LOCKED = 'CKR_PIN_LOCKED'
/** The token lacks the mechanism, or does not allow it with this key. */
const UNSUPPORTED = [
  'CKR_MECHANISM_INVALID',
  'CKR_MECHANISM_PARAM_INVALID',
  'CKR_KEY_TYPE_INCONSISTENT',
  'CKR_KEY_FUNCTION_NOT_PERMITTED',
  'CKR_FUNCTION_NOT_SUPPORTED'
]

/** The binding to PKCS #11 libraries. Throws `TokenFailure` where it is not installed. */
export function loadBinding(): Pkcs11Module {
  try {
    return createRequire(import.meta.url)('pkcs11js') as Pkcs11Module
  } catch (error) {
    throw new TokenFailure('no-binding', undefined, { cause: error })
  }
}

/** Whatever the binding threw, as the failure that it stands for. */
export function failureOf(error: unknown): unknown {
  if (error instanceof TokenFailure || !(error instanceof Error)) return error
  const code = /CKR_\w+/.exec(error.message)?.[0]
  if (code === undefined) return error
  if (code === PIN_INCORRECT || code === 'CKR_PIN_LEN_RANGE' || code === 'CKR_PIN_INVALID') {
    return new TokenFailure('pin-incorrect', code)
  }
  if (code === PIN_LOCKED) return new TokenFailure('pin-locked', code)
  return new TokenFailure(UNSUPPORTED.includes(code) ? 'unsupported' : 'device', code)
}

/** The slot with the token that is meant. Throws `TokenFailure` where there is none, or several and none was named. */
export function findSlot(library: pkcs11js.PKCS11, { slot, label }: TokenPlace): Handle {
  const slots = library.C_GetSlotList(true)
  const named = label === undefined ? undefined : slots.filter((each) => labelOf(library, each) === label)
  const fitting =
    slot === undefined ? (named ?? slots.filter((each) => labelOf(library, each) !== '')) : [slots[slot]]
  const [found] = fitting
  if (found === undefined || fitting.length > 1) throw new TokenFailure('no-token')
  return found
}

function labelOf(library: pkcs11js.PKCS11, slot: Handle): string {
  return library.C_GetTokenInfo(slot).label.trim()
}
