import { expect, test } from 'vitest'
import { hex } from '../../../src-main/engine/bytes/hex'
import { parseCommandApdu } from '../../../src-main/engine/apdu/command-apdu'
import { commandRisk } from '../../../src-main/services/apdu/command-risk'

function apduOf(text: string) {
  const parsed = parseCommandApdu(hex(text))
  if (parsed.kind !== 'ok') throw new Error(text)
  return parsed.apdu
}

test.each([
  ['0020008008241234FFFFFFFFFF', 'counts-tries', 'VERIFY'],
  ['0420008008241234FFFFFFFFFF', 'counts-tries', 'VERIFY'],
  ['008200000A00000000000000000000', 'counts-tries', 'EXTERNAL AUTHENTICATE'],
  ['848201001000000000000000000000000000000000', 'counts-tries', 'EXTERNAL AUTHENTICATE'],
  ['8424000000', 'counts-tries', 'PIN CHANGE/UNBLOCK'],
  ['80D8008100', 'blocks', 'PUT KEY'],
  ['84D8008100', 'blocks', 'PUT KEY'],
  ['84160000', 'blocks', 'CARD BLOCK'],
  ['841E0000', 'blocks', 'APPLICATION BLOCK'],
  ['80F0407F00', 'blocks', 'SET STATUS'],
  ['80AE40002B' + '00'.repeat(43), 'money', 'GENERATE AC'],
  ['80A800000B830900000000000000015600', 'money', 'GET PROCESSING OPTIONS'],
  ['80E6020000', 'changes', 'INSTALL'],
  ['80E2800000', 'changes', 'STORE DATA'],
  ['04DC010C0100', 'changes', 'UPDATE RECORD'],
  ['FFD60004100000000000000000000000000000000000', 'changes', 'UPDATE BINARY']
])('%s asks first: %s, %s', (text, kind, name) => {
  expect(commandRisk(apduOf(text))).toEqual({ kind, name })
})

test.each([
  ['SELECT', '00A4040008A00000033301010100'],
  ['READ RECORD', '00B2010C00'],
  ['GET DATA', '80CA9F3600'],
  ['GET PROCESSING OPTIONS without terminal data', '80A8000002830000'],
  ['VERIFY that only asks for the tries left', '00200080'],
  ['the reader is asked for the UID', 'FFCA000000'],
  ['INITIALIZE UPDATE', '8050000008000000000000000000']
])('%s does not ask', (_name, text) => {
  expect(commandRisk(apduOf(text))).toBeUndefined()
})
