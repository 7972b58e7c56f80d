import { describe, expect, it } from 'vitest'
import { concat, uintBytes } from '../../../../src-main/engine/bytes/bytes'
import { hex, toHex } from '../../../../src-main/engine/bytes/hex'
import { rsaPublicOperation } from '../../../../src-main/engine/crypto/rsa'
import { iccKeyParts } from '../../../../src-main/virtual-card/applications/pboc/card-keys'
import { PowerLost } from '../../../../src-main/virtual-card/memory/card-memory'
import { VirtualCard } from '../../../../src-main/virtual-card/virtual-card'
import { AID, cardUnderTest, powered, selectCommand } from '../../card-under-test'
import { cryptogramIn, pbocUnderTest } from '../../pboc-under-test'

const RIGHT = '002000800826123456FFFFFFFF'
const WRONG = '002000800826654321FFFFFFFF'
const TRIES = '80CA9F1700'

function selected() {
  const test = cardUnderTest()
  test.send(selectCommand(AID.debit))
  return test
}

describe('VERIFY', () => {
  it('counts wrong tries down, and refuses at none left', () => {
    const { send, card, events } = selected()
    expect(send(WRONG)).toBe('63C2')
    expect(send(WRONG)).toBe('63C1')
    expect(send(WRONG)).toBe('63C0')
    expect(events.at(-1)).toMatchObject({
      changes: [{ code: 'pin-tries-lowered', from: '01', to: '00' }, { code: 'pin-blocked' }]
    })
    expect(send(RIGHT)).toBe('6983')
    expect(send(TRIES)).toBe('9F1701009000')
    card.powerDown()
    card.powerUp('contact')
    send(selectCommand(AID.debit))
    expect(send(RIGHT)).toBe('6983')
  })

  it('restores the tries with the right PIN', () => {
    const { send } = selected()
    send(WRONG)
    expect(send(RIGHT)).toBe('9000')
    expect(send(TRIES)).toBe('9F1701039000')
  })

  it('takes the try before it compares: cutting the power never gives one back', () => {
    for (const point of ['before', 'half'] as const) {
      for (let n = 1; n <= 4; n += 1) {
        const { send, card } = selected()
        card.memory.tear(n, point)
        expect(() => send(WRONG)).toThrow(PowerLost)
        const again = powered(VirtualCard.fromImage(card.toImage()))
        again.send(selectCommand(AID.debit))
        // Torn before the try was taken: nothing was learned. Never more than there were.
        expect(['9F1701039000', '9F1701029000']).toContain(again.send(TRIES))
      }
      const { send, card } = selected()
      card.memory.tear(5, point)
      expect(() => send(RIGHT)).toThrow(PowerLost)
      const again = powered(VirtualCard.fromImage(card.toImage()))
      again.send(selectCommand(AID.debit))
      expect(again.send(TRIES)).toBe('9F1701029000')
    }
  })

  it.each([
    ['0020008108261234FFFFFFFFFF', '6A86'],
    ['0020018008261234FFFFFFFFFF', '6A86'],
    ['0020008003261234', '6700'],
    ['00200080', '6700']
  ])('refuses %s with %s and takes no try', (command, sw) => {
    const { send } = selected()
    expect(send(command)).toBe(sw)
    expect(send(TRIES)).toBe('9F1701039000')
  })

  it('says that a card without a PIN has none', () => {
    const { send } = cardUnderTest('ecash')
    send(selectCommand(AID.ecash))
    expect(send(RIGHT)).toBe('6984')
  })
})

describe('VERIFY with an enciphered PIN', () => {
  const PIN = '26123456FFFFFFFF'

  function ready(kind: 'debit-ecash' | 'ecash' = 'debit-ecash') {
    const test = pbocUnderTest({ kind })
    const parts = iccKeyParts(test.cells)
    if (parts === undefined) throw new Error('the card has no key')
    const challenge = (): string => test.send('0084000000').slice(0, 16)
    /** Header 7F, PIN block, challenge, and fill (EMV Book 2, table 25). */
    const enciphered = (block: string, answered: string, header = '7F'): string => {
      const head = hex(header + block + answered)
      const fill = new Uint8Array(parts.modulus.length - head.length).fill(0xa5)
      const data = rsaPublicOperation(parts, concat(head, fill))
      if (data === undefined) throw new Error('not below the modulus')
      return command(data)
    }
    return { ...test, challenge, enciphered, modulus: parts.modulus }
  }

  function command(data: Uint8Array): string {
    return `00200088${toHex(uintBytes(data.length, 1))}${toHex(data)}`
  }

  it('takes the right one, and restores the tries', () => {
    const { send, challenge, enciphered } = ready()
    send(WRONG)
    expect(send(enciphered(PIN, challenge()))).toBe('9000')
    expect(send(TRIES)).toBe('9F1701039000')
  })

  it('is told by the cryptogram of the transaction', () => {
    const { send, challenge, enciphered, options, first } = ready()
    options()
    send(enciphered('26654321FFFFFFFF', challenge()))
    expect(cryptogramIn(first('80')).cvr.slice(0, 2)).toBe('A6')
  })

  it('counts a wrong one', () => {
    const { send, challenge, enciphered } = ready()
    expect(send(enciphered('26654321FFFFFFFF', challenge()))).toBe('63C2')
    expect(send(TRIES)).toBe('9F1701029000')
  })

  it.each([
    ['another header', (answered: string) => [PIN, answered, '6A']],
    [
      'another challenge',
      (answered: string) => [PIN, answered.replace(/.$/, (digit) => (digit === '0' ? '1' : '0')), '7F']
    ]
  ] as const)('counts %s as a wrong one', (_, content) => {
    const { send, challenge, enciphered } = ready()
    const [block, answered, header] = content(challenge())
    expect(send(enciphered(block ?? '', answered ?? '', header))).toBe('63C2')
  })

  it('counts a number that is not below the modulus as a wrong one', () => {
    for (const raise of [0, 1]) {
      const { send, challenge, modulus } = ready()
      challenge()
      const data = modulus.slice()
      data[data.length - 1] = (data.at(-1) ?? 0) + raise
      expect(send(command(data))).toBe('63C2')
    }
  })

  it('takes a challenge for the very next command only, and once', () => {
    const { send, challenge, enciphered, select } = ready()
    const once = enciphered(PIN, challenge())
    expect(send(once)).toBe('9000')
    expect(send(once)).toBe('6985')
    const other = enciphered(PIN, challenge())
    send(TRIES)
    expect(send(other)).toBe('6985')
    const gone = enciphered(PIN, challenge())
    select()
    expect(send(gone)).toBe('6985')
    challenge()
    expect(send(once)).toBe('63C2')
  })

  it('takes none without a challenge, of another length, or without a key, and no try for it', () => {
    const { send, challenge, enciphered } = ready()
    expect(send(enciphered(PIN, '0000000000000000'))).toBe('6985')
    challenge()
    expect(send(command(new Uint8Array(127)))).toBe('6700')
    challenge()
    expect(send(`0020008808${PIN}`)).toBe('6700')
    expect(send(TRIES)).toBe('9F1701039000')
    const keyless = pbocUnderTest({ change: (cells) => cells.remove('icc-key/q') })
    keyless.send('0084000000')
    expect(keyless.send(enciphered(PIN, '0000000000000000'))).toBe('6985')
  })

  it('says that a card without a PIN has none, and is refused when no try is left', () => {
    const pinless = ready('ecash')
    expect(pinless.send(pinless.enciphered(PIN, pinless.challenge()))).toBe('6984')
    const { send, challenge, enciphered } = ready()
    for (let n = 0; n < 3; n += 1) send(WRONG)
    expect(send(enciphered(PIN, challenge()))).toBe('6983')
  })
})
