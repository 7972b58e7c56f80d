// The vault of the mock bridge, as the Keys page meets it: how it stands, keys that come in, a log. Nothing is enciphered.
import type { CallInput, CallOutput } from '../../src-main/contract/ipc'
import type { CallName } from '../../src-main/contract/names'
import type { AuditEntry, AuditEvent, KeyRecord } from '../../src-main/contract/vault'
import { testKeys } from '../../src-main/services/vault/test-keys'
import { purposeViews } from '../../src-main/services/vault/vault-view'
import { vaultErrorTexts } from '../../src-main/texts/phrases/vault-errors'
import { Refusal } from './refusal'

type Handler<N extends CallName> = (input: CallInput<N>) => CallOutput<N> | Promise<CallOutput<N>>
type VaultHandlers = { [N in Extract<CallName, `vault.${string}`>]: Handler<N> }

export const PASSPHRASE = 'correct horse battery'
/** The check value of every component and key here. */
export const KCV = 'ABCDEF'

/** A key as it is told of; `over` says what is different. */
export function keyRecord(over: Partial<KeyRecord> = {}): KeyRecord {
  return {
    ...{ id: '00112233445566AA', label: 'imk', usage: 'imk-ac', algorithm: '3des', bits: 128, kcv: KCV },
    ...{ kcvMethod: 'zeros', kind: 'TEST', origin: 'components', exportable: false, backend: 'software' },
    createdAt: 1_800_000_000_000,
    ...over
  }
}

/** Refuses as main would. */
export function vaultRefusal(code: keyof typeof vaultErrorTexts): Refusal {
  return new Refusal({ code, ...vaultErrorTexts[code] })
}

export interface MockVault {
  readonly state?: CallOutput<'vault.status'>['state']
  readonly keys?: readonly KeyRecord[]
  readonly realKeys?: boolean
}

export function vaultHandlers(start: MockVault = {}): VaultHandlers {
  let state = start.state ?? 'absent'
  let keys = start.keys ?? []
  let failures = 0
  let ceremony: { readonly wish: CallInput<'vault.ceremony'>; readonly custodians: string[] } | undefined
  const log: AuditEntry[] = []

  const record = (event: AuditEvent): void => {
    const seq = log.length + 1
    log.push({ seq, at: '2026-01-08T09:00:00.000Z', user: 'tester', event, prev: '0', hash: String(seq) })
  }
  const arrive = (key: KeyRecord): KeyRecord => {
    keys = [...keys, key]
    record('key-imported')
    return key
  }
  const byName = (name: string): KeyRecord => {
    const found = keys.find(({ id, label }) => id === name || label === name)
    if (found === undefined) throw vaultRefusal('key-unknown')
    return found
  }
  const described = ({ label, usage, exportable }: Pick<KeyRecord, 'label' | 'usage' | 'exportable'>) => ({
    ...{ label, usage, exportable },
    id: `00000000000000${String(10 + keys.length)}`
  })

  return {
    'vault.status': () => ({
      ...{ state, failures, wait: 0, idleMinutes: 15, realKeys: start.realKeys ?? false },
      pins: { wrong: 0, most: 5 }
    }),
    'vault.keys': ({ usages }) => ({
      vault: state,
      keys: [
        ...[...testKeys().values()].map(({ record: key }) => key),
        ...(state === 'unlocked' ? keys : [])
      ].filter(({ usage }) => usages?.includes(usage) ?? true)
    }),
    'vault.create': () => {
      state = 'unlocked'
      record('vault-created')
    },
    'vault.unlock': ({ passphrase }) => {
      if (passphrase !== PASSPHRASE) {
        failures += 1
        throw vaultRefusal('vault-passphrase-wrong')
      }
      state = 'unlocked'
      const failuresBefore = failures
      failures = 0
      record('vault-unlocked')
      return { failuresBefore }
    },
    'vault.lock': () => {
      state = 'locked'
      ceremony = undefined
    },
    'vault.passphrase': () => record('passphrase-changed'),
    'vault.idle': () => undefined,
    'vault.purposes': () => purposeViews(),
    'vault.generate': ({ kind, algorithm, bits, backend, ...wish }) =>
      arrive(keyRecord({ ...described(wish), kind, algorithm, bits, backend, origin: 'generated' })),
    'vault.ceremony': (wish) => {
      ceremony = { wish, custodians: [] }
      return { ceremony: 'ceremony-1' }
    },
    'vault.component': ({ custodian, kcv }) => {
      if (ceremony === undefined || kcv.toUpperCase() !== KCV) throw vaultRefusal('component-refused')
      ceremony.custodians.push(custodian)
      const { custodians, wish } = ceremony
      const isWhole = custodians.length === wish.components
      return { custodians: [...custodians], of: wish.components, ...(isWhole && { kcv: KCV }) }
    },
    'vault.confirm': ({ kcv }) => {
      if (ceremony === undefined || kcv.toUpperCase() !== KCV) throw vaultRefusal('component-refused')
      const { kind, algorithm, bits, backend, ...wish } = ceremony.wish
      ceremony = undefined
      return arrive(keyRecord({ ...described(wish), kind, algorithm, bits, backend }))
    },
    'vault.abandon': () => {
      ceremony = undefined
      record('components-abandoned')
    },
    'vault.import-block': (wish) => arrive(keyRecord({ ...described(wish), origin: 'key-block' })),
    'vault.import-cryptogram': (wish) => arrive(keyRecord({ ...described(wish), origin: 'cryptogram' })),
    'vault.export': ({ key }) => ({ block: `B0096P0TE00E0000${byName(key).kcv}` }),
    'vault.retire': ({ key }) => {
      const retired = { ...byName(key), retiredAt: 1_800_000_100_000 }
      keys = keys.map((each) => (each.id === retired.id ? retired : each))
      return retired
    },
    'vault.delete': ({ key }) => {
      const gone = byName(key)
      keys = keys.filter(({ id }) => id !== gone.id)
      return gone
    },
    'vault.token': () => undefined,
    'vault.token-unlock': () => ({ label: 'desk', manufacturer: 'Soft', model: 'HSM', serial: '1' }),
    'vault.capabilities': () => [{ operation: 'cipher', algorithm: '3des', where: 'inside' }],
    'vault.audit': () => ({ entries: [...log].reverse(), total: log.length }),
    'vault.verify': () => ({
      verdict: { kind: 'sound', entries: log.length },
      withVault: state === 'unlocked'
    })
  }
}
