import type { HeldKey } from '../../engine/crypto/key-ref'
import type { Secret } from '../../engine/crypto/secret'
import type { Operation, OperationResult } from '../../engine/key-operations/operation'
import { vaultProblems } from '../../texts/phrases/vault'
import { AppFailure } from '../app-failure'
import type { AuditLog } from './audit-log'
import { TokenFailure, type KeyToken, type OpenToken, type TokenInfo, type TokenPlace } from './token-port'
import type { VaultSafe } from './vault-safe'

/** Wrong PINs in a row that are passed on to a token; some count none themselves. */
const MOST_WRONG_PINS = 5

/** How the token stands. */
export interface TokenState {
  /** Of the token that is unlocked. */
  readonly info?: TokenInfo
  /** Wrong PINs in a row, and how many are passed on at most. */
  readonly pins: { readonly wrong: number; readonly most: number }
}

/** The one token of the vault: unlocked with its PIN, and locked with the vault. Rejects with `AppFailure`. */
export class TokenDesk {
  private token: KeyToken | undefined
  private readonly reported = new Set<string>()

  constructor(
    private readonly open: OpenToken,
    private readonly safe: () => VaultSafe,
    private readonly audit: AuditLog
  ) {}

  isUnlocked(): boolean {
    return this.token !== undefined
  }

  state(): TokenState {
    const { wrongPins = 0 } = this.safe().settings()
    return {
      ...(this.token && { info: this.token.info }),
      pins: { wrong: wrongPins, most: MOST_WRONG_PINS }
    }
  }

  /** Whether a handle is of a key that the token derived and still has. */
  isDerived(handle: string): boolean {
    return handle.startsWith('token:')
  }

  /** Unlocks the token that was set. After five wrong PINs in a row no more are passed on to it. */
  async unlock(pin: Secret): Promise<KeyToken> {
    const { token: place, wrongPins = 0 } = this.safe().settings()
    if (place === undefined) throw new AppFailure('token-not-set')
    if (wrongPins >= MOST_WRONG_PINS) throw new AppFailure('token-pin-locked')
    await this.lock()
    try {
      // Counted before it is tried: ending the program in between does not help.
      this.safe().changeSettings({ wrongPins: wrongPins + 1 })
      this.token = await this.opened(place, pin)
    } catch (error) {
      const isWrong = error instanceof TokenFailure && error.problem === 'pin-incorrect'
      if (!isWrong) this.safe().changeSettings({ wrongPins })
      this.audit.add({
        event: 'token-refused',
        detail: error instanceof TokenFailure ? error.message : 'fault'
      })
      throw isWrong
        ? new AppFailure('token-pin-wrong', {
            detail: vaultProblems.pinsLeft(MOST_WRONG_PINS - wrongPins - 1)
          })
        : tokenFailure(error)
    }
    this.safe().changeSettings({ wrongPins: 0 })
    this.audit.add({ event: 'token-unlocked', detail: this.token.info.label })
    return this.token
  }

  async lock(): Promise<void> {
    const { token } = this
    this.token = undefined
    this.reported.clear()
    await token?.close().catch(() => undefined)
  }

  perform(operation: Operation): Promise<OperationResult> {
    return this.with((token) => token.perform(operation))
  }

  checkValue(key: HeldKey): Promise<Uint8Array> {
    return this.with((token) => token.checkValue(key))
  }

  async with<Result>(work: (token: KeyToken) => Promise<Result>): Promise<Result> {
    if (this.token === undefined) throw new AppFailure('token-locked')
    try {
      return await work(this.token)
    } catch (error) {
      throw tokenFailure(error)
    }
  }

  private opened(place: TokenPlace, pin: Secret): Promise<KeyToken> {
    return this.open(place, pin, (handle, what) => {
      // Once a key and way: a batch of cards would fill the log with one line a card.
      const name = `${handle} ${what}`
      if (this.reported.has(name)) return
      this.reported.add(name)
      const record = this.safe().isOpen() ? this.safe().content().entries.get(handle)?.record : undefined
      this.audit.add({ event: 'software-exposure', detail: what, ...(record && { key: record }) })
    })
  }
}

function tokenFailure(error: unknown): unknown {
  if (!(error instanceof TokenFailure)) return error
  const { problem, code } = error
  const options = { cause: error, ...(code !== undefined && { detail: vaultProblems.tokenSays(code) }) }
  switch (problem) {
    case 'pin-incorrect':
      return new AppFailure('token-pin-wrong', options)
    case 'pin-locked':
      return new AppFailure('token-pin-locked', options)
    case 'unsupported':
      return new AppFailure('key-operation-unsupported', options)
    case 'no-such-key':
      return new AppFailure('key-unknown', options)
    case 'no-binding':
    case 'no-module':
    case 'no-token':
    case 'device':
      return new AppFailure('token-unusable', { ...options, detail: vaultProblems.token(problem, code) })
  }
}
