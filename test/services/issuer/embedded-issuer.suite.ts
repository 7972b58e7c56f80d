import assert from 'node:assert/strict'
import { toHex } from '../../../src-main/engine/bytes/hex'
import { hmacSha256 } from '../../../src-main/engine/crypto/hmac'
import { scrypt } from '../../../src-main/engine/crypto/password-hash'
import { Secret } from '../../../src-main/engine/crypto/secret'
import { createIssuerWorld, TEST_NOW } from '../../support/issuer-world'
import { defineSuite } from '../../support/suite'
import { testChips } from '../../support/test-chip'

const text = (ascii: string): Uint8Array => new TextEncoder().encode(ascii)
const origin = { terminal: 'T1', merchant: 'M1', drawer: 'D1', at: TEST_NOW }

/** What the issuer needs of the runtime: its database, and the two primitives that are its own. */
export const suite = defineSuite({
  name: 'built-in issuer',
  cases: [
    {
      name: 'loads, with a PIN that it checks, on SQLite',
      run: async () => {
        const world = await createIssuerWorld()
        const reply = await world.host.exchange({
          kind: 'authorise',
          id: 'a1',
          origin,
          service: { kind: 'load', from: { kind: 'account' } },
          amount: 10_000,
          currency: 156,
          chip: testChips.debit().says({ atc: 9, amount: 10_000, balance: 8_800 }),
          pin: new Secret(text('123456'))
        })
        assert.equal(reply.kind === 'answer' && reply.answer.arc, '00')
        const settled = await world.host.exchange({ kind: 'confirm', id: 'c1', origin, original: 'a1' })
        assert.equal(settled.kind === 'answer' && settled.answer.arc, '00')
        assert.deepEqual((await world.desk.check()).wrong, [])
      }
    },
    {
      name: 'HMAC-SHA-256: RFC 4231, test case 2, in one part or several',
      run: () => {
        const key = new Secret(text('Jefe'))
        const expected = '5BDCC146BF60754E6A042426089575C75A003F089D2739839DEC58B964EC3843'
        assert.equal(toHex(hmacSha256(key, text('what do ya want for nothing?'))), expected)
        assert.equal(toHex(hmacSha256(key, text('what do ya '), text('want for nothing?'))), expected)
      }
    },
    {
      name: 'scrypt: RFC 7914, section 12, third test, first 32 bytes',
      run: async () => {
        const hash = await scrypt(new Secret(text('pleaseletmein')), text('SodiumChloride'), 16_384)
        assert.equal(toHex(hash), '7023BDCB3AFD7348461C06CD81FD38EBFDA8FBBA904F8E3EA9B543F6545DA1F2')
        await assert.rejects(scrypt(new Secret(text('1234')), text('salt'), 3))
      }
    },
    {
      name: 'scrypt: leaves the event loop free, and the secret may be wiped meanwhile',
      run: async () => {
        const secret = new Secret(text('pleaseletmein'))
        const hashing = scrypt(secret, text('SodiumChloride'), 16_384)
        secret.wipe()
        const first = await Promise.race([
          hashing.then(() => 'hash'),
          new Promise((resolve) => setImmediate(() => resolve('event loop')))
        ])
        assert.equal(first, 'event loop')
        assert.match(toHex(await hashing), /^7023BDCB3AFD7348/)
      }
    }
  ]
})
