import { globalPlatformSteps as say } from '../../texts/phrases/globalplatform'
import type { LocalText } from '../../texts/local-text'
import { hex } from '../bytes/hex'
import type { Command } from '../commands/command'
import { installForExtradition } from '../commands/globalplatform/install-for-extradition'
import {
  installForInstall,
  installForMakeSelectable,
  type InstallParameters
} from '../commands/globalplatform/install-for-install'
import { installForPersonalization } from '../commands/globalplatform/install-for-personalization'
import { installForRegistryUpdate } from '../commands/globalplatform/install-for-registry-update'
import type { ManagementOutcome } from '../commands/globalplatform/management-outcome'
import { progress, type Workflow } from '../workflow/workflow'
import { manage, type Failed } from './perform-management'
import { privilegeBytes, type Privilege } from './privileges'
import type { SecureChannel } from './secure-channel'
import { withToken, type Token } from './token'

/** Each is one command: interrupted, the card has done it or not, which its registry tells. */
export type InstallResult =
  { readonly kind: 'done'; readonly sw: number; readonly confirmation?: Uint8Array } | Failed

export interface InstallOptions {
  readonly loadFile: Uint8Array
  readonly module: Uint8Array
  readonly instance: Uint8Array
  readonly privileges: readonly Privilege[]
  readonly parameters?: InstallParameters
  readonly makeSelectable: boolean
  readonly token?: Token
}

/** Makes an application out of a module (GlobalPlatform Card 2.3.1, 9.3.6). */
export function installApplication(channel: SecureChannel, options: InstallOptions): Workflow<InstallResult> {
  const { token, privileges, ...asked } = options
  return perform(channel, ['install', say.installing], token, (bytes) =>
    installForInstall({ ...asked, privileges: privilegeBytes(privileges), ...(bytes && { token: bytes }) })
  )
}

/** Makes an installed application selectable. */
export function makeSelectable(
  channel: SecureChannel,
  options: Pick<InstallOptions, 'instance' | 'privileges' | 'token'>
): Workflow<InstallResult> {
  const { token, instance, privileges } = options
  return perform(channel, ['make-selectable', say.makingSelectable], token, (bytes) =>
    installForMakeSelectable({
      instance,
      privileges: privilegeBytes(privileges),
      ...(bytes && { token: bytes })
    })
  )
}

/** Gives an application to another security domain (9.4.1). */
export function extradite(
  channel: SecureChannel,
  { aid, domain, token }: { readonly aid: Uint8Array; readonly domain: Uint8Array; readonly token?: Token }
): Workflow<InstallResult> {
  return perform(channel, ['extradite', say.extraditing], token, (bytes) =>
    installForExtradition({ aid, domain, ...(bytes && { token: bytes }) })
  )
}

/** Changes what the registry says of an application (9.4.2): `privileges` are all that it has afterwards. */
export function updateRegistry(
  channel: SecureChannel,
  options: {
    readonly aid?: Uint8Array
    readonly domain?: Uint8Array
    readonly privileges?: readonly Privilege[]
    readonly system?: Uint8Array
    readonly token?: Token
  }
): Workflow<InstallResult> {
  const { privileges, token, ...asked } = options
  return perform(channel, ['update-registry', say.updatingRegistry], token, (bytes) =>
    installForRegistryUpdate({
      ...asked,
      ...(privileges && { privileges: privilegeBytes(privileges) }),
      ...(bytes && { token: bytes })
    })
  )
}

/** Lets the STORE DATA that follow through this channel go to the application (7.3.3). */
export function prepareForPersonalization(channel: SecureChannel, aid: Uint8Array): Workflow<InstallResult> {
  const step = ['install-for-personalization', say.preparingPersonalization] as const
  return perform(channel, step, undefined, () => installForPersonalization(aid))
}

/** Load file and module that cards have for security domains, in GlobalPlatform's own name. */
export const DOMAIN_LOAD_FILE = hex('A0000001515350')
const DOMAIN_MODULE = hex('A000000151535041')

export interface SecurityDomainOptions {
  readonly instance: Uint8Array
  /** Beside the one that makes it a security domain. */
  readonly privileges?: readonly Privilege[]
  /** Where they are not the usual ones of GlobalPlatform. */
  readonly loadFile?: Uint8Array
  readonly module?: Uint8Array
  /** In particular its secure channel protocol, as the card's maker has it. */
  readonly parameters?: InstallParameters
  readonly token?: Token
}

/** Makes a supplementary security domain. It has no keys yet: it takes those of the domain above it until PUT KEY. */
export function createSecurityDomain(
  channel: SecureChannel,
  options: SecurityDomainOptions
): Workflow<InstallResult> {
  const { loadFile = DOMAIN_LOAD_FILE, module = DOMAIN_MODULE, privileges = [], ...rest } = options
  return installApplication(channel, {
    ...{ ...rest, loadFile, module, makeSelectable: true },
    privileges: ['security-domain', ...privileges]
  })
}

function* perform(
  channel: SecureChannel,
  [step, text]: readonly [string, LocalText],
  token: Token | undefined,
  build: (token?: Uint8Array) => Command<ManagementOutcome>
): Workflow<InstallResult> {
  yield* progress({ step, text })
  return yield* manage(channel, yield* withToken(token, build), 'done')
}
