import type { Sensitivity } from '../../engine/commands/command'

const INS_VERIFY = [0x20, 0x21]
const INS_PUT_KEY = 0xd8
/** CHANGE REFERENCE DATA, DISABLE and ENABLE VERIFICATION REQUIREMENT, RESET RETRY COUNTER (ISO/IEC 7816-4, 11.6). */
const INS_REFERENCE_DATA = [0x24, 0x26, 0x28, 0x2c]
/** PC/SC part 3, 3.2.2.1.4: LOAD KEYS to the reader. */
const CLA_READER = 0xff
const INS_LOAD_KEYS = 0x82

/** What of a command, given by its header, is masked wherever it is shown or recorded: a PIN or a key as a whole. */
export function sensitivityOf({ cla, ins }: { readonly cla: number; readonly ins: number }): Sensitivity {
  const secret =
    [...INS_VERIFY, ...INS_REFERENCE_DATA, INS_PUT_KEY].includes(ins) ||
    (cla === CLA_READER && ins === INS_LOAD_KEYS)
  return { command: secret ? 'all' : 'tlv', response: 'tlv' }
}
