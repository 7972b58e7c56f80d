import type { ChipAction, KeySource } from '../../contract/chip'
import { hex } from '../../engine/bytes/hex'
import { readCap } from '../../engine/cap/read-cap'
import type { CapFile, CapProblem } from '../../engine/cap/cap-file'
import { changeLifeCycle } from '../../engine/globalplatform/change-life-cycle'
import { deleteContent, deleteKeys } from '../../engine/globalplatform/delete-content'
import {
  extradite,
  installApplication,
  makeSelectable,
  prepareForPersonalization
} from '../../engine/globalplatform/install-application'
import { resumeLoad } from '../../engine/globalplatform/load-cap'
import { isFailed } from '../../engine/globalplatform/perform-management'
import { PRIVILEGES, type Privilege } from '../../engine/globalplatform/privileges'
import { putKeys } from '../../engine/globalplatform/put-keys'
import { readCardContent } from '../../engine/globalplatform/read-card-content'
import type { SecureChannel } from '../../engine/globalplatform/secure-channel'
import { storeItems } from '../../engine/globalplatform/store-data'
import { diversifiedKeys } from '../../engine/secure-channel/diversification'
import type { StaticKeys } from '../../engine/secure-channel/session'
import { compute, type Workflow } from '../../engine/workflow/workflow'
import type { LocalText } from '../../texts/local-text'
import { chipTexts as say } from '../../texts/phrases/chip'
import { AppFailure } from '../app-failure'
import { type ChipEnd, deleteEnd, done, loadEnd, plainEnd, putKeysEnd } from './chip-outcome'

/** An action whose input is known to be good. */
export type PlannedAction = (channel: SecureChannel) => Workflow<ChipEnd>

/**
 * Checks everything about an action that needs no card, and gives what is to be done. Throws `AppFailure`: nothing was sent to
 * the card then.
 */
export function planAction(action: ChipAction, keysOf: (source: KeySource) => StaticKeys): PlannedAction {
  switch (action.kind) {
    case 'list':
      return nothing
    case 'load': {
      const cap = capIn(action.file)
      const options = {
        ...(action.domain !== undefined && { domain: hex(action.domain) }),
        ...(action.hash !== undefined && action.hash !== 'none' && { hash: action.hash })
      }
      return function* (channel) {
        return loadEnd(yield* resumeLoad(channel, cap, options))
      }
    }
    case 'install': {
      const { loadFile, module, instance, parameters, makeSelectable: selectable } = action
      const privileges = action.privileges.map(privilegeNamed)
      return function* (channel) {
        const result = yield* installApplication(channel, {
          ...{ loadFile: hex(loadFile), module: hex(module), instance: hex(instance), privileges },
          ...(parameters !== undefined && { parameters: { application: hex(parameters) } }),
          makeSelectable: selectable
        })
        return plainEnd('install', result)
      }
    }
    case 'make-selectable':
      return function* (channel) {
        const instance = hex(action.aid)
        return plainEnd(action.kind, yield* makeSelectable(channel, { instance, privileges: [] }))
      }
    case 'delete':
      return (channel) => deleteAction(channel, hex(action.aid), action.related)
    case 'lock':
    case 'unlock':
      return function* (channel) {
        const change = { kind: action.kind, aid: hex(action.aid) } as const
        return plainEnd(action.kind, yield* changeLifeCycle(channel, change))
      }
    case 'card-state':
      return function* (channel) {
        return plainEnd(action.kind, yield* changeLifeCycle(channel, { kind: 'card', state: action.state }))
      }
    case 'extradite':
      return function* (channel) {
        const asked = { aid: hex(action.aid), domain: hex(action.domain) }
        return plainEnd(action.kind, yield* extradite(channel, asked))
      }
    case 'put-keys': {
      const keys = keysOf(action.keys)
      return (channel) => putKeysAction(channel, action, keys)
    }
    case 'delete-keys':
      return function* (channel) {
        return deleteEnd(action.kind, yield* deleteKeys(channel, { keyVersion: action.keyVersion }))
      }
    case 'store-data':
      return (channel) => storeAction(channel, action)
  }
}

/* eslint-disable-next-line require-yield -- listing is what comes after every action */
function* nothing(): Workflow<ChipEnd> {
  return done('list')
}

function* deleteAction(channel: SecureChannel, aid: Uint8Array, related: boolean): Workflow<ChipEnd> {
  // What depends on it is known before anything is sent that could delete half of it.
  const content = related ? undefined : yield* readCardContent(channel)
  if (content?.kind === 'channel-broken') return plainEnd('delete', content)
  return deleteEnd('delete', yield* deleteContent(channel, { aid, related, ...(content && { content }) }))
}

function* putKeysAction(
  channel: SecureChannel,
  { diversification, keyVersion, replaces }: Extract<ChipAction, { kind: 'put-keys' }>,
  masters: StaticKeys
): Workflow<ChipEnd> {
  const { enc, mac, dek } = yield* compute(diversifiedKeys(diversification, masters, channel.facts.kdd))
  const result = yield* putKeys(channel, {
    ...{ keys: [enc, mac, dek], keyVersion },
    ...(replaces !== undefined && { replaces })
  })
  return putKeysEnd(result)
}

function* storeAction(
  channel: SecureChannel,
  { application, form, data }: Extract<ChipAction, { kind: 'store-data' }>
): Workflow<ChipEnd> {
  if (application !== undefined) {
    const prepared = yield* prepareForPersonalization(channel, hex(application))
    if (isFailed(prepared)) return plainEnd('store-data', prepared)
  }
  const structure = form === 'plain' ? 'none' : form
  const items = [{ kind: 'plain', bytes: hex(data) }] as const
  return plainEnd('store-data', yield* storeItems(channel, items, { structure, together: false }))
}

function privilegeNamed(name: string): Privilege {
  const found = PRIVILEGES.find((privilege) => privilege === name)
  if (found === undefined) throw new AppFailure('bad-request', { detail: say.unknownPrivilege(name) })
  return found
}

/** Throws `AppFailure` where it is no sound CAP file. */
export function capIn(file: string): CapFile {
  const read = readCap(hex(file))
  if (read.kind === 'ok') return read.cap
  throw new AppFailure('cap-unusable', { detail: capProblemText(read.problem) })
}

function capProblemText(problem: CapProblem): LocalText {
  if ('component' in problem) return say.cap[problem.kind](problem.component)
  return say.cap[problem.kind]
}
