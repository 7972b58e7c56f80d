import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { storePreview } from '../../src-main/contract/chip'
import { gpHome } from './gp-support'

const home = gpHome()
afterAll(() => home.remove())

const CAP = 'resources/cap/cardwright-pboc.cap'
const PACKAGE = 'F0435750424F43'
const MODULE = 'F0435750424F4301'
const PBOC = 'A000000333010101'
const DOMAIN = 'A00000015150434402'
const SINGLE = ['--new-key', 'test:token', '--single', 'token', '--yes']
const OWN = ['--domain', DOMAIN]
const TOKEN = ['--token-key', 'test:token']
const RECEIPT = ['--receipt-key', 'test:receipt']

describe('keys for purposes of their own', () => {
  test('go where the trade has them, and what that means is asked', async () => {
    const asked = await home.gp(['put-key', '--single', 'token', '--new-key', 'test:token'])
    expect(asked.code).toBe(2)
    expect(asked.err).toContain('test:token becomes the token key (version 0x70): whoever has it')
    const zh = await home.gp(['put-key', ...SINGLE], { language: 'zh' })
    expect(zh).toMatchObject({ code: 0, out: '密钥已写入，芯片返回的校验值一致。\n' })
    const receipt = ['--single', 'receipt', '--new-key', 'test:receipt', '--yes']
    const put = await home.result('put-key', ...receipt)
    expect(put).toMatchObject({ code: 0, action: 'put-single-key' })
    const kept = put.view?.keys.map(({ version, id }) => `${version}/${id}`)
    expect(kept).toEqual(['70/01', '71/01', 'FF/01', 'FF/02', 'FF/03'])
  })

  test('of a pair the public key goes, which has no check value; it replaces and is replaced', async () => {
    const pair = ['--single', 'dap', '--new-key', 'test:issuer-rsa', '--new-version', '0x74', '--yes']
    const put = await home.gp(['put-key', ...pair])
    expect(put).toMatchObject({ code: 0 })
    expect(put.out).toMatch(/^The public key is on the chip\./)
    const next = ['--single', 'dap', '--new-key', 'test:dap', '--replace', '0x74', '--yes']
    const replaced = await home.result('put-key', ...next)
    expect(replaced.view?.keys.map(({ version }) => version)).toEqual(['70', '71', '73', 'FF', 'FF', 'FF'])
    const refused = await home.result('put-key', ...SINGLE)
    expect(refused).toMatchObject({ code: 1, outcome: 'refused' })
  })

  test.each([
    [['put-key', '--single', 'pin', '--new-key', 'test:token', '--yes'], '"pin" is none of token'],
    [['put-key', '--single', 'token', '--yes'], '--single token|receipt|dap --new-key NAME'],
    [['put-key', ...SINGLE, '--new-diversification', 'emv'], 'as it is'],
    [['put-key', ...SINGLE, '--new-id', '0'], '"0" is no identifier'],
    [['put-key', '--new-key', 'test:kmc', '--new-version', '1', '--new-id', '2', '--yes'], '--new-id is for'],
    [['create-domain', DOMAIN, '--domain-i', '70'], '--domain-scp'],
    [['create-domain', DOMAIN, '--domain-scp', '11'], '"11" is none of 01, 02, 03'],
    [['install', PACKAGE, MODULE, '--receipt-key', 'none'], 'none']
  ])('%j is wrong usage', async (args, text) => {
    const { code, err } = await home.gp(args)
    expect(code).toBe(2)
    expect(err).toContain(text)
  })
})

describe('a delegated domain', () => {
  test('is made with the secure channel that it shall speak', async () => {
    const trace = join(home.folder, 'domain.jsonl')
    const asked = ['create-domain', DOMAIN, '--privileges', 'delegated-management', '--domain-scp', '03']
    expect(await home.gp([...asked, '--params', 'AA00', '--trace', trace])).toMatchObject({ code: 0 })
    // SCP03 with the usual "i", then what the domain's maker wants.
    expect(readFileSync(trace, 'utf8')).toContain('C90681020370AA00')
    const { view } = await home.result('list')
    const made = view?.content?.entries.find(({ aid }) => aid === DOMAIN)
    expect(made?.privileges.map(({ id }) => id)).toEqual(['security-domain', 'delegated-management'])
    expect(made?.can).toContain('update-registry')
  })

  test('does nothing without the issuer’s token, and proves with a receipt what it did', async () => {
    const install = ['install', PACKAGE, MODULE, PBOC, ...OWN]
    const refused = await home.result(...install)
    expect(refused).toMatchObject({ code: 1, outcome: 'refused' })
    const unchecked = await home.gp([...install, ...TOKEN])
    expect(unchecked).toMatchObject({ code: 0 })
    expect(unchecked.out).toMatch(/\nReceipt 0001: [0-9A-F]{16}\nThe receipt was not checked/)
    // The domain's own: deleting takes no token from this chip.
    const deleted = await home.result('delete', PBOC, ...OWN, ...RECEIPT, '--yes')
    expect(deleted).toMatchObject({ code: 0, receiptCheck: 'right', receipt: { counter: '0002' } })
    const loaded = await home.result('install', PACKAGE, MODULE, PBOC, '--no-selectable', ...OWN, ...TOKEN)
    expect(loaded).toMatchObject({ code: 0, receiptCheck: 'unchecked' })
    const selectable = await home.result('make-selectable', PBOC, ...OWN, ...TOKEN, ...RECEIPT)
    expect(selectable).toMatchObject({ code: 0, receiptCheck: 'right' })
    const given = await home.result('extradite', PBOC, 'A000000151000000', ...OWN, ...TOKEN, ...RECEIPT)
    expect(given).toMatchObject({ code: 0, receiptCheck: 'right', receipt: { counter: '0005' } })
    expect(
      given.view?.groups.flatMap(({ facts }) => facts).find(({ id }) => id === 'confirmations')
    ).toMatchObject({ value: { en: '5' } })
  })

  test('says where a receipt is wrong, and where there is none', async () => {
    await home.result('delete', PBOC, '--yes')
    const install = ['install', PACKAGE, MODULE, PBOC]
    const wrong = await home.gp([...install, ...OWN, ...TOKEN, '--receipt-key', 'test:dap'])
    expect(wrong.code).toBe(1)
    expect(wrong.out).toContain('The receipt is not genuine')
    const absent = await home.gp(['delete', PBOC, '--yes', ...RECEIPT])
    expect(absent).toMatchObject({ code: 0 })
    expect(absent.out).toContain('The chip gave no receipt')
  })

  test('loads with a token over the hash', async () => {
    await home.result('delete', PACKAGE, '--yes')
    const load = ['load', CAP, '--hash', 'sha256', ...OWN]
    expect(await home.result(...load)).toMatchObject({ code: 1, outcome: 'refused' })
    const loaded = await home.result(...load, ...TOKEN, ...RECEIPT)
    expect(loaded).toMatchObject({ code: 0, receiptCheck: 'right' })
  })
})

describe('what would be stored', () => {
  test('is shown part by part, without a card and without secrets', async () => {
    const data = '010107700557034E6577' + '820103AABBCC'
    const args = ['store-data', '--form', 'dgi', '--data', data, '--encipher', '8201', '--preview']
    const { out, code } = await home.gp(args, { reader: 'no such reader' })
    expect(code).toBe(0)
    expect(out).toMatch(/^0101 {2}Record 1 of file 1 {2}\(7 bytes\)\n {2}70 /)
    expect(out).toContain('(3 bytes, goes enciphered)')
    expect(out).not.toContain('AABBCC')
    expect(out).toContain('2 parts, 16 bytes. Nothing was sent.')
    const view = storePreview.parse(JSON.parse((await home.gp([...args, '--json'])).out))
    expect(view.parts.map(({ dgi, hex }) => [dgi, hex])).toEqual([
      ['0101', expect.stringMatching(/^7005/)],
      ['8201', '******']
    ])
  })

  test('is refused where it is not what it is said to be', async () => {
    const broken = await home.gp(['store-data', '--form', 'tlv', '--data', '4205AA', '--preview'])
    expect(broken.code).toBe(2)
    expect(broken.err).toContain('no BER-TLV data objects')
  })
})
