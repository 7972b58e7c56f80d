import { describe, expect, it } from 'vitest'
import { hex, toHex } from '../../../src-main/engine/bytes/hex'
import { readCap } from '../../../src-main/engine/cap/read-cap'
import { secretKey } from '../../../src-main/engine/crypto/key-ref'
import { changeLifeCycle } from '../../../src-main/engine/globalplatform/change-life-cycle'
import { deleteContent, dependentsOf } from '../../../src-main/engine/globalplatform/delete-content'
import {
  createSecurityDomain,
  installApplication
} from '../../../src-main/engine/globalplatform/install-application'
import { loadCap } from '../../../src-main/engine/globalplatform/load-cap'
import { openSecureChannel } from '../../../src-main/engine/globalplatform/open-secure-channel'
import { putKeys } from '../../../src-main/engine/globalplatform/put-keys'
import { readCardContent, type CardContent } from '../../../src-main/engine/globalplatform/read-card-content'
import { readCardInfo, readOpenCardInfo } from '../../../src-main/engine/globalplatform/read-card-info'
import type { SecureChannel } from '../../../src-main/engine/globalplatform/secure-channel'
import { sampleCap } from '../cap/support'
import { opened, request, sameKeys, type Bench } from './support'
import { benchOf, chip } from './virtual-chip'

async function contentOf(own: Bench, channel: SecureChannel): Promise<CardContent> {
  const content = await own.run(readCardContent(channel))
  if (content.kind !== 'content') throw new Error(content.kind)
  return content
}

const PBOC = {
  loadFile: hex('F0435750424F43'),
  module: hex('F0435750424F4301'),
  instance: hex('A000000333010101'),
  privileges: [],
  makeSelectable: true
} as const

describe('a blank virtual chip', () => {
  it('tells what it is to anyone', async () => {
    const own = benchOf(chip())
    const outcome = await own.run(readOpenCardInfo())
    if (outcome.kind !== 'info') throw new Error(outcome.kind)
    const { info } = outcome
    expect(toHex(info.aid ?? hex(''))).toBe('A000000151000000')
    expect(info.recognition).toMatchObject({ version: '2.3.1' })
    expect(info.recognition?.protocols).toContainEqual({ name: 'SCP02', i: 0x15 })
    expect(info.keys.map(({ id, version }) => [id, version])).toEqual([
      [1, 255],
      [2, 255],
      [3, 255]
    ])
    expect(info.cplc.length).toBe(18)
    expect(info.kdd?.length).toBe(10)
    // SELECT, and a GET DATA for each object; recognition data came with the FCI.
    expect(own.sent).toHaveLength(11)
    expect(own.sent).not.toContain('80CA006600')
    const secured = await own.run(readCardInfo(await opened(own)))
    expect(secured.kind).toBe('info')
  })

  it('is listed in three commands beside those of the channel', async () => {
    const own = benchOf(chip())
    const channel = await opened(own, { level: 3, protocol: { name: 'SCP02', i: 0x15 } })
    const content = await contentOf(own, channel)
    expect(own.sent).toHaveLength(6)
    expect(content.gaps).toEqual([])
    expect(content.issuerDomain).toMatchObject({ kind: 'issuer-security-domain' })
    expect(content.loadFiles.map(({ aid }) => toHex(aid))).toContain('F0435750424F43')
  })

  it('gets an application and loses it, with what depends on it', async () => {
    const own = benchOf(chip())
    const channel = await opened(own)
    expect(await own.run(installApplication(channel, PBOC))).toMatchObject({ kind: 'done' })
    expect(await own.run(installApplication(channel, PBOC))).toMatchObject({ kind: 'refused', sw: 0x6985 })
    const content = await contentOf(own, channel)
    const instance = content.applications.find(({ aid }) => toHex(aid) === 'A000000333010101')
    expect(instance).toMatchObject({ kind: 'application', lifeCycleText: { en: 'selectable' } })
    expect(dependentsOf(content, PBOC.loadFile)).toEqual([instance])
    const remove = (related: boolean) =>
      own.run(deleteContent(channel, { aid: PBOC.loadFile, related, content }))
    expect(await remove(false)).toMatchObject({ kind: 'has-dependents' })
    expect(await own.run(deleteContent(channel, { aid: PBOC.loadFile, related: false }))).toMatchObject({
      kind: 'in-use'
    })
    expect(await remove(true)).toEqual({ kind: 'deleted' })
    expect(await remove(true)).toMatchObject({ kind: 'absent' })
    expect((await contentOf(own, channel)).applications).toEqual([])
  })

  it('locks and unlocks an application, and its own state goes one way', async () => {
    const own = benchOf(chip())
    const channel = await opened(own)
    await own.run(installApplication(channel, PBOC))
    const aid = PBOC.instance
    expect(await own.run(changeLifeCycle(channel, { kind: 'lock', aid }))).toMatchObject({ kind: 'changed' })
    expect((await contentOf(own, channel)).applications[0]?.locked).toBe(true)
    expect(await own.run(changeLifeCycle(channel, { kind: 'unlock', aid }))).toMatchObject({
      kind: 'changed'
    })
    const state = (name: 'initialized' | 'secured') =>
      own.run(changeLifeCycle(channel, { kind: 'card', state: name }))
    await state('initialized')
    expect(await state('secured')).toMatchObject({ kind: 'changed' })
    expect(await state('initialized')).toMatchObject({ kind: 'refused' })
    expect((await contentOf(own, channel)).issuerDomain?.lifeCycleText.en).toBe('in use (SECURED)')
  })

  it.each([
    ['3des', 16, 0x20],
    ['aes', 16, 0x30],
    ['aes', 24, 0x31],
    ['aes', 32, 0x32]
  ] as const)(
    'takes new %s keys of %i bytes, and only those open it afterwards',
    async (algorithm, length, version) => {
      const own = benchOf(chip())
      const channel = await opened(own)
      const key = secretKey(
        algorithm,
        Uint8Array.from({ length }, (_, index) => 0x10 + index)
      )
      const put = { keys: [key, key, key], keyVersion: version, replaces: 0xff }
      expect(await own.run(putKeys(channel, put))).toEqual({
        kind: 'stored',
        keyVersion: version,
        verified: true
      })
      const old = await own.run(openSecureChannel(request({ keyVersion: 0xff })))
      expect(old).toMatchObject({ kind: 'update-refused', reason: 'no-such-keys' })
      const keys = { enc: key, mac: key, dek: key }
      const fresh = await opened(own, { keys, level: algorithm === 'aes' ? 0x33 : 0x03 })
      expect(fresh.facts).toMatchObject({ keyVersion: version })
      expect((await contentOf(own, fresh)).gaps).toEqual([])
      // Under the new data encryption key, which for AES is CBC.
      const again = { keys: Object.values(sameKeys(algorithm)), keyVersion: version + 1, replaces: version }
      expect(await own.run(putKeys(fresh, again))).toMatchObject({ kind: 'stored', verified: true })
    }
  )

  it('gets a security domain of its own', async () => {
    const own = benchOf(chip())
    const channel = await opened(own)
    const instance = hex('A00000015153504299')
    expect(await own.run(createSecurityDomain(channel, { instance }))).toMatchObject({ kind: 'done' })
    const [made] = (await contentOf(own, channel)).applications
    expect(made).toMatchObject({ kind: 'security-domain', privileges: ['security-domain'] })
  })

  it('takes a load file', async () => {
    const own = benchOf(chip())
    const channel = await opened(own, { level: 3 })
    const read = readCap(sampleCap())
    if (read.kind !== 'ok') throw new Error(read.problem.kind)
    expect(await own.run(loadCap(channel, read.cap, { blockSize: 60, hash: 'sha1' }))).toMatchObject({
      kind: 'loaded'
    })
    const { loadFiles } = await contentOf(own, channel)
    expect(loadFiles.find(({ aid }) => toHex(aid) === '0102030405')?.modules.map(toHex)).toEqual([
      '0102030405060708'
    ])
  })
})
