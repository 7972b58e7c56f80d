import type { CommandApdu } from '../../engine/apdu/command-apdu'
import type { RiskKind } from '../../texts/cli/apdu'

/** A command that could lock or change the card, by its name in the specification. */
export interface CommandRisk {
  readonly kind: RiskKind
  readonly name: string
}

interface RiskRow extends CommandRisk {
  /** Whether the class is one in which the instruction has this meaning; secure messaging and channel bits are free. */
  readonly classes: 'any' | 'iso' | 'proprietary' | 'reader'
}

const row = (classes: RiskRow['classes'], kind: RiskKind, name: string): RiskRow => ({ classes, kind, name })

/** By instruction: ISO/IEC 7816-4 and -9, EMV Book 3, GlobalPlatform Card Specification 11, PC/SC part 3 (FF). */
const RISKS: Readonly<Record<number, readonly RiskRow[]>> = {
  0x04: [row('iso', 'blocks', 'DEACTIVATE FILE')],
  0x0e: [row('iso', 'changes', 'ERASE BINARY')],
  0x0f: [row('iso', 'changes', 'ERASE BINARY')],
  0x16: [row('proprietary', 'blocks', 'CARD BLOCK')],
  0x18: [row('proprietary', 'changes', 'APPLICATION UNBLOCK')],
  0x1e: [row('proprietary', 'blocks', 'APPLICATION BLOCK')],
  0x20: [row('any', 'counts-tries', 'VERIFY')],
  0x21: [row('any', 'counts-tries', 'VERIFY')],
  0x24: [
    row('iso', 'counts-tries', 'CHANGE REFERENCE DATA'),
    row('proprietary', 'counts-tries', 'PIN CHANGE/UNBLOCK')
  ],
  0x26: [row('iso', 'blocks', 'DISABLE VERIFICATION REQUIREMENT')],
  0x2c: [row('iso', 'counts-tries', 'RESET RETRY COUNTER')],
  0x44: [row('iso', 'changes', 'ACTIVATE FILE')],
  0x82: [row('any', 'counts-tries', 'EXTERNAL AUTHENTICATE'), row('reader', 'changes', 'LOAD KEYS')],
  0xa8: [row('proprietary', 'money', 'GET PROCESSING OPTIONS')],
  0xae: [row('proprietary', 'money', 'GENERATE AC')],
  0xd0: [row('iso', 'changes', 'WRITE BINARY')],
  0xd1: [row('iso', 'changes', 'WRITE BINARY')],
  0xd2: [row('iso', 'changes', 'WRITE RECORD')],
  0xd6: [row('any', 'changes', 'UPDATE BINARY'), row('reader', 'changes', 'UPDATE BINARY')],
  0xd7: [row('iso', 'changes', 'UPDATE BINARY'), row('reader', 'changes', 'INCREMENT/DECREMENT')],
  0xd8: [row('proprietary', 'blocks', 'PUT KEY')],
  0xda: [row('any', 'changes', 'PUT DATA')],
  0xdb: [row('any', 'changes', 'PUT DATA')],
  0xdc: [row('any', 'changes', 'UPDATE RECORD')],
  0xdd: [row('any', 'changes', 'UPDATE RECORD')],
  0xe0: [row('iso', 'changes', 'CREATE FILE')],
  0xe2: [row('iso', 'changes', 'APPEND RECORD'), row('proprietary', 'changes', 'STORE DATA')],
  0xe4: [row('iso', 'changes', 'DELETE FILE'), row('proprietary', 'changes', 'DELETE')],
  0xe6: [row('iso', 'blocks', 'TERMINATE DF'), row('proprietary', 'changes', 'INSTALL')],
  0xe8: [row('iso', 'blocks', 'TERMINATE EF'), row('proprietary', 'changes', 'LOAD')],
  0xf0: [row('proprietary', 'blocks', 'SET STATUS')],
  0xfe: [row('iso', 'blocks', 'TERMINATE CARD USAGE')]
}

/** A VERIFY without data only asks for the tries left (ISO/IEC 7816-4, 11.6.6). */
const VERIFY = [0x20, 0x21]
const GET_PROCESSING_OPTIONS = 0xa8
/** `83 00`: no data of a terminal, and so no amount (EMV Book 3, 6.5.8). */
const EMPTY_PDOL_BYTES = 2

/** What the command could do that cannot be taken back; undefined where it is known to do no harm, or not known. */
export function commandRisk({ cla, ins, data }: CommandApdu): CommandRisk | undefined {
  if (VERIFY.includes(ins) && data.length === 0) return undefined
  // A flash payment begins with the amount here and is paid with the last READ RECORD (JR/T 0025.12).
  if (ins === GET_PROCESSING_OPTIONS && data.length <= EMPTY_PDOL_BYTES) return undefined
  const own = cla === 0xff ? 'reader' : (cla & 0x80) === 0 ? 'iso' : 'proprietary'
  const found = RISKS[ins]?.find(({ classes }) => classes === own || (classes === 'any' && own !== 'reader'))
  return found && { kind: found.kind, name: found.name }
}
