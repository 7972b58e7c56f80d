import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { apdu4jLog } from '../engine/trace-files/samples'
import { run } from './support'

const folder = mkdtempSync(join(tmpdir(), 'cardwright-trace-files-'))
afterAll(() => rmSync(folder, { recursive: true }))
const at = (name: string): string => join(folder, name)
const content = (name: string): string => readFileSync(at(name), 'utf8')

writeFileSync(at('gp.log'), apdu4jLog)
writeFileSync(at('cut.log'), apdu4jLog.slice(0, apdu4jLog.indexOf('(9ms)')))
writeFileSync(at('clear.txt'), '00B2010C00\n700A5A0862284800000000129000\n0020008008241234FFFFFFFFFF\n9000\n')

describe('trace show', () => {
  test('opens what another program wrote', async () => {
    const { code, out, err } = await run(['trace', 'show', at('gp.log')])
    expect({ code, err }).toEqual({ code: 0, err: expect.stringContaining('--reveal') as string })
    expect(out).toContain('ACS ACR122U 00 00  T=1  3B8F8001804F0CA000000306030001000000006A')
    expect(out).toContain('> 00A4040007A0000003330101')
    expect(out).not.toContain('1970')
  })

  test('says where a file is cut off, in both languages', async () => {
    expect((await run(['trace', 'show', at('cut.log')])).err).toContain('it ends in line 11')
    expect((await run(['trace', 'show', at('cut.log')], { language: 'zh' })).err).toContain('在第 11 行中断')
  })

  test('refuses what is no trace', async () => {
    writeFileSync(at('prose.txt'), 'Dear card')
    const { code, err } = await run(['trace', 'show', at('prose.txt')])
    expect(code).toBe(2)
    expect(err).toContain('no format that is known')
  })
})

describe('trace export', () => {
  test.each(['txt', 'json', 'jsonl', 'html', 'pcap', 'pcapng'])(
    'to .%s, masked, for its owner only',
    async (ending) => {
      const { code } = await run(['trace', 'export', at('clear.txt'), '--to', at(`out.${ending}`)])
      expect(code).toBe(0)
      expect(statSync(at(`out.${ending}`)).mode & 0o777).toBe(0o600)
      const bytes = readFileSync(at(`out.${ending}`))
      expect(bytes.toString('latin1')).not.toMatch(/6228480000000012|241234/)
      expect(bytes.toString('hex')).not.toMatch(/241234ff/)
      expect((await run(['trace', 'show', at(`out.${ending}`)])).code).toBe(ending === 'html' ? 2 : 0)
    }
  )

  test('in clear where that is asked for', async () => {
    await run(['trace', 'export', at('clear.txt'), '--to', at('clear.json'), '--reveal'])
    expect(content('clear.json')).toContain('6228480000000012')
  })

  test('says that masked digits are zeros in a capture, and what else it did', async () => {
    const { out, err } = await run(['trace', 'export', at('clear.txt'), '--to', at('zeros.pcapng'), '--json'])
    expect(JSON.parse(out)).toEqual({ file: at('zeros.pcapng'), format: 'pcapng', exchanges: 2, leftOut: [] })
    expect(err).toContain('zeros')
  })

  test('keeps a file that exists, and asks for an ending that it knows', async () => {
    writeFileSync(at('mine.html'), 'precious')
    expect((await run(['trace', 'export', at('gp.log'), '--to', at('mine.html')])).code).toBe(2)
    expect(content('mine.html')).toBe('precious')
    expect((await run(['trace', 'export', at('gp.log'), '--to', at('mine.html'), '--force'])).code).toBe(0)
    expect(content('mine.html')).toContain('<!doctype html>')
    const { code, err } = await run(['trace', 'export', at('gp.log'), '--to', at('mine.doc')])
    expect({ code, err }).toEqual({ code: 2, err: expect.stringContaining('.pcapng') as string })
  })

  test('the report is in the language of the command line', async () => {
    await run(['trace', 'export', at('gp.log'), '--to', at('zh.html')], { language: 'zh' })
    expect(content('zh.html')).toContain('卡片通信记录')
  })
})

describe('trace import', () => {
  test('says what a file is and writes it as a trace', async () => {
    const said = await run(['trace', 'import', at('gp.log'), '--to', at('gp.jsonl')])
    expect(said).toMatchObject({ code: 0, out: 'GlobalPlatformPro / apdu4j log: 3 exchanges\n' })
    expect((await run(['trace', 'import', at('gp.log')], { language: 'zh' })).out).toContain('3 次通信')
    const { out } = await run(['trace', 'import', at('cut.log'), '--json'])
    expect(JSON.parse(out)).toEqual({
      format: 'apdu4j',
      exchanges: 2,
      problems: [{ kind: 'cut-off', place: 11 }]
    })
  })

  test('a trace of our own is the same afterwards', async () => {
    await run(['trace', 'import', at('gp.log'), '--to', at('once.jsonl')])
    await run(['trace', 'import', at('once.jsonl'), '--to', at('twice.jsonl')])
    expect(content('twice.jsonl')).toBe(content('once.jsonl'))
  })

  test('a capture is the same afterwards', async () => {
    await run(['trace', 'export', at('gp.log'), '--to', at('once.pcapng')])
    await run(['trace', 'import', at('once.pcapng'), '--to', at('capture.jsonl'), '--reveal'])
    await run(['trace', 'export', at('capture.jsonl'), '--to', at('twice.pcapng'), '--reveal'])
    expect(readFileSync(at('twice.pcapng')).equals(readFileSync(at('once.pcapng')))).toBe(true)
  })
})
