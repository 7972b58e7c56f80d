import { tlv } from '../../engine/tlv/tlv'
import type { CardInterface } from '../card-log'
import type { ApplicationModule, InstanceContext } from '../os/application-module'
import { dispatch, type CardApplication, type CommandHandler } from '../os/card-application'
import { SW, answer, status } from '../os/status-words'
import type { MemoryArea } from '../memory/memory-area'
import { PersonalizableApplication } from './personalization/personalizable'
import { storeFci, storeRecord } from './personalization/selection-data'
import type { Personalization } from './personalization/store-data'
import { readLinearRecord, recordAddress } from './records'

/** Cell of the FCI proprietary template, A5 with its tag: DGI 9102 of the personalization. */
export const DIRECTORY_FCI = 'fci'

const FCI_GROUPING = 0x9102

/** The contact directory `1PAY.SYS.DDF01`: FCI names a file whose records list the applications (EMV Book 1, 12.2.2). */
export const pseModule = directoryModule('pse', 'contact')

/** The contactless directory `2PAY.SYS.DDF01`: the list is in the FCI (EMV Book B, 3.3; JR/T 0025). */
export const ppseModule = directoryModule('ppse', 'contactless')

function directoryModule(name: string, cardInterface: CardInterface): ApplicationModule {
  return {
    name,
    size: 512,
    create(instance: InstanceContext) {
      const { aid, memory } = instance
      const readRecord: CommandHandler = {
        cla: 0x00,
        ins: 0xb2,
        run(command) {
          const address = recordAddress(command)
          return 'sw' in address ? status(address.sw) : readLinearRecord(memory, address.sfi, address.record)
        }
      }
      const working: CardApplication = {
        aid,
        interfaces: [cardInterface],
        select: () => answer(tlv(0x6f, tlv(0x84, aid), memory.need(DIRECTORY_FCI))),
        process: (command, context) => dispatch([readRecord], command, context),
        deselect: () => undefined
      }
      return new PersonalizableApplication(instance, working, directoryPersonalization(memory))
    }
  }
}

/** DGI 9102 is the FCI, all others are records (UnionPay profiles). */
function directoryPersonalization(memory: MemoryArea): Personalization {
  return {
    begin: () => undefined,
    store: ({ id, value }) =>
      id === FCI_GROUPING ? storeFci(memory, DIRECTORY_FCI, value) : storeRecord(memory, id, value),
    finish: () => (memory.has(DIRECTORY_FCI) ? SW.ok : SW.conditionsNotSatisfied)
  }
}
