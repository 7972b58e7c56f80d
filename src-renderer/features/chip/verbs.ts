import type { ChipAction } from '../../../src-main/contract/chip'
import type { TextKey } from '../../../src-main/texts/window/index'
import type { ChipNode } from './chip-tree'

export type CardState = Extract<ChipAction, { kind: 'card-state' }>['state']

/** What a person may ask for, with what it means for them. */
export interface Verb {
  readonly id:
    | 'install'
    | 'make-selectable'
    | 'lock'
    | 'unlock'
    | 'extradite'
    | 'delete'
    | 'load'
    | 'create-domain'
    | 'open-domain'
    | 'update-registry'
    | 'store-data'
    | 'put-keys'
    | 'put-single-key'
    | 'delete-keys'
    | 'initialized'
    | 'secured'
    | 'card-lock'
    | 'card-unlock'
    | 'terminate'
  readonly label: TextKey
  readonly detail: TextKey
  /** Nothing brings back what was before. */
  readonly final?: true
}

export type VerbId = Verb['id']

const verbs: Readonly<Record<VerbId, Omit<Verb, 'id'>>> = {
  install: { label: 'chip.install', detail: 'chip.installDetail' },
  'make-selectable': { label: 'chip.make-selectable', detail: 'chip.make-selectableDetail' },
  lock: { label: 'chip.lock', detail: 'chip.lockDetail' },
  unlock: { label: 'chip.unlockEntry', detail: 'chip.unlockDetail' },
  extradite: { label: 'chip.extradite', detail: 'chip.extraditeDetail' },
  delete: { label: 'chip.delete', detail: 'chip.deleteDetail', final: true },
  load: { label: 'chip.load', detail: 'chip.loadDetail' },
  'create-domain': { label: 'chip.create-domain', detail: 'chip.create-domainDetail' },
  'open-domain': { label: 'chip.open-domain', detail: 'chip.open-domainDetail' },
  'update-registry': { label: 'chip.update-registry', detail: 'chip.update-registryDetail' },
  'store-data': { label: 'chip.store-data', detail: 'chip.store-dataDetail' },
  'put-single-key': { label: 'chip.put-single-key', detail: 'chip.put-single-keyDetail' },
  'put-keys': { label: 'chip.put-keys', detail: 'chip.put-keysDetail' },
  'delete-keys': { label: 'chip.delete-keys', detail: 'chip.delete-keysDetail', final: true },
  initialized: { label: 'chip.toInitialized', detail: 'chip.toInitializedDetail', final: true },
  secured: { label: 'chip.toSecured', detail: 'chip.toSecuredDetail', final: true },
  'card-lock': { label: 'chip.toLocked', detail: 'chip.toLockedDetail' },
  'card-unlock': { label: 'chip.toUnlocked', detail: 'chip.toUnlockedDetail' },
  terminate: { label: 'chip.toTerminated', detail: 'chip.toTerminatedDetail', final: true }
}

/** What may be done to a line of the tree, in the order in which a person looks for it. `domain`: the opened one. */
export function verbsFor(node: ChipNode, domain: string): readonly Verb[] {
  return idsFor(node, domain).map((id) => ({ id, ...verbs[id] }))
}

function idsFor({ kind, aid, entry }: ChipNode, domain: string): readonly VerbId[] {
  switch (kind) {
    case 'issuer':
      return [...(aid === domain ? opened : []), ...cardStates(entry?.stateCode)]
    case 'domain':
      return aid === domain ? [...opened, ...own(entry)] : ['open-domain', ...own(entry)]
    case 'application':
      // Data reach an application through its own domain only.
      return own(entry).filter((verb) => verb !== 'store-data' || (entry?.domain ?? domain) === domain)
    case 'files':
      return ['load']
    case 'file':
      // Each of its modules is installed from its own line.
      return (entry?.can ?? []).filter((verb) => verb !== 'install')
    case 'module':
      return ['install']
  }
}

const opened = [
  ...(['load', 'create-domain', 'store-data', 'put-keys', 'put-single-key', 'delete-keys'] as const)
] as const satisfies readonly VerbId[]

function own(entry: ChipNode['entry']): readonly VerbId[] {
  return entry?.can ?? []
}

/** GlobalPlatform Card 2.3.1, 5.1.1: forward only, but for locking. Told by the state byte. */
function cardStates(code: string | undefined): readonly VerbId[] {
  switch (code) {
    case '01':
      return ['initialized', 'terminate']
    case '07':
      return ['secured', 'terminate']
    case '0F':
      return ['card-lock', 'terminate']
    case '7F':
      return ['card-unlock', 'terminate']
    default:
      return []
  }
}
