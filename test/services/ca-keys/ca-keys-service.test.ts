import { describe, expect, it } from 'vitest'
import { hex, toHex } from '../../../src-main/engine/bytes/hex'
import { AppFailure } from '../../../src-main/services/app-failure'
import { CaKeysService } from '../../../src-main/services/ca-keys/ca-keys-service'
import { MemoryDocuments } from '../../support/memory-documents'
import unionPay from '../../vectors/offline-auth/unionpay-ca-keys.json'

const RID = hex('A000000333')
const published = JSON.stringify(unionPay.keys)

function service(documents = new MemoryDocuments()): CaKeysService {
  return new CaKeysService(documents)
}

function failure(work: () => unknown): { code: string; why: string | undefined } {
  try {
    work()
  } catch (error) {
    if (error instanceof AppFailure) return { code: error.code, why: error.data.cause?.en }
    throw error
  }
  throw new Error('nothing was thrown')
}

describe('the list', () => {
  it('trusts nothing but the TEST CA from the beginning', () => {
    const list = service().list()
    expect(list.map(({ key, test }) => [toHex(key.rid), key.index, key.algorithm, test])).toEqual([
      ['A000000333', 0xf1, 'rsa', true],
      ['A000000333', 0xf2, 'sm2', true]
    ])
    expect(list.every(({ source }) => source.includes('TEST'))).toBe(true)
  })

  it('takes published keys, in RSA and SM2, with check value and expiry', () => {
    const keys = service()
    expect(keys.import(published, 'published list')).toEqual({ added: 10, replaced: 0, unchanged: 0 })
    const imported = keys.list().filter(({ test }) => !test)
    expect(imported.map(({ key, checked }) => [key.index, key.algorithm, key.expiry, checked])).toEqual([
      [0x01, 'rsa', '091231', true],
      [0x02, 'rsa', '211231', true],
      [0x03, 'rsa', '241231', true],
      [0x04, 'rsa', '241231', true],
      [0x08, 'rsa', '301231', true],
      [0x09, 'rsa', '301231', true],
      [0x0a, 'rsa', '301231', true],
      [0x0b, 'rsa', '301231', true],
      [0x0c, 'rsa', '301231', true],
      [0x18, 'sm2', undefined, false]
    ])
    expect(imported.every(({ source }) => source === 'published list')).toBe(true)
    expect(keys.lookup(RID, 0x09)).toHaveLength(1)
    expect(keys.lookup(RID, 0x05)).toEqual([])
    expect(keys.lookup(hex('A000000003'), 0x09)).toEqual([])
  })

  it('keeps with a key which issuer certificates of it were revoked', () => {
    const documents = new MemoryDocuments()
    const [key] = unionPay.keys
    const revoked = ['000001', '0A0B0C']
    service(documents).import(JSON.stringify({ ...key, revoked }), 'list')
    const again = service(documents)
    const [known] = again.lookup(RID, Number.parseInt(key?.index ?? '', 16))
    expect(known?.revoked?.map(toHex)).toEqual(revoked)
    expect(again.import(JSON.stringify(key), 'list')).toMatchObject({ replaced: 1 })
    for (const wrong of ['000001', ['0001'], [1], [['000001']]]) {
      expect(failure(() => again.import(JSON.stringify({ ...key, revoked: wrong }), 'list'))).toEqual({
        code: 'ca-key-unusable',
        why: 'what it says was revoked is not a list of certificate serial numbers of 3 bytes in hexadecimal'
      })
    }
  })

  it('is there after a restart, and in the other program', () => {
    const documents = new MemoryDocuments()
    const [window, commandLine] = [service(documents), service(documents)]
    commandLine.import(published, 'list')
    expect(window.list()).toHaveLength(12)
    expect(service(documents).list()).toEqual(commandLine.list())
  })

  it('says what an import changed', () => {
    const keys = service()
    keys.import(published, 'list')
    expect(keys.import(published, 'list')).toEqual({ added: 0, replaced: 0, unchanged: 10 })
    expect(keys.import(published, 'another list')).toEqual({ added: 0, replaced: 10, unchanged: 0 })
  })

  it('writes what it reads', () => {
    const keys = service()
    keys.import(published, 'list')
    const other = service()
    other.import(keys.export(), 'a file')
    expect(other.list()).toEqual(keys.list())
    expect(keys.export()).not.toContain('"index": "F1"')
  })

  it('removes a key', () => {
    const keys = service()
    keys.import(published, 'list')
    keys.remove({ rid: RID, index: 0x09 })
    expect(keys.lookup(RID, 0x09)).toEqual([])
    expect(failure(() => keys.remove({ rid: RID, index: 0x09 }))).toEqual({
      code: 'ca-key-unknown',
      why: 'A000000333, index 09'
    })
    expect(failure(() => keys.remove({ rid: RID, index: 0x18, algorithm: 'rsa' })).code).toBe(
      'ca-key-unknown'
    )
    keys.remove({ rid: RID, index: 0x18, algorithm: 'sm2' })
    expect(keys.lookup(RID, 0x18)).toEqual([])
  })

  it('keeps the TEST CA', () => {
    const keys = service()
    expect(failure(() => keys.remove({ rid: RID, index: 0xf1 })).code).toBe('ca-key-built-in')
    const stranger = { ...unionPay.keys[0], index: 'F1', sha1: undefined }
    expect(failure(() => keys.import(JSON.stringify(stranger), '')).code).toBe('ca-key-built-in')
  })

  it('puts a list that cannot be read aside', () => {
    const documents = new MemoryDocuments()
    documents.write('ca-keys', { keys: [{ rid: 'A000000333', index: '09' }] })
    expect(service(documents).list()).toHaveLength(2)
    expect(documents.documents.has('aside:ca-keys')).toBe(true)
  })
})

describe('a key that cannot be taken', () => {
  const right = unionPay.keys[0]
  const rows: readonly (readonly [string, object, string])[] = [
    ['another digit', { modulus: right?.modulus?.replace('BBE9', 'BBE8') }, 'check value'],
    ['another index', { index: '02' }, 'check value'],
    ['a check value that is none', { sha1: 'xyz' }, 'check value'],
    ['a RID of another length', { rid: 'A0000003' }, 'RID'],
    ['an index of another length', { index: '0102' }, 'index'],
    ['an index that is no hexadecimal', { index: 9 }, 'index'],
    ['an even modulus', { modulus: `${'BB'.repeat(127)}BA`, sha1: undefined }, 'modulus'],
    ['a short modulus', { modulus: 'BB'.repeat(63), sha1: undefined }, 'modulus'],
    ['a long modulus', { modulus: 'BB'.repeat(249), sha1: undefined }, 'modulus'],
    ['another exponent', { exponent: '05', sha1: undefined }, 'exponent'],
    ['no exponent', { exponent: undefined }, 'exponent'],
    ['an expiry that is no day', { expiry: '2030-13-01' }, 'expiry'],
    ['an expiry in another form', { expiryInSource: '2030' }, 'expiry'],
    ['a point that is none', { alg: 'SM2', publicKey: '01'.repeat(64), sha1: undefined }, 'curve']
  ]
  it.each(rows)('%s', (_, change, why) => {
    const keys = service()
    const { code, why: said } = failure(() =>
      keys.import(JSON.stringify([right, { ...right, ...change }]), '')
    )
    expect(code).toBe('ca-key-unusable')
    expect(said).toContain('key 2 of the file')
    expect(said).toContain(why)
    // All or nothing.
    expect(keys.list()).toHaveLength(2)
  })

  it.each(['', 'not JSON', '7', '{}', '{"keys":{}}', 'null'])('a file that is no list: %s', (text) => {
    expect(failure(() => service().import(text, '')).code).toBe('ca-keys-not-readable')
  })
})
