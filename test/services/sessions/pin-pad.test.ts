import { expect, it } from 'vitest'
import { hex, toHex } from '../../../src-main/engine/bytes/hex'
import { PIN_PAD_TEMPLATE, verify } from '../../../src-main/engine/commands/emv/verify'
import { Interruption } from '../../../src-main/engine/workflow/interruption'
import { ReaderError } from '../../../src-main/services/readers/reader-driver'
import { verifyOnPad } from '../../../src-main/services/sessions/pin-pad'

const command = verify({ method: 'plain', data: PIN_PAD_TEMPLATE })
/** CM_IOCTL_GET_FEATURE_REQUEST of pcsc-lite. */
const ASK = 0x42000d48
const FEATURE = '060442330006'

function pad(answers: Readonly<Record<number, Uint8Array | Error>>) {
  const sent: string[] = []
  const session = {
    control: async (code: number, input: Uint8Array): Promise<Uint8Array> => {
      sent.push(`${code.toString(16)} ${toHex(input)}`)
      const answer = answers[code] ?? new ReaderError('unsupported')
      if (answer instanceof Error) throw answer
      return answer
    }
  }
  return { sent, verify: () => verifyOnPad(session, 'linux', command) }
}

it('the pad puts the PIN into the VERIFY and sends it', async () => {
  const { sent, verify: enter } = pad({ [ASK]: hex(FEATURE), 0x42330006: hex('9000') })
  expect(toHex((await enter())!)).toBe('9000')
  expect(sent).toEqual([
    '42000d48 ',
    // Times, form of the block, 4 to 12 digits, by key, one message in English, no prologue, 13 bytes of APDU.
    '42330006 1E0F8947040C040201090400000000' + '0D000000' + '002000800820FFFFFFFFFFFFFF'
  ])
})

it.each(['6400', '6401', '6402', '6403', ''])(
  'a holder who enters nothing (%s) has used no try',
  async (sw) => {
    expect(await pad({ [ASK]: hex(FEATURE), 0x42330006: hex(sw) }).verify()).toBeUndefined()
  }
)

it('what the card says of a wrong PIN comes back', async () => {
  expect(await pad({ [ASK]: hex(FEATURE), 0x42330006: hex('63C2') }).verify()).toEqual(hex('63C2'))
})

it('a reader without a pad is asked for nothing', async () => {
  expect(await pad({}).verify()).toBeUndefined()
  expect(await pad({ [ASK]: hex('') }).verify()).toBeUndefined()
})

it('a card that goes away meanwhile is an interruption', async () => {
  const gone = pad({ [ASK]: hex(FEATURE), 0x42330006: new ReaderError('card-removed') })
  await expect(gone.verify()).rejects.toBeInstanceOf(Interruption)
})
