import { describe, expect, it } from 'vitest'
import { hex, toHex } from '../../../src-main/engine/bytes/hex'
import { completingResponses } from '../../../src-main/engine/channel/get-response'
import { openChannel } from '../../../src-main/engine/channel/open-channel'
import type { TappedExchange } from '../../../src-main/engine/trace/tapped-exchange'
import { Interruption } from '../../../src-main/engine/workflow/interruption'

/** A reader that answers a script in order and notes what it was sent. */
function scripted(answers: readonly string[]) {
  const sent: string[] = []
  return {
    sent,
    async transceive(command: Uint8Array): Promise<Uint8Array> {
      sent.push(toHex(command))
      const answer = answers[sent.length - 1]
      if (answer === undefined) throw new Interruption('card-removed')
      return hex(answer)
    }
  }
}

const rows = [
  {
    name: 'an answer in one piece passes unchanged',
    protocol: 'T=1',
    command: '00B2010C00',
    answers: ['70009000'],
    sent: ['00B2010C00'],
    result: '70009000'
  },
  {
    name: '61xx is fetched and joined',
    protocol: 'T=0',
    command: '00A4040002325000',
    answers: ['6103', '6F01849000'],
    sent: ['00A40400023250', '00C0000003'],
    result: '6F01849000'
  },
  {
    name: '61xx that comes with data keeps it',
    protocol: 'T=1',
    command: '80CA9F7F00',
    answers: ['AABB6102', 'CC6101', 'DD9000'],
    sent: ['80CA9F7F00', '00C0000002', '00C0000001'],
    result: 'AABBCCDD9000'
  },
  {
    name: '6Cxx is asked again with the length that the card names',
    protocol: 'T=0',
    command: '80CA9F7900',
    answers: ['6C09', '9F79060000000088009000'],
    sent: ['80CA9F7900', '80CA9F7909'],
    result: '9F79060000000088009000'
  },
  {
    name: 'a card that says 6Cxx twice is believed the second time',
    protocol: 'T=0',
    command: '80CA9F7900',
    answers: ['6C09', '6C08'],
    sent: ['80CA9F7900', '80CA9F7909'],
    result: '6C08'
  },
  {
    name: 'GET RESPONSE keeps the logical channel and drops secure messaging',
    protocol: 'T=1',
    command: '06B2010C00',
    answers: ['6101', 'AA9000'],
    sent: ['06B2010C00', '02C0000001'],
    result: 'AA9000'
  },
  {
    name: 'GET RESPONSE on a further logical channel stays on it',
    protocol: 'T=1',
    command: '45B2010C00',
    answers: ['6101', 'AA9000'],
    sent: ['45B2010C00', '45C0000001'],
    result: 'AA9000'
  },
  {
    name: 'T=0 sends a case 1 command with P3 = 00',
    protocol: 'T=0',
    command: '00840000',
    answers: ['9000'],
    sent: ['0084000000'],
    result: '9000'
  }
] as const

describe('completingResponses', () => {
  it.each(rows)('$name', async (row) => {
    const reader = scripted(row.answers)
    const answer = await completingResponses(reader, row.protocol).transceive(hex(row.command))
    expect(toHex(answer)).toBe(row.result)
    expect(reader.sent).toEqual(row.sent)
  })

  it('ends with an interruption when 61xx never ends', async () => {
    const endless = { transceive: async () => hex('AA6110') }
    await expect(completingResponses(endless, 'T=1').transceive(hex('80CA9F7F00'))).rejects.toMatchObject({
      reason: 'endless-response'
    })
  })
})

describe('openChannel', () => {
  it('tells the logical exchange with the wire exchanges that carried it', async () => {
    const seen: TappedExchange[] = []
    let time = 0
    const clock = () => (time += 10)
    const channel = openChannel(scripted(['6C02', 'AABB9000']), 'T=0', {
      clock,
      onExchange: (e) => seen.push(e)
    })
    await channel.transceive(hex('80CA9F3600'))
    expect(seen).toHaveLength(1)
    expect(toHex(seen[0]?.response ?? hex(''))).toBe('AABB9000')
    expect(seen[0]?.wire.map((wire) => toHex(wire.command))).toEqual(['80CA9F3600', '80CA9F3602'])
    expect(seen[0]?.duration).toBeGreaterThan(0)
  })

  it('records a failure and passes it on', async () => {
    const seen: TappedExchange[] = []
    const channel = openChannel(scripted([]), 'T=1', { clock: () => 0, onExchange: (e) => seen.push(e) })
    await expect(channel.transceive(hex('80CA9F3600'))).rejects.toBeInstanceOf(Interruption)
    expect(seen[0]?.response).toBeUndefined()
    expect(seen[0]?.wire).toHaveLength(1)
  })
})
