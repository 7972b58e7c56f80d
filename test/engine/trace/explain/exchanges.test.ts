import { describe, expect, it } from 'vitest'
import { hex } from '../../../../src-main/engine/bytes/hex'
import { decodeDol } from '../../../../src-main/engine/tlv/dol'
import { explainExchange } from '../../../../src-main/engine/trace/explain/explain-exchange'
import { explainStatusWord } from '../../../../src-main/engine/trace/explain/status-words'
import vectors from '../../../vectors/explain/commands.json'

const at = { exchange: 7, part: 'command', offset: 99 } as const

describe('an exchange in one line', () => {
  it.each(vectors.vectors)('$command → $response', ({ command, response, name, summary }) => {
    const explained = explainExchange(hex(command), hex(response), { reveal: false })
    expect(explained.name).toBe(name)
    expect(explained.summary.en).toBe(summary)
    expect(explained.summary.zh).not.toBe('')
  })
})

describe('answers of the ACR122U that do not end in a status word', () => {
  it.each([
    ['FF00500000', '90DF', ['90', 'DF'], 'automatic polling; automatic ATS; FeliCa 424 kbit/s'],
    ['FF0051C100', '90C1', ['90', 'C1'], 'automatic polling; automatic ATS; ISO 14443 type A'],
    ['FF00400F0400000000', '9002', ['90', '02'], 'green is lit']
  ])('%s → %s', (command, response, hexes, state) => {
    const explained = explainExchange(hex(command), hex(response), { reveal: false, at })
    expect(explained.status?.en).toBe('done')
    expect(explained.response.map((field) => field.hex)).toEqual(hexes)
    expect(explained.response[1]?.value?.en).toContain(state)
    expect(explained.response[1]?.at).toMatchObject({ part: 'response', offset: 1, length: 1 })
  })

  it('a firmware is no status word', () => {
    const firmware = explainExchange(hex('FF00480000'), hex('41435231323255323135'), { reveal: false })
    expect(firmware.status).toBeUndefined()
    expect(firmware.response.map(({ value }) => value?.en)).toEqual(['ACR122U215'])
  })
})

describe('the parts of an exchange', () => {
  it('gives each byte of a command its place', () => {
    const { command } = explainExchange(hex('00B2010C00'), hex('6A83'), { reveal: false, at })
    expect(command.map(({ at: place }) => [place?.offset, place?.length])).toEqual([
      [0, 1],
      [1, 1],
      [2, 1],
      [3, 1],
      [4, 1]
    ])
    expect(command[2]?.at).toEqual({ exchange: 7, part: 'command', offset: 2, length: 1 })
  })

  it('places data behind an extended Lc', () => {
    const { command } = explainExchange(hex('00A40400000005A000000333 0000'), hex('9000'), {
      reveal: false,
      at
    })
    expect(command.map(({ at: place }) => [place?.offset, place?.length]).slice(4)).toEqual([
      [4, 3],
      [7, 5],
      [12, 2]
    ])
  })

  it('takes the data of GET PROCESSING OPTIONS apart by the PDOL', () => {
    const pdol = decodeDol(hex('9F7A019F02065F2A02')).entries
    const { command } = explainExchange(hex('80A800000B8309010000000007970156 00'), hex('6985'), {
      reveal: false,
      pdol,
      at
    })
    const template = command.find(({ tag }) => tag === '83')
    expect(template?.children?.map(({ value }) => value?.en)).toEqual([
      'e-cash wanted',
      '¥7.97',
      'CNY (Chinese Yuan)'
    ])
    expect(template?.children?.map(({ at: place }) => place?.offset)).toEqual([7, 8, 14])
  })

  it('picks the list of GENERATE AC that is as long as the data', () => {
    const cdol1 = decodeDol(hex('9F02069F3704')).entries
    const cdol2 = decodeDol(hex('8A029F3704')).entries
    const { command } = explainExchange(hex('80AE400006303011223344'), hex('9000'), {
      reveal: false,
      cdol1,
      cdol2
    })
    expect(command.map(({ tag }) => tag).filter(Boolean)).toEqual(['8A', '9F37'])
  })

  it('splits answers in format 1', () => {
    const { response } = explainExchange(hex('80A8000002830000'), hex('80067C00080101009000'), {
      reveal: false,
      at
    })
    expect(response[0]?.children?.map(({ tag, hex: own, at: place }) => [tag, own, place?.offset])).toEqual([
      ['82', '7C00', 2],
      ['94', '08010100', 4]
    ])
    expect(response[1]).toMatchObject({ hex: '9000', at: { part: 'response', offset: 8, length: 2 } })
  })

  it('reads log records by the log format', () => {
    const logFormat = decodeDol(hex('9A039F0206')).entries
    const read = (answer: string) =>
      explainExchange(hex('00B2015C00'), hex(answer), { reveal: false, logFormat }).response
    expect(read('2601010000000007979000').map(({ tag }) => tag)).toEqual(['9A', '9F02', undefined])
    expect(read('0000000000000000009000')[0]?.value?.en).toBe('an empty record')
  })

  it.each([
    [
      'SCP02',
      '00010203040506070809FF020001112233445566AABBCCDDEEFF0011',
      ['FF', '02', '0001', '112233445566', 'AABBCCDDEEFF0011']
    ],
    [
      'SCP03',
      '00010203040506070809300370112233445566 7788AABBCCDDEEFF0011000005',
      ['30', '03', '70', '1122334455667788', 'AABBCCDDEEFF0011', '000005']
    ]
  ])('reads the answer of INITIALIZE UPDATE (%s)', (_, answer, parts) => {
    const { response } = explainExchange(hex('8050000008000102030405060700'), hex(`${answer}9000`), {
      reveal: false
    })
    expect(response.slice(1, -1).map(({ hex: own }) => own)).toEqual(parts)
  })

  it.each([
    ['VERIFY', '0020008008241234FFFFFFFFFF', '241234FFFFFFFFFF'],
    [
      'PIN CHANGE/UNBLOCK',
      '84240002141122334455667788112233445566778899AABBCC',
      '1122334455667788112233445566778899AABBCC'
    ],
    ['PUT KEY', '80D8000104AABBCCDD', 'AABBCCDD'],
    ['STORE DATA', '80E2800004AABBCCDD', 'AABBCCDD'],
    ['LOAD KEYS', 'FF82000006A0A1A2A3A4A5', 'A0A1A2A3A4A5'],
    ['VERIFY with a wrong length', '00200080 09 241234FFFFFFFFFF', '241234FFFFFFFFFF']
  ])('never shows what %s carries', (_, command, secret) => {
    expect(
      JSON.stringify(explainExchange(hex(command), hex('9000'), { reveal: false }).command)
    ).not.toContain(secret)
    expect(JSON.stringify(explainExchange(hex(command), hex('9000'), { reveal: true }).command)).toContain(
      secret
    )
  })

  it.each([
    ['', '', 'no answer'],
    ['00B2', '9000', 'shorter than the 4 bytes of a command header'],
    ['00A4040005AA', '90', 'no answer']
  ])('says what is wrong with %s and %s', (command, response, words) => {
    expect(explainExchange(hex(command), hex(response), { reveal: false }).summary.en).toContain(words)
  })
})

describe('status words', () => {
  it('prefers what they say as an answer to the command', () => {
    expect(explainStatusWord(0x6a88).en).toBe('referenced data not found')
    expect(explainStatusWord(0x6a88, 'GET DATA').en).toBe('the card does not have this data object')
    expect(explainStatusWord(0x63c0, 'VERIFY').zh).toBe('PIN 错误，剩余 0 次')
    expect(explainStatusWord(0x63c5).en).toBe('warning; the counter stands at 5')
    expect(explainStatusWord(0x6a99).en).toBe('wrong parameters')
  })
})
