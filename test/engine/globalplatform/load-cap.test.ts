import { describe, expect, it } from 'vitest'
import { hex } from '../../../src-main/engine/bytes/hex'
import { readCap } from '../../../src-main/engine/cap/read-cap'
import { secretKey } from '../../../src-main/engine/crypto/key-ref'
import { loadCap, resumeLoad, type LoadOptions } from '../../../src-main/engine/globalplatform/load-cap'
import { Interruption } from '../../../src-main/engine/workflow/interruption'
import vector from '../../vectors/cap/empty-load-file.json'
import { sampleCap } from '../cap/support'
import { FACTORY } from './support'
import { scriptedDomain } from './scripted-domain'

function sample() {
  const outcome = readCap(sampleCap())
  if (outcome.kind !== 'ok') throw new Error(outcome.problem.kind)
  return outcome.cap
}

const good = (command: string): string => (command.startsWith('80F2') ? '6A88' : '009000')

/** Data of the LOAD commands, joined. */
function loaded(plain: readonly string[]): string {
  return plain
    .filter((command) => command.startsWith('80E8'))
    .map((command) => command.slice(10, 10 + 2 * Number.parseInt(command.slice(8, 10), 16)))
    .join('')
}

describe.each([
  [0x01, false],
  [0x03, false],
  [0x33, true]
])('loading at level %i', (level, aes) => {
  it('announces the file, and sends it block by block', async () => {
    const domain = scriptedDomain(good, { level, aes })
    const result = await domain.run(loadCap(domain.channel, sample(), { hash: 'sha256', blockSize: 120 }))
    expect(result).toMatchObject({ kind: 'loaded', blocks: 2 })
    expect(domain.plain[0]).toBe(`80E602002A0501020304050020${vector.sha256}000000`)
    expect(domain.plain.slice(1).map((command) => command.slice(0, 8))).toEqual(['80E80000', '80E88001'])
    expect(loaded(domain.plain)).toBe(`C481D3${vector.withoutDescriptor}`)
    expect(domain.steps.at(-1)?.text.en).toBe('Loading block 2 of 2')
  })
})

describe('what goes with the file', () => {
  it('has a smaller block size, domain, memory, Descriptor', async () => {
    const domain = scriptedDomain(good)
    const options: LoadOptions = {
      ...{ domain: hex('A00000000101'), memory: { code: 0x200 }, blockSize: 100, withDescriptor: true },
      ...{ token: { kind: 'made', bytes: hex('AABB') } }
    }
    await domain.run(loadCap(domain.channel, sample(), options))
    expect(domain.plain[0]).toBe(
      '80E602001805010203040506A0000000010100' + '06EF04C6020200' + '02AABB' + '00'
    )
    expect(loaded(domain.plain).slice(8)).toBe(vector.withDescriptor)
  })

  it('has signatures in front, and a token over the command without it', async () => {
    const domain = scriptedDomain(good)
    const key = { kind: 'symmetric', key: secretKey('3des', FACTORY) } as const
    await domain.run(
      loadCap(domain.channel, sample(), {
        hash: 'sha1',
        daps: [{ domain: hex('A0000001510001'), signature: { kind: 'to-make', key } }],
        token: { kind: 'to-make', key }
      })
    )
    // Both retail MACs were computed with OpenSSL: over the hash, and over P1, P2, length and fields without the token.
    expect(domain.plain[0]).toBe(`80E60200260501020304050014${vector.sha1}00088C0639BBB194681800`)
    expect(loaded(domain.plain).slice(0, 44)).toBe('E2134F07A0000001510001C308D49391127619DCF5C4')
  })

  it('has to have a hash for signatures', async () => {
    const domain = scriptedDomain(good)
    const daps = [{ domain: hex('A0000001510001'), signature: { kind: 'made', bytes: hex('00') } }] as const
    await expect(domain.run(loadCap(domain.channel, sample(), { daps }))).rejects.toThrow('hash')
    expect(domain.sent).toEqual([])
  })
})

describe('a load that breaks off', () => {
  it.each([
    ['80E6', '6A80', 'wrong-data', 0],
    ['80E6', '6985', 'refused', 0],
    ['80E80000', '6A84', 'memory-full', 0],
    ['80E88001', '6581', 'memory-failure', 1]
  ])('at %s with %s', async (prefix, sw, reason, blocks) => {
    const domain = scriptedDomain((command) => (command.startsWith(prefix) ? sw : '009000'))
    const result = await domain.run(loadCap(domain.channel, sample(), { blockSize: 120 }))
    expect(result).toMatchObject({ kind: 'refused', reason, sw: Number.parseInt(sw, 16), blocks })
  })

  it('pulled at any command, it sends nothing more, and the channel is closed', async () => {
    for (let tearAt = 1; tearAt <= 3; tearAt += 1) {
      const domain = scriptedDomain(good, { tearAt })
      await expect(domain.run(loadCap(domain.channel, sample(), { blockSize: 120 }))).rejects.toThrow(
        'card-removed'
      )
      expect(domain.sent).toHaveLength(tearAt)
      expect(domain.channel.session).toBeUndefined()
    }
  })

  it('stopped by the person, it says where to go on, and goes on there', async () => {
    const domain = scriptedDomain(good)
    const cap = sample()
    const workflow = loadCap(domain.channel, cap, { blockSize: 50 })
    // The runner throws a cancellation in before the instruction that it would have performed.
    const stopping = (function* () {
      let next = workflow.next()
      while (next.done !== true) {
        const instruction = next.value
        const cancel = instruction.kind === 'transmit' && domain.sent.length === 3
        next = cancel ? workflow.throw(new Interruption('cancelled')) : workflow.next(yield instruction)
      }
      return next.value
    })()
    const result = await domain.run(stopping)
    expect(result).toEqual({ kind: 'stopped', next: 2 })
    const rest = await domain.run(loadCap(domain.channel, cap, { blockSize: 50, from: 2 }))
    expect(rest.kind).toBe('loaded')
    expect(loaded(domain.plain).slice(-vector.withoutDescriptor.length)).toBe(vector.withoutDescriptor)
  })

  it('is cleaned away and begun anew, or found to be done', async () => {
    const again = scriptedDomain((command) => (command.startsWith('80E4') ? '6A88' : good(command)))
    expect(await again.run(resumeLoad(again.channel, sample(), { blockSize: 120 }))).toMatchObject({
      kind: 'loaded',
      blocks: 2
    })
    expect(again.plain.map((command) => command.slice(0, 4))).toEqual([
      '80F2',
      '80E4',
      '80E6',
      '80E8',
      '80E8'
    ])
    // Never with what depends on it: a listing that was cut off may have hidden a file with applications.
    expect(again.plain[1]?.slice(0, 8)).toBe('80E40000')
    const done = scriptedDomain(() => 'E30B4F0501020304059F7001019000')
    expect(await done.run(resumeLoad(done.channel, sample(), { blockSize: 120 }))).toMatchObject({
      kind: 'loaded',
      already: true
    })
    expect(done.plain).toHaveLength(1)
    const stuck = scriptedDomain((command) => (command.startsWith('80E4') ? '6985' : good(command)))
    expect(await stuck.run(resumeLoad(stuck.channel, sample(), { blockSize: 120 }))).toMatchObject({
      kind: 'refused',
      blocks: 0
    })
  })

  it('does not start in a closed channel', async () => {
    const domain = scriptedDomain(good)
    domain.channel.close()
    expect(await domain.run(loadCap(domain.channel, sample(), { blockSize: 120 }))).toEqual({
      kind: 'channel-broken',
      reason: 'closed',
      blocks: 0
    })
    expect(domain.sent).toEqual([])
  })
})
