import { describe, expect, it } from 'vitest'
import { hex, toHex } from '../../../src-main/engine/bytes/hex'
import { getStatus } from '../../../src-main/engine/commands/globalplatform/get-status'
import { openSecureChannel } from '../../../src-main/engine/globalplatform/open-secure-channel'
import { transmitSecured } from '../../../src-main/engine/globalplatform/secure-channel'
import { FACTORY, bench, opened, request, sameKeys } from './support'
import { benchOf, chip } from './virtual-chip'

describe('a channel to the virtual chip', () => {
  it.each([0x00, 0x01, 0x03, 0x10, 0x11, 0x13])('opens and carries commands, level %i', async (level) => {
    const own = benchOf(chip())
    const channel = await opened(own, { level, protocol: { name: 'SCP02' } })
    for (let count = 0; count < 3; count += 1) {
      const listed = await own.run(transmitSecured(channel, getStatus('issuer-security-domain')))
      expect(listed).toMatchObject({ kind: 'answered', value: { kind: 'entries' } })
    }
    expect(own.sent).toHaveLength(6)
    expect(channel.facts).toMatchObject({ scp: { name: 'SCP02', i: 0x15 }, level, keyVersion: 0xff })
    expect(toHex(channel.facts.aid)).toBe('A000000151000000')
  })

  it('sends nothing more once the keys were found wrong, and says how they would be right', async () => {
    const own = benchOf(chip())
    const outcome = await own.run(openSecureChannel(request({ diversification: 'visa2' })))
    expect(outcome).toMatchObject({ kind: 'card-cryptogram-wrong', matching: 'none' })
    expect(own.sent.map((command) => command.slice(0, 4))).toEqual(['00A4', '8050'])
    const wrong = await own.run(
      openSecureChannel(
        request({
          keys: sameKeys(
            '3des',
            FACTORY.map(() => 1)
          )
        })
      )
    )
    expect(wrong).toMatchObject({ kind: 'card-cryptogram-wrong' })
    expect(wrong).not.toHaveProperty('matching')
    expect(own.sent.some((command) => command.startsWith('8482'))).toBe(false)
  })

  it('is not even selected while the guard waits for a word', async () => {
    const own = benchOf(chip())
    const guard = { failedAttempts: 2, confirmed: false }
    expect(await own.run(openSecureChannel(request({ guard })))).toEqual({
      kind: 'unconfirmed',
      failedAttempts: 2
    })
    expect(own.sent).toEqual([])
    expect(await opened(own, { guard: { ...guard, confirmed: true } })).toBeDefined()
  })

  it.each([
    [{ keyVersion: 0x42 }, { kind: 'update-refused', reason: 'no-such-keys', sw: 0x6a88 }, 2],
    [{ aid: hex('A0000000999999') }, { kind: 'not-selected', reason: 'not-found', sw: 0x6a82 }, 1],
    [{ keys: sameKeys('aes') }, { kind: 'keys-unfit', reason: '3des-keys-needed' }, 2],
    [{ diversification: 'kdf3' }, { kind: 'keys-unfit', reason: 'diversification-unfit' }, 0],
    [{ protocol: { name: 'SCP03' } }, { kind: 'keys-unfit', reason: 'aes-keys-needed' }, 0],
    [{ protocol: { name: 'SCP01' } }, { kind: 'other-protocol', answered: { name: 'SCP02', i: 0x15 } }, 2],
    [
      { keys: { ...sameKeys('3des'), dek: sameKeys('aes').dek } },
      { kind: 'keys-unfit', reason: 'keys-differ' },
      0
    ],
    [{ level: 0x33 }, { kind: 'level-unsupported', level: 0x33 }, 2]
  ] as const)('ends early where something does not fit: %j', async (more, expected, commands) => {
    const own = benchOf(chip())
    expect(await own.run(openSecureChannel(request(more)))).toMatchObject(expected)
    expect(own.sent).toHaveLength(commands)
  })

  it('changes an answer: the channel is closed, and nothing more goes through it', async () => {
    const card = chip()
    let spoil = false
    const own = bench((command) => {
      const answer = toHex(card.transmit(hex(command)))
      return spoil ? `00${answer.slice(2)}` : answer
    })
    const channel = await opened(own, { level: 0x11 })
    spoil = true
    const listed = await own.run(transmitSecured(channel, getStatus('issuer-security-domain')))
    expect(listed).toEqual({ kind: 'channel-broken', reason: 'answer-mac-wrong' })
    const before = own.sent.length
    expect(await own.run(transmitSecured(channel, getStatus('applications')))).toEqual({
      kind: 'channel-broken',
      reason: 'closed'
    })
    expect(own.sent).toHaveLength(before)
    expect(channel.room).toBe(0)
  })
})
