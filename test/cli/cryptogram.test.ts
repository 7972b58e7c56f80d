import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { run } from './support'

const folder = mkdtempSync(join(tmpdir(), 'cardwright-cryptogram-'))
afterAll(() => rmSync(folder, { recursive: true }))

const issuerKey = 'F0C34A8124CEE0A91A0B034AA97D6EAC'
const cardKey = '014C986ECD8F49157CC8B59E3BCDFD98'
const keyFile = join(folder, 'imk-ac.txt')
writeFileSync(keyFile, `F0C34A81 24CEE0A9\n1A0B034A A97D6EAC\n`)

const card = ['--pan', '6228000100001', '--psn', '01']
const tlv =
  '9F02060000000000019F03060000000000009F1A02015695050080046000' +
  '5F2A0201569A031407019C01009F37041E78EEBC82027D009F360202409F101307000103A04002010A010000001000D1F61152'
const arqc = '5D016C91005E7CC2'

function cryptogram(argv: readonly string[], options: Parameters<typeof run>[1] = {}) {
  return run(['cryptogram', ...argv], options)
}

describe('computes what the published vectors say', () => {
  test('derive tells the check value of the card key, from a file, standard input or the line', async () => {
    for (const [argv, input] of [
      [['--key-file', keyFile], ''],
      [['--key-file', '-'], issuerKey],
      [[], `${issuerKey}\n`],
      [['--key', issuerKey], '']
    ] as const) {
      const { code, out } = await cryptogram(['derive', ...argv, ...card], { input })
      expect(out).toBe('3DES key, check value C63931\n')
      expect(code).toBe(0)
    }
  })

  test('session', async () => {
    const { out } = await cryptogram(['session', '--key', cardKey, '--atc', '0240', '--json'])
    expect(JSON.parse(out)).toEqual({ algorithm: '3des', kcv: 'EFA668' })
    const sm4 = ['--key', '0123456789ABCDEFFEDCBA9876543210', ...card, '--algorithm', 'sm4']
    expect((await cryptogram(['derive', ...sm4])).out).toBe('SM4 key, check value 91E5B4\n')
  })

  test('arqc from data objects, and from a block', async () => {
    const objects = await cryptogram(['arqc', '--key-file', keyFile, ...card, '--tlv', tlv])
    expect(objects).toMatchObject({ code: 0, out: `${arqc}\n`, err: '' })
    const block = '000000000001000000000000015600800460000156140701001E78EEBC7D00024003A04002'
    const given = await cryptogram(['arqc', '--key', cardKey, '--atc', '0240', '--block', block, '--json'])
    expect(JSON.parse(given.out)).toEqual({ profile: 'pboc-01', ac: arqc })
    const session = ['--key', 'D4102725E6E5AD329E55AAB50BF23DA9', '--key-is', 'session', '--block', block]
    expect((await cryptogram(['arqc', ...session])).out).toBe(`${arqc}\n`)
  })

  test('arpc by both methods', async () => {
    const one = await cryptogram(['arpc', '--key', cardKey, '--atc', '0240', '--arqc', arqc, '--arc', '3031'])
    expect(one.out).toBe('21415243527CE78F\n91 21415243527CE78F3031\n')
    const issuer = ['--key', '0123456789ABCDEFFEDCBA9876543210', '--pan', '1234567890123456']
    const two = ['--profile', 'visa-18', '--atc', '001C', '--arqc', '7A788EA6B8A3E733', '--csu', '00000000']
    expect(JSON.parse((await cryptogram(['arpc', ...issuer, ...two, '--json'])).out)).toEqual({
      profile: 'visa-18',
      arpc: '9AF514C1',
      issuerAuthenticationData: '9AF514C100000000'
    })
  })

  test('script-mac gives the whole command', async () => {
    const macKey = ['--key', '12B1AC4AF070CC35612BFE2D30AB600D', ...card]
    const facts = ['--atc', '0240', '--arqc', arqc]
    const put = await cryptogram(['script-mac', ...macKey, ...facts, '--command', '04DA9F7906000000002000'])
    expect(put.out).toBe('612B2F69\n04DA9F790A000000002000612B2F69\n')
    const block = await cryptogram(['script-mac', ...macKey, ...facts, '--command', '841E0000', '--json'])
    expect(JSON.parse(block.out)).toEqual({
      profile: 'pboc-01',
      mac: '42CA0591',
      command: '841E00000442CA0591'
    })
  })
})

describe('verify', () => {
  const claim = ['verify', '--key-file', keyFile, '--arqc', arqc]

  test('ends with 0 where the cryptogram is right', async () => {
    const { code, out } = await cryptogram([...claim, ...card, '--tlv', tlv])
    expect({ code, out }).toEqual({ code: 0, out: 'The cryptogram is right.\n' })
  })

  test('ends with 1 and names the one thing that differs', async () => {
    const psn = await cryptogram([...claim, '--pan', '6228000100001', '--tlv', tlv])
    expect(psn.code).toBe(1)
    expect(psn.out).toContain('with PAN sequence number 01 it would be right')
    const tvr = await cryptogram([
      ...claim,
      ...card,
      '--tlv',
      tlv.replace('0080046000', '0080046010'),
      '--json'
    ])
    expect(tvr.code).toBe(1)
    expect(JSON.parse(tvr.out)).toMatchObject({
      right: false,
      hint: {
        en: 'byte 5 of 95 (Terminal verification results (TVR)) is 10, with 00 it would be right',
        zh: '95（终端验证结果（TVR））的第 5 字节为 10，为 00 时即正确'
      }
    })
    const two = await cryptogram([...claim, '--pan', '6228000100002', '--tlv', tlv])
    expect(two.out).toContain('no single change makes it right')
  })
})

describe('--explain', () => {
  test('tells each step, without card number and key', async () => {
    const { out } = await cryptogram(['arqc', '--key-file', keyFile, ...card, '--tlv', tlv, '--explain'])
    expect(out).toMatch(
      /1\. Input of the cryptogram[^]*2\. Diversification data[^]*5\. Application cryptogram/
    )
    expect(out).toMatch(/95 Terminal verification results \(TVR\) +0080046000/)
    expect(out).toMatch(/issuer master key +3DES key, check value 9F851F/)
    expect(out).toContain('7D00024003A04002800000')
    expect(out.replaceAll(' ', '')).not.toMatch(/6228000100001|28000100001|F0C34A81|014C986E|D4102725/)
  })

  test('with --reveal tells the card number, and keys never', async () => {
    const argv = ['arqc', '--key-file', keyFile, ...card, '--tlv', tlv, '--explain', '--reveal']
    for (const json of [[], ['--json']]) {
      const { out } = await cryptogram([...argv, ...json])
      expect(out).toContain('6228000100001')
      expect(out).not.toMatch(/F0C34A81|014C986E|D4102725/)
    }
  })

  test('in Chinese', async () => {
    const { out } = await cryptogram(['derive', '--key', issuerKey, ...card, '--explain'], { language: 'zh' })
    expect(out).toMatch(/1\. 分散数据[^]*卡片密钥[^]*3DES 密钥，校验值 C63931/)
  })
})

test('says which versions no published value confirms', async () => {
  const short = '9F02060000000000019F37041E78EEBC9F360202409F100807001703A0400201'
  const { code, err } = await cryptogram(['arqc', '--key', cardKey, '--profile', 'pboc-17', '--tlv', short])
  expect(code).toBe(0)
  expect(err).toContain('pboc-17: no published value confirms this version')
})

describe('wrong arguments are named, and nothing of a key is repeated', () => {
  const facts = ['--atc', '0240', '--arqc', arqc]
  const cases: readonly (readonly [readonly string[], string])[] = [
    [['derive', '--key', issuerKey], '--pan is missing'],
    [['derive', '--key', issuerKey.slice(2), ...card], '--key must have 16 bytes and has 15'],
    [['derive', '--key', `${issuerKey.slice(1)}X`, ...card], '--key is not hexadecimal'],
    [['derive', '--key-file', '-', ...card], 'there is no key'],
    [['derive', '--key', issuerKey, '--pan', '62280001x'], '--pan must be 1 to 19 digits'],
    [['derive', '--key', issuerKey, '--pan', '6228', '--psn', '1'], '--psn must be two digits'],
    [['derive', '--key', issuerKey, ...card, '--option', 'C'], '--option C: use one of A, B'],
    [['derive', '--key', issuerKey, ...card, '--algorithm', 'aes'], '--algorithm aes: use one of 3des, sm4'],
    [['session', '--key', cardKey], '--atc is missing'],
    [['session', '--key', cardKey, '--atc', '24'], '--atc must have 2 bytes and has 1'],
    [['session', '--key', cardKey, '--method', 'x'], '--method x: use one of none, pboc'],
    [['session', '--key', cardKey, '--method', 'mchip-skd', '--atc', '0001'], '--un is missing'],
    [['session', '--key', cardKey, '--method', 'emv-csk-arqc'], '--arqc is missing'],
    [['session', '--key', cardKey, '--method', 'emv-csk', '--algorithm', 'sm4'], 'has no form for SM4'],
    [['session', '--key', cardKey, '--key-is', 'session', '--atc', '0001'], '--key-is session does not fit'],
    [['session', '--key', cardKey, '--key-is', 'issuer', '--atc', '0001'], '--key-is issuer needs --pan'],
    [['arqc', '--key', cardKey], '--tlv is missing'],
    [['arqc', '--key', cardKey, '--block', '00'], '--atc is missing'],
    [['arqc', '--key', cardKey, '--block', '00', '--tlv', tlv], 'give --tlv or --block, not both'],
    [['arqc', '--key', cardKey, '--tlv', '9F0206'], '--tlv is not a list of whole data objects'],
    [['arqc', '--key', cardKey, '--tlv', '9F36020240'], '--tlv lacks 9F02'],
    [
      ['arqc', '--key', cardKey, '--tlv', tlv.replace('9A03140701', '9A021407')],
      '9A must have 3 bytes and has 2'
    ],
    [['arqc', '--key', cardKey, '--tlv', `${tlv}9C0100`], '--tlv holds 9C twice'],
    [['arqc', '--key', cardKey, '--profile', 'visa-99'], '--profile visa-99: use one of pboc-01'],
    [['arpc', '--key', cardKey, ...facts], '--arc is missing'],
    [
      ['arpc', '--key', cardKey, ...facts, '--arc', '3030', '--csu', '00000000'],
      'give --arc or --csu, not both'
    ],
    [['arpc', '--key', cardKey, ...facts, '--proprietary', '00'], '--csu is missing'],
    [['arpc', '--key', cardKey, ...facts, '--csu', '00'], '--csu must have 4 bytes and has 1'],
    [['script-mac', '--key', cardKey, ...facts], '--command is missing'],
    [
      ['script-mac', '--key', cardKey, ...facts, '--command', '04DA9F7906'],
      '--command must be CLA INS P1 P2'
    ],
    [['script-mac', '--key', cardKey, ...facts, '--command', '04DA9F'], '--command must be CLA INS P1 P2'],
    [['verify', '--key', cardKey, '--tlv', tlv], '--arqc is missing']
  ]
  test.each(cases)('%j', async (argv, why) => {
    const { code, out } = await cryptogram([...argv, '--json'])
    expect(code).toBe(2)
    expect(out).toContain(why)
    for (const half of [issuerKey.slice(2, 16), cardKey.slice(2, 16)]) expect(out).not.toContain(half)
  })

  test('a file that is not there', async () => {
    const { code, out } = await cryptogram(['derive', '--key-file', join(folder, 'none'), ...card, '--json'])
    expect(code).toBe(2)
    expect(JSON.parse(out)).toMatchObject({ error: { code: 'file-not-read' } })
  })
})
