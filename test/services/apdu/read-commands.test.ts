import { expect, test } from 'vitest'
import { commandLines, readCommands } from '../../../src-main/services/apdu/read-commands'

test.each([
  [['00A40G'], 'not-hex', "command 1: 'G' at character 6 is not a hexadecimal digit"],
  [['00A40400', '80CA9'], 'not-hex', 'command 2 has 5 digits; one is missing or too many'],
  [['00A4'], 'apdu-malformed', 'command 1 has 2 bytes; CLA INS P1 P2 are four'],
  [['00A4040008A0'], 'apdu-malformed', 'command 1: Lc at byte 5 says 8 bytes of data; after it: 1 byte'],
  [['00A40400000010A0'], 'apdu-malformed', 'command 1: Lc at byte 6 says 16 bytes of data; after it: 1 byte']
])('%j is refused with its place', (texts, code, place) => {
  expect(() => readCommands(texts)).toThrow(
    expect.objectContaining({
      code,
      data: expect.objectContaining({ cause: expect.objectContaining({ en: place }) as unknown }) as unknown
    }) as Error
  )
})

test('commands are read as people write them', () => {
  const [command] = readCommands(['00 a4:04-00 02 3F00'])
  expect(command?.bytes).toEqual(Uint8Array.of(0, 0xa4, 4, 0, 2, 0x3f, 0))
  expect(command?.apdu.data).toEqual(Uint8Array.of(0x3f, 0))
})

test('a script has one command a line, with remarks', () => {
  expect(commandLines('# all\n00A40400 # select\r\n\n  80CA9F3600')).toEqual(['00A40400', '80CA9F3600'])
})
