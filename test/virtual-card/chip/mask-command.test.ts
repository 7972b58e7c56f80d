import { expect, it } from 'vitest'
import { hex } from '../../../src-main/engine/bytes/hex'
import { maskCommand } from '../../../src-main/virtual-card/chip/mask-command'

it.each([
  ['0020008008241234FFFFFFFFFF', '0020008008****************'],
  ['0024000110241234FFFFFFFFFF241235FFFFFFFFFF', `0024000110${'**'.repeat(16)}`],
  // Also where the length is wrong: what follows is a PIN all the same.
  ['0020008003241234FFFFFFFFFF00', '0020008003******************'],
  ['00200080', '00200080'],
  ['00A4040002AABB00', '00A4040002AABB00'],
  ['', '']
])('%s', (command, masked) => {
  expect(maskCommand(hex(command))).toBe(masked)
})
