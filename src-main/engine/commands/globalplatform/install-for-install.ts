import { concat } from '../../bytes/bytes'
import { tlv } from '../../tlv/tlv'
import type { Command } from '../command'
import { install } from './install'
import type { ManagementOutcome } from './management-outcome'

/** What an application gets at its birth (GlobalPlatform Card 2.3.1, table 11-50). */
export interface InstallParameters {
  /** Application-specific parameters, the value of C9. */
  readonly application?: Uint8Array
  /** System-specific parameters, the value of EF. */
  readonly system?: Uint8Array
}

export interface InstallForInstall {
  readonly loadFile: Uint8Array
  readonly module: Uint8Array
  /** AID of the application. */
  readonly instance: Uint8Array
  /** One byte or three. */
  readonly privileges: Uint8Array
  readonly parameters?: InstallParameters
  readonly makeSelectable: boolean
  readonly token?: Uint8Array
}

/** INSTALL [for install], with [for make selectable] where asked for (GlobalPlatform Card 2.3.1, 11.5.2.3.2). */
export function installForInstall(asked: InstallForInstall): Command<ManagementOutcome> {
  const { loadFile, module, instance, privileges, parameters = {}, token } = asked
  const purpose = asked.makeSelectable ? 'install-and-make-selectable' : 'install'
  return install(purpose, [loadFile, module, instance, privileges, parametersField(parameters), token])
}

/** INSTALL [for make selectable] alone (11.5.2.3.3). */
export function installForMakeSelectable(asked: {
  readonly instance: Uint8Array
  readonly privileges: Uint8Array
  readonly token?: Uint8Array
}): Command<ManagementOutcome> {
  const { instance, privileges, token } = asked
  return install('make-selectable', [undefined, undefined, instance, privileges, undefined, token])
}

/** C9 has to be there, also where it is empty. */
function parametersField({ application = new Uint8Array(), system }: InstallParameters): Uint8Array {
  return concat(tlv(0xc9, application), system === undefined ? new Uint8Array() : tlv(0xef, system))
}
