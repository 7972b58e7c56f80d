import type { Workbench } from '../composition/workbench'
import { parseHex } from '../engine/bytes/hex'
import { Secret } from '../engine/crypto/secret'
import { AppFailure } from '../services/app-failure'
import type { ComponentSession } from '../services/vault/component-session'
import { passphraseOf } from '../services/vault/passphrase-policy'
import { purposeViews, vaultStatusOf } from '../services/vault/vault-view'
import { vaultProblems } from '../texts/phrases/vault'
import type { CallHandlers } from './ipc-router'

type VaultCalls = Pick<CallHandlers, Extract<keyof CallHandlers, `vault.${string}`>>

/**
 * The contract's calls about the vault. What is told of a key is never the key; passphrases and components come in,
 * are wiped when the call is over, and never go back.
 */
export function vaultHandlers({ vault }: Pick<Workbench, 'vault'>): VaultCalls {
  const ceremonies = new Ceremonies()
  return {
    'vault.status': () => vaultStatusOf(vault),
    'vault.keys': ({ usages }) => ({
      vault: vault.status().state,
      keys: vault.list().filter(({ usage }) => usages?.includes(usage) ?? true)
    }),
    'vault.create': ({ passphrase, anew }) =>
      lend(passphraseOf(passphrase), (secret) => vault.create(secret, anew)),
    'vault.unlock': ({ passphrase }) => lend(passphraseOf(passphrase), (secret) => vault.unlock(secret)),
    'vault.lock': () => vault.lock(),
    'vault.passphrase': ({ passphrase, next }) =>
      lend(passphraseOf(passphrase), (old) =>
        lend(passphraseOf(next), (secret) => vault.changePassphrase(old, secret))
      ),
    'vault.idle': ({ minutes }) => {
      vault.requireOpen()
      vault.setIdleMinutes(minutes)
    },
    'vault.purposes': () => purposeViews(),
    'vault.generate': (wish) => vault.generate(wish),
    'vault.ceremony': (wish) => {
      vault.requireOpen()
      return { ceremony: ceremonies.begin(vault.startComponents(wish)) }
    },
    'vault.component': async ({ ceremony, custodian, component, kcv }) => {
      vault.requireOpen()
      const session = ceremonies.get(ceremony)
      await lend(componentOf(component), (secret) => {
        session.addComponent(custodian.trim(), secret, kcv)
        return Promise.resolve()
      })
      const { custodians, of } = session.progress()
      const isWhole = custodians.length === of
      return { custodians: [...custodians], of, ...(isWhole && { kcv: session.checkValue() }) }
    },
    'vault.confirm': ({ ceremony, kcv }) => ceremonies.get(ceremony).confirm(kcv),
    'vault.abandon': ({ ceremony }) => ceremonies.end(ceremony),
    'vault.import-block': (wish) => vault.importBlock(wish),
    'vault.import-cryptogram': (wish) => vault.importCryptogram(wish),
    'vault.export': async ({ key, ...wish }) => ({ block: await vault.exportBlock({ name: key, ...wish }) }),
    'vault.retire': ({ key, custodian }) => vault.retire(key, custodian),
    'vault.delete': ({ key, custodian }) => vault.delete(key, custodian),
    'vault.token': (place) => {
      vault.requireOpen()
      vault.setToken(place)
    },
    'vault.token-unlock': ({ pin }) => {
      vault.requireOpen()
      return lend(passphraseOf(pin), (secret) => vault.unlockToken(secret))
    },
    'vault.capabilities': async () => [...(await vault.capabilities())],
    'vault.audit': ({ most }) => {
      const all = vault.auditEntries()
      return { entries: all.slice(-most).reverse(), total: all.length }
    },
    'vault.verify': () => {
      const withVault = vault.status().state === 'unlocked'
      return { verdict: vault.verifyAudit(), withVault }
    }
  }
}

/** The one ceremony that is under way; the window knows it by a name and never gets anything of it back. */
class Ceremonies {
  private begun = 0
  private session: ComponentSession | undefined

  begin(session: ComponentSession): string {
    this.session = session
    this.begun += 1
    return this.name()
  }

  get(ceremony: string): ComponentSession {
    if (this.session === undefined || ceremony !== this.name()) throw refused('over')
    return this.session
  }

  /** Nothing happens where it is over already. */
  end(ceremony: string): void {
    if (ceremony !== this.name()) return
    this.session?.abandon()
    this.session = undefined
  }

  private name(): string {
    return `ceremony-${this.begun}`
  }
}

async function lend<Result>(secret: Secret, work: (secret: Secret) => Promise<Result>): Promise<Result> {
  try {
    return await work(secret)
  } finally {
    secret.wipe()
  }
}

/** A component as it was typed, its digits grouped or not. */
function componentOf(text: string): Secret {
  const parsed = parseHex(text)
  if (parsed.kind !== 'ok') throw refused('digits')
  const secret = new Secret(parsed.bytes)
  parsed.bytes.fill(0)
  return secret
}

function refused(problem: string): AppFailure {
  return new AppFailure('component-refused', { detail: vaultProblems.component(problem) })
}
