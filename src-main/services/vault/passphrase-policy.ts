import { Secret } from '../../engine/crypto/secret'
import { AppFailure } from '../app-failure'

const LEAST_CHARACTERS = 12
/** So that `aaaaaaaaaaaa` is none. */
const LEAST_DIFFERENT = 5

/** A passphrase as it was typed, whichever way its characters were composed. */
export function passphraseOf(text: string): Secret {
  const bytes = new TextEncoder().encode(text.normalize('NFKC'))
  const secret = new Secret(bytes)
  bytes.fill(0)
  return secret
}

/** Throws `AppFailure` where the passphrase is shorter than 12 characters or repeats a few. */
export function checkPassphrase(passphrase: Secret): void {
  const characters = passphrase.use((bytes) => [...new TextDecoder().decode(bytes)])
  if (characters.length < LEAST_CHARACTERS || new Set(characters).size < LEAST_DIFFERENT) {
    throw new AppFailure('passphrase-weak')
  }
}
