import { describe, expect, it } from 'vitest'
import { hex, toHex } from '../../../src-main/engine/bytes/hex'
import { readCap } from '../../../src-main/engine/cap/read-cap'
import { secretKey } from '../../../src-main/engine/crypto/key-ref'
import { installApplication } from '../../../src-main/engine/globalplatform/install-application'
import { loadCap, resumeLoad } from '../../../src-main/engine/globalplatform/load-cap'
import { openSecureChannel } from '../../../src-main/engine/globalplatform/open-secure-channel'
import { putKeys } from '../../../src-main/engine/globalplatform/put-keys'
import { readCardContent } from '../../../src-main/engine/globalplatform/read-card-content'
import type { SecureChannel } from '../../../src-main/engine/globalplatform/secure-channel'
import { Interruption } from '../../../src-main/engine/workflow/interruption'
import type { Workflow } from '../../../src-main/engine/workflow/workflow'
import { VirtualCard } from '../../../src-main/virtual-card/virtual-card'
import { sampleCap } from '../cap/support'
import { bench, opened, request, sameKeys } from './support'
import { benchOf, chip } from './virtual-chip'

const cap = (() => {
  const read = readCap(sampleCap())
  if (read.kind !== 'ok') throw new Error(read.problem.kind)
  return read.cap
})()
const options = { blockSize: 60 } as const

/**
 * Runs a workflow in a new channel, and takes the card away at its n-th command, before or after the card has performed it.
 * Undefined where the workflow has fewer commands.
 */
async function torn(
  workflow: (channel: SecureChannel) => Workflow<unknown>,
  at: number,
  when: 'before' | 'after'
): Promise<VirtualCard | undefined> {
  const card = chip()
  let left: number | undefined
  const own = bench((command) => {
    if (left !== undefined) left -= 1
    const isTorn = left === 0
    if (isTorn && when === 'before') throw new Interruption('card-removed')
    const answer = toHex(card.transmit(hex(command)))
    if (isTorn) throw new Interruption('card-removed')
    return answer
  })
  const channel = await opened(own)
  left = at
  try {
    await own.run(workflow(channel))
    return undefined
  } catch (error) {
    if (!(error instanceof Interruption)) throw error
  }
  expect(channel.session).toBeUndefined()
  card.powerDown()
  const again = VirtualCard.fromImage(card.toImage())
  again.powerUp('contact')
  return again
}

/** Every card that a workflow may leave behind. */
async function* leftovers(workflow: (channel: SecureChannel) => Workflow<unknown>) {
  for (const when of ['before', 'after'] as const) {
    for (let at = 1; ; at += 1) {
      const card = await torn(workflow, at, when)
      if (card === undefined) break
      yield { card, name: `${when} command ${at}` }
    }
  }
}

describe('a card that was taken away', () => {
  it('while it was loaded, is loaded to the end afterwards', async () => {
    let count = 0
    for await (const { card, name } of leftovers((channel) => loadCap(channel, cap, options))) {
      const own = benchOf(card)
      const channel = await opened(own)
      expect(await own.run(resumeLoad(channel, cap, options)), name).toMatchObject({ kind: 'loaded' })
      const content = await own.run(readCardContent(channel))
      if (content.kind !== 'content') throw new Error(content.kind)
      const found = content.loadFiles.filter(({ aid }) => toHex(aid) === '0102030405')
      expect(
        found.map(({ modules }) => modules.length),
        name
      ).toEqual([1])
      count += 1
    }
    expect(count).toBe(10)
  })

  it('while an application was installed, has it whole or not at all', async () => {
    const asked = {
      ...{ loadFile: hex('F0435750424F43'), module: hex('F0435750424F4301') },
      ...{ instance: hex('A000000333010101'), privileges: [], makeSelectable: true }
    } as const
    for await (const { card, name } of leftovers((channel) => installApplication(channel, asked))) {
      const own = benchOf(card)
      const content = await own.run(readCardContent(await opened(own)))
      if (content.kind !== 'content') throw new Error(content.kind)
      const states = content.applications.map(({ lifeCycle }) => lifeCycle)
      expect(states, name).toEqual(name.startsWith('after') ? [0x07] : [])
    }
  })

  it('while its keys were replaced, has the old ones or the new ones', async () => {
    const key = secretKey('aes', hex('00112233445566778899AABBCCDDEEFF'))
    const put = { keys: [key, key, key], keyVersion: 0x30, replaces: 0xff }
    for await (const { card, name } of leftovers((channel) => putKeys(channel, put))) {
      const own = benchOf(card)
      const isNew = name.startsWith('after')
      const keys = isNew ? { enc: key, mac: key, dek: key } : sameKeys('3des')
      const outcome = await own.run(openSecureChannel(request({ keys })))
      expect(outcome.kind, name).toBe('open')
    }
  })
})
