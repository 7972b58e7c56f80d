import { expect, it } from 'vitest'
import { hex } from '../../../../src-main/engine/bytes/hex'
import { issuerScriptCommand } from '../../../../src-main/engine/commands/emv/issuer-script-command'
import { expectKinds, sent } from '../support'

const PUT_BALANCE = '04DA9F790A000000010000A1B2C3D4'

it('is sent as the issuer wrote it, under its own name', () => {
  for (const [apdu, name] of [
    [PUT_BALANCE, 'PUT DATA'],
    ['841E000004A1B2C3D4', 'APPLICATION BLOCK'],
    ['8418000004A1B2C3D4', 'APPLICATION UNBLOCK'],
    ['8416000004A1B2C3D4', 'CARD BLOCK'],
    ['8424000004A1B2C3D4', 'PIN CHANGE/UNBLOCK'],
    ['04DC011404A1B2C3D4', 'UPDATE RECORD'],
    ['8099000004A1B2C3D4', 'ISSUER SCRIPT COMMAND']
  ] as const) {
    const command = issuerScriptCommand(hex(apdu))
    expect(command?.name).toBe(name)
    expect(command && sent(command)).toBe(apdu)
  }
})

it('lets nothing of a new PIN be recorded', () => {
  expect(issuerScriptCommand(hex('8424000204A1B2C3D4'))?.sensitivity.command).toBe('all')
  expect(issuerScriptCommand(hex(PUT_BALANCE))?.sensitivity.command).toBe('tlv')
})

it('is nothing where the bytes are no command, or would be sent in another form', () => {
  for (const bad of ['', '04', '04DA9F', '04DA9F790A0000', '04DA9F790000020102']) {
    expect(issuerScriptCommand(hex(bad)), bad).toBeUndefined()
  }
})

it('goes on after warnings and stops at errors', () => {
  const command = issuerScriptCommand(hex(PUT_BALANCE))
  if (command === undefined) throw new Error('it is a command')
  expectKinds(command, {
    ...{ '9000': 'done', '6200': 'warning', '6300': 'warning', '63C1': 'warning' },
    ...{ '6985': 'failed', '6988': 'failed', '6581': 'failed', '6F00': 'failed' }
  })
})
