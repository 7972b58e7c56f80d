// The chip and the vault of the mock bridge: a blank chip with one package, and the built-in TEST keys.
import type { ChipEntry, ChipView } from '../../src-main/contract/chip'
import type { CallInput, CallOutput } from '../../src-main/contract/ipc'
import type { CallName } from '../../src-main/contract/names'
import { testKeys } from '../../src-main/services/vault/test-keys'

type Names = Extract<CallName, `chip.${string}` | 'vault.keys' | 'vault.unlock'>
type ChipHandlers = { [N in Names]: (input: CallInput<N>) => CallOutput<N> | Promise<CallOutput<N>> }

export const DOMAIN = 'A000000151000000'
export const OTHER_DOMAIN = 'F04357534401'
export const PACKAGE = 'F0435750424F43'
export const MODULE = 'F0435750424F4301'
export const APPLICATION = 'A000000333010101'

const both = (text: string) => ({ en: text, zh: text })
const entry = (kind: ChipEntry['kind'], aid: string, more: Partial<ChipEntry> = {}): ChipEntry => ({
  ...{ kind, aid, state: both('selectable'), stateCode: '07', locked: false },
  ...{ privileges: [], modules: [], can: [] },
  ...more
})

/** What anybody may read. */
export const openView: ChipView = {
  ...{ reader: 'virtual:Desk', chip: '43570001', failedAttempts: 0 },
  groups: [{ id: 'platform', name: both('Platform'), facts: [] }],
  keys: [1, 2, 3].map((id) => ({ version: 'FF', id: `0${id}`, type: both('DES'), length: 16 }))
}

/** The same, opened: a domain within the issuer's, with an application of its own, and where they come from. */
export const listedView: ChipView = {
  ...openView,
  content: {
    ...{ domain: DOMAIN, channel: both('SCP02, security level 01'), gaps: [], free: both('60000 bytes') },
    freeBytes: 60_000,
    entries: [
      entry('issuer-security-domain', DOMAIN, { stateCode: '01' }),
      entry('security-domain', OTHER_DOMAIN, { domain: DOMAIN, can: ['lock', 'extradite', 'delete'] }),
      entry('application', APPLICATION, {
        ...{ domain: OTHER_DOMAIN, loadFile: PACKAGE, can: ['lock', 'extradite', 'delete'] }
      }),
      entry('load-file', PACKAGE, {
        ...{ domain: DOMAIN, stateCode: '01', modules: [{ aid: MODULE }], can: ['install', 'delete'] }
      })
    ]
  }
}

export function chipHandlers(): ChipHandlers {
  let jobs = 0
  return {
    'chip.info': ({ reader }) => ({ ...openView, reader }),
    'chip.cap': () => ({
      ...{ package: { aid: PACKAGE, version: '1.0' }, applets: [{ aid: MODULE }], imports: [] },
      ...{ format: '2.1', usesInt: false, size: 1000, sha1: 'AA', sha256: 'BB' }
    }),
    'chip.data': ({ data }) => ({
      parts: [{ name: both('Data'), length: data.length / 2, enciphered: false, hex: data, fields: [] }],
      length: data.length / 2
    }),
    'chip.start': () => ({ job: `chip-${++jobs}` }),
    'chip.cancel': () => undefined,
    'vault.keys': ({ usages }) => ({
      vault: 'absent',
      keys: [...testKeys().values()]
        .map(({ record }) => record)
        .filter(({ usage }) => usages?.includes(usage) ?? true)
    }),
    'vault.unlock': () => ({ failuresBefore: 0 })
  }
}
