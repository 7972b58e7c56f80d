import { describe, expect, it } from 'vitest'
import { concat, uintBytes } from '../../../src-main/engine/bytes/bytes'
import { hex, toHex } from '../../../src-main/engine/bytes/hex'
import { sha1 } from '../../../src-main/engine/crypto/hash'
import { keyCheckValue } from '../../../src-main/engine/crypto/kcv'
import { secretKey } from '../../../src-main/engine/crypto/key-ref'
import { retailMac } from '../../../src-main/engine/crypto/mac'
import { padMethod2 } from '../../../src-main/engine/crypto/padding'
import { generateRsaKey } from '../../../src-main/engine/crypto/rsa'
import { lengthBytes } from '../../../src-main/engine/tlv/tlv'
import { AID, selectCommand, type CardUnderTest } from '../card-under-test'
import { blankUnderTest, openOn } from '../blank-under-test'
import { FACTORY, installData, ISD, lv, MODULE, PACKAGE, type Host } from '../domain-under-test'
import { c4, foreignBlock, forLoad, loadAll } from '../load-under-test'
import { groupingsOf, store } from '../perso-under-test'

const DOMAIN = 'A00000015153504C'
const KEY = 'A1B2C3D4E5F60718293A4B5C6D7E8F90'
const TOKEN_KEY = '00112233445566778899AABBCCDDEEFF'
const FOREIGN = 'F0112233445566'

function putKeyData(host: Host, version: string, key: string, count = 1): string {
  const check = toHex(keyCheckValue(secretKey('3des', hex(key))))
  return version + `80${lv(host.secret(key))}${lv(check)}`.repeat(count)
}

/** A chip with a supplementary domain that has keys of its own. */
function withDomain(privileges: string): CardUnderTest {
  const card = blankUnderTest()
  const host = openOn(card)
  const install = installData('A000000151535041', DOMAIN, { loadFile: 'A0000001515350', privileges })
  expect(host.send('80E60C00', install)).toBe('009000')
  const own = openOn(card, DOMAIN)
  expect(own.send('80D80081', putKeyData(own, '20', KEY, 3))).toMatch(/^20.{18}9000$/)
  return card
}

const ownSession = (card: CardUnderTest): Host => openOn(card, DOMAIN, { key: KEY })

function mac(key: string, data: Uint8Array): string {
  return toHex(retailMac(secretKey('3des', hex(key)), padMethod2(data, 8)))
}

/** P1, P2, length of the fields before the token, those fields. */
function tokenInput(p1: number, fields: string): Uint8Array {
  const bytes = hex(fields)
  return concat(Uint8Array.of(p1, 0), lengthBytes(bytes.length), bytes)
}

describe('a supplementary domain', () => {
  it('opens with the keys of the domain above it, then with its own alone', () => {
    const card = withDomain('80')
    expect(openOn(card).send('80F24002', `4F${lv(DOMAIN)}`)).toBe(`E3134F08${DOMAIN}9F70010FC5038000009000`)
    expect(() => openOn(card, DOMAIN, { version: 0xff })).toThrow('6A88')
    expect(ownSession(card).send('80F24002', '4F00')).toContain(DOMAIN)
    expect(ownSession(card).send('80F28002', '4F00')).toBe('6A88')
    // Its attempts are its own.
    for (let count = 0; count < 10; count += 1) {
      card.send(selectCommand(DOMAIN))
      card.send('8050000008112233445566778800')
      expect(card.send('848201001000000000000000000000000000000000')).toBe('6300')
    }
    expect(() => ownSession(card)).toThrow('6983')
    openOn(card)
  })

  it('manages no content without the right to, and goes only when nothing belongs to it', () => {
    const card = withDomain('80')
    expect(ownSession(card).send('80E60C00', installData(MODULE.pboc, AID.debit))).toBe('6985')
    const host = openOn(card)
    host.send('80E60C00', installData(MODULE.pboc, AID.debit))
    const give = `${lv(DOMAIN)}00${lv(AID.debit)}000000`
    expect(host.send('80E61000', give)).toBe('009000')
    expect(host.send('80F24002', `4F${lv(AID.debit)}5C024FCC`)).toContain(`CC08${DOMAIN}`)
    expect(host.send('80E40000', `4F${lv(DOMAIN)}`)).toBe('6985')
    expect(host.send('80E61000', `${lv(ISD)}00${lv(AID.debit)}000000`)).toBe('009000')
    expect(host.send('80E40000', `4F${lv(DOMAIN)}`)).toBe('009000')
  })

  it('personalizes what belongs to it, with its own keys', () => {
    const card = withDomain('804000')
    const host = ownSession(card)
    expect(host.send('80E60C00', installData(MODULE.pboc, AID.debit))).toBe('009000')
    expect(() => openOn(card, AID.debit, { key: FACTORY, version: 0xff })).toThrow('6A88')
    store(openOn(card, AID.debit, { key: KEY }), groupingsOf('debit-ecash', AID.debit))
    expect(card.send(selectCommand(AID.debit))).toMatch(/^6F.*A5.*9000$/)
    expect(ownSession(card).send('80F04080', AID.debit)).toBe('9000')
  })

  it('is locked with all that belongs to it', () => {
    const card = withDomain('804000')
    ownSession(card).send('80E60C00', installData(MODULE.pboc, AID.debit))
    expect(openOn(card).send('80F06080', DOMAIN)).toBe('9000')
    expect(card.send(selectCommand(DOMAIN))).toBe('6A82')
    expect(card.send(selectCommand(AID.debit))).toBe('6A82')
    expect(openOn(card).send('80F06000', DOMAIN)).toBe('9000')
    expect(card.send(selectCommand(AID.debit))).toMatch(/9000$/)
  })

  it('gets other privileges by INSTALL for registry update', () => {
    const card = withDomain('80')
    const host = openOn(card)
    expect(host.send('80E64000', `0000${lv(DOMAIN)}${lv('804000')}0000`)).toBe('009000')
    expect(host.send('80E64000', `0000${lv(DOMAIN)}${lv('00')}0000`)).toBe('6A80')
    expect(host.send('80E64000', `0000${lv(ISD)}${lv('80')}0000`)).toBe('6985')
    expect(ownSession(card).send('80E60C00', installData(MODULE.pboc, AID.debit))).toBe('009000')
  })
})

describe('delegated management', () => {
  const fields = installData(MODULE.pboc, AID.debit).slice(0, -2)

  function delegated(): CardUnderTest {
    const card = withDomain('A0')
    const host = openOn(card)
    expect(host.send('80D80001', putKeyData(host, '70', TOKEN_KEY))).toMatch(/9000$/)
    expect(host.send('80D80001', putKeyData(host, '71', TOKEN_KEY))).toMatch(/9000$/)
    return card
  }

  it('needs a token of the issuer', () => {
    const host = ownSession(delegated())
    expect(host.send('80E60C00', `${fields}00`)).toBe('6982')
    expect(host.send('80E60C00', fields + lv('00'.repeat(8)))).toBe('6982')
    const forOther = mac(TOKEN_KEY, tokenInput(0x04, fields))
    expect(host.send('80E60C00', fields + lv(forOther))).toBe('6982')
  })

  it('answers with a receipt, each with the next counter', () => {
    const card = delegated()
    const install = (counter: number, host: Host, aid: string): void => {
      const own = installData(MODULE.pboc, aid).slice(0, -2)
      const answer = host.send('80E60C00', own + lv(mac(TOKEN_KEY, tokenInput(0x0c, own))))
      const covered = `02${toHex(uintBytes(counter, 2))}0B6228480000000000000001`
      const receipt = mac(TOKEN_KEY, hex(covered + lv(PACKAGE) + lv(aid)))
      expect(answer).toBe(`${lv(lv(receipt) + covered)}9000`.toUpperCase())
    }
    install(1, ownSession(card), AID.debit)
    install(2, ownSession(card), AID.credit)
    expect(openOn(card).send('80CA00C2')).toBe('C20200029000')
  })

  it('takes tokens of an RSA key', () => {
    const card = withDomain('A0')
    const key = generateRsaKey(1024, 3)
    const host = openOn(card)
    const modulus = toHex(key.modulus)
    expect(host.send('80D80001', `70A18180${modulus}A0010300`)).toBe('709000')
    const info = '3021300906052B0E03021A05000414'
    const hash = toHex(sha1(tokenInput(0x0c, fields)))
    const block = `0001${'FF'.repeat(128 - 3 - 35)}00${info}${hash}`
    const token = toHex(key.operate(hex(block)))
    // Through a session without MAC there is room for it.
    const own = openOn(card, DOMAIN, { key: KEY, level: 0x01 })
    expect(own.send('80E60C00', `${fields}8180${token}`)).toBe('009000')
  })
})

describe('DAP', () => {
  const hash = toHex(sha1(hex(foreignBlock())))
  const dap = (signature: string): string =>
    `E2${lv(`4F${lv(DOMAIN)}C3${lv(signature)}`)}${c4(foreignBlock())}`

  function verifying(privileges: string): { card: CardUnderTest; host: Host } {
    const card = withDomain(privileges)
    const own = ownSession(card)
    expect(own.send('80D80001', putKeyData(own, '73', TOKEN_KEY))).toMatch(/9000$/)
    return { card, host: openOn(card) }
  }

  it.each([
    ['its own load files', 'C0', DOMAIN],
    ['all load files', 'C1', '']
  ])('is asked for with %s', (_, privileges, domain) => {
    const { host } = verifying(privileges)
    expect(host.send('80E60200', forLoad(FOREIGN, { domain }))).toBe('6A80')
    host.send('80E60200', forLoad(FOREIGN, { domain, hash }))
    expect(loadAll(host, c4(foreignBlock()))).toBe('6982')
    host.send('80E60200', forLoad(FOREIGN, { domain, hash }))
    expect(loadAll(host, dap('00'.repeat(8)))).toBe('6982')
    host.send('80E60200', forLoad(FOREIGN, { domain, hash }))
    expect(loadAll(host, dap(mac(TOKEN_KEY, hex(hash))))).toBe('009000')
  })

  it('is not asked for with load files of others', () => {
    const { host } = verifying('C0')
    host.send('80E60200', forLoad(FOREIGN))
    expect(loadAll(host, c4(foreignBlock()))).toBe('009000')
  })
})
