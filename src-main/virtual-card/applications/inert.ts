import { tlv } from '../../engine/tlv/tlv'
import type { ApplicationModule } from '../os/application-module'
import { answer, status, SW } from '../os/status-words'

/** An instance of code that the virtual chip cannot run: SELECT answers with its name, all else is 6D00. */
export const inertModule: ApplicationModule = {
  name: 'inert',
  size: 512,
  create: ({ aid }) => ({
    aid,
    interfaces: ['contact', 'contactless'],
    select: () => answer(tlv(0x6f, tlv(0x84, aid))),
    process: () => status(SW.instructionNotSupported),
    deselect: () => undefined
  })
}
