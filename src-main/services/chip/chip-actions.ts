import type { ChipAction, KeySource } from '../../contract/chip'
import { concat } from '../../engine/bytes/bytes'
import { hex } from '../../engine/bytes/hex'
import { readCap } from '../../engine/cap/read-cap'
import type { CapFile, CapProblem } from '../../engine/cap/cap-file'
import { changeLifeCycle } from '../../engine/globalplatform/change-life-cycle'
import { deleteContent, deleteKeys, type DeleteOptions } from '../../engine/globalplatform/delete-content'
import {
  createSecurityDomain,
  DOMAIN_LOAD_FILE,
  extradite,
  installApplication,
  makeSelectable,
  updateRegistry
} from '../../engine/globalplatform/install-application'
import { resumeLoad } from '../../engine/globalplatform/load-cap'
import { PRIVILEGES, type Privilege } from '../../engine/globalplatform/privileges'
import { domainParameters } from '../../engine/globalplatform/domain-parameters'
import { putKeys } from '../../engine/globalplatform/put-keys'
import { readCardContent } from '../../engine/globalplatform/read-card-content'
import type { SecureChannel } from '../../engine/globalplatform/secure-channel'
import { diversifiedKeys } from '../../engine/secure-channel/diversification'
import type { StaticKeys } from '../../engine/secure-channel/session'
import { compute, type Workflow } from '../../engine/workflow/workflow'
import type { LocalText } from '../../texts/local-text'
import { chipTexts as say } from '../../texts/phrases/chip'
import { AppFailure } from '../app-failure'
import { type ChipEnd, deleteEnd, done, loadEnd, plainEnd, putKeyEnd, putKeysEnd } from './chip-outcome'
import { type ContentKeys, signatureOf, tokenOf } from './content-keys'
import { entryForReceipt, receiptCheck, type ReceiptCheck } from './receipt-check'
import { planStoring } from './store-action'

/** What a developer may do: the same, with new keys that are in no vault. */
export type ChipWork =
  | Exclude<ChipAction, { kind: 'put-keys' }>
  | (Omit<Extract<ChipAction, { kind: 'put-keys' }>, 'keys'> & { readonly keys: KeySource | StaticKeys })

/** An action whose input is known to be good. */
export type PlannedAction = (channel: SecureChannel) => Workflow<ChipEnd>

/**
 * Checks everything about an action that needs no card, and gives what is to be done. Throws `AppFailure`: nothing was sent to
 * the card then.
 */
export function planAction(action: ChipWork, keys: ContentKeys): PlannedAction {
  switch (action.kind) {
    case 'list':
    case 'keys-check':
      return nothing
    case 'load': {
      const cap = capIn(action.file)
      const { domain, hash = 'none', daps = [] } = action
      if (daps.length > 0 && hash === 'none') {
        throw new AppFailure('bad-request', { detail: say.dapNeedsHash })
      }
      const options = {
        ...(domain !== undefined && { domain: hex(domain) }),
        ...(hash !== 'none' && { hash }),
        daps: daps.map((dap) => ({ domain: hex(dap.domain), signature: signatureOf(dap.signature, keys) })),
        ...tokenOf(action, keys)
      }
      const receipt = receiptCheck(action, keys)
      return function* (channel) {
        const result = yield* resumeLoad(channel, cap, options)
        const names = [cap.package.aid, options.domain ?? channel.facts.aid]
        return { ...loadEnd(result), ...(yield* receipt(result, names)) }
      }
    }
    case 'install':
      return planInstall(action, keys)
    case 'create-domain':
      return planDomain(action, keys)
    case 'make-selectable': {
      const asked = { instance: hex(action.aid), privileges: [], ...tokenOf(action, keys) }
      const receipt = receiptCheck(action, keys)
      return function* (channel) {
        const entry = yield* entryForReceipt(channel, asked.instance, action)
        const result = yield* makeSelectable(channel, asked)
        const names = [entry?.loadFile ?? new Uint8Array(), asked.instance]
        return { ...plainEnd(action.kind, result), ...(yield* receipt(result, names)) }
      }
    }
    case 'delete': {
      const asked = { aid: hex(action.aid), related: action.related, ...tokenOf(action, keys) }
      const receipt = receiptCheck(action, keys)
      return (channel) => deleteAction(channel, asked, receipt)
    }
    case 'lock':
    case 'unlock':
      return function* (channel) {
        const { kind, aid, withApplications = false } = action
        const change = { kind, aid: hex(aid), withApplications }
        return plainEnd(action.kind, yield* changeLifeCycle(channel, change))
      }
    case 'card-state':
      return function* (channel) {
        return plainEnd(action.kind, yield* changeLifeCycle(channel, { kind: 'card', state: action.state }))
      }
    case 'extradite': {
      const asked = { aid: hex(action.aid), domain: hex(action.domain), ...tokenOf(action, keys) }
      const receipt = receiptCheck(action, keys)
      return function* (channel) {
        const entry = yield* entryForReceipt(channel, asked.aid, action)
        const result = yield* extradite(channel, asked)
        const names = [entry?.domain ?? channel.facts.aid, asked.aid, asked.domain]
        return { ...plainEnd(action.kind, result), ...(yield* receipt(result, names)) }
      }
    }
    case 'update-registry': {
      const { aid, domain, privileges } = action
      const asked = {
        aid: hex(aid),
        ...(domain !== undefined && { domain: hex(domain) }),
        ...(privileges && { privileges: privileges.map(privilegeNamed) }),
        ...tokenOf(action, keys)
      }
      const receipt = receiptCheck(action, keys)
      return function* (channel) {
        const result = yield* updateRegistry(channel, asked)
        return { ...plainEnd(action.kind, result), ...(yield* receipt(result, [asked.aid])) }
      }
    }
    case 'put-keys': {
      const masters = keys.staticKeys(action.keys)
      return (channel) => putKeysAction(channel, action, masters)
    }
    case 'put-single-key': {
      const { keyVersion, keyId, replaces } = action
      const key = keys.newKey(action.key)
      return function* (channel) {
        const asked = { keys: [key], keyVersion, firstKeyId: keyId }
        const result = yield* putKeys(channel, { ...asked, ...(replaces !== undefined && { replaces }) })
        return putKeyEnd(result, 'rsa' in key)
      }
    }
    case 'delete-keys':
      return function* (channel) {
        const { kind, keyVersion, keyId } = action
        const asked = { keyVersion, ...(keyId !== undefined && { keyId }) }
        return deleteEnd(kind, yield* deleteKeys(channel, asked))
      }
    case 'store-data':
      return planStoring(action)
  }
}

/* eslint-disable-next-line require-yield -- listing is what comes after every action */
function* nothing(): Workflow<ChipEnd> {
  return done('list')
}

function planInstall(action: Extract<ChipAction, { kind: 'install' }>, keys: ContentKeys): PlannedAction {
  const { parameters, makeSelectable: selectable } = action
  const asked = {
    ...{ loadFile: hex(action.loadFile), module: hex(action.module), instance: hex(action.instance) },
    ...{ privileges: action.privileges.map(privilegeNamed), makeSelectable: selectable },
    ...(parameters !== undefined && { parameters: { application: hex(parameters) } }),
    ...tokenOf(action, keys)
  }
  const receipt = receiptCheck(action, keys)
  return function* (channel) {
    const result = yield* installApplication(channel, asked)
    const names = [asked.loadFile, asked.instance]
    return { ...plainEnd(action.kind, result), ...(yield* receipt(result, names)) }
  }
}

function planDomain(
  action: Extract<ChipAction, { kind: 'create-domain' }>,
  keys: ContentKeys
): PlannedAction {
  const { instance, privileges, loadFile, module, protocol, parameters = '' } = action
  const application = concat(
    protocol === undefined ? new Uint8Array() : domainParameters(protocol),
    hex(parameters)
  )
  const asked = {
    ...{ instance: hex(instance), privileges: privileges.map(privilegeNamed) },
    ...(loadFile !== undefined && { loadFile: hex(loadFile) }),
    ...(module !== undefined && { module: hex(module) }),
    ...(application.length > 0 && { parameters: { application } }),
    ...tokenOf(action, keys)
  }
  const receipt = receiptCheck(action, keys)
  return function* (channel) {
    const result = yield* createSecurityDomain(channel, asked)
    const names = [asked.loadFile ?? DOMAIN_LOAD_FILE, asked.instance]
    return { ...plainEnd(action.kind, result), ...(yield* receipt(result, names)) }
  }
}

function* deleteAction(
  channel: SecureChannel,
  asked: Omit<DeleteOptions, 'content'>,
  receipt: ReceiptCheck
): Workflow<ChipEnd> {
  // What depends on it is known before anything is sent that could delete half of it.
  const content = asked.related ? undefined : yield* readCardContent(channel)
  if (content?.kind === 'channel-broken') return plainEnd('delete', content)
  const result = yield* deleteContent(channel, { ...asked, ...(content && { content }) })
  const end = deleteEnd('delete', result, asked.related)
  return { ...end, ...(yield* receipt(result, [asked.aid])) }
}

function* putKeysAction(
  channel: SecureChannel,
  { diversification, keyVersion, replaces }: Omit<Extract<ChipAction, { kind: 'put-keys' }>, 'keys'>,
  masters: StaticKeys
): Workflow<ChipEnd> {
  const { enc, mac, dek } = yield* compute(diversifiedKeys(diversification, masters, channel.facts.kdd))
  const result = yield* putKeys(channel, {
    ...{ keys: [enc, mac, dek], keyVersion },
    ...(replaces !== undefined && { replaces })
  })
  return putKeysEnd(result)
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
