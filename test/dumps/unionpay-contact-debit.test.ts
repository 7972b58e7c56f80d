import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import type { InspectionReport } from '../../src-main/contract/report'
import { importTrace } from '../../src-main/engine/trace-files/import-trace'
import { TraceReplay } from '../../src-main/engine/trace/replay'
import { NotRecorded } from '../../src-main/engine/workflow/interruption'
import { characters, codes, fieldOf, inspect } from '../engine/inspection/support'

const file = fileURLToPath(new URL('../../../shared/dumps/unionpay-contact-debit.txt', import.meta.url))
const absent = !existsSync(file)

/** The recorded card, through the engine's own replay. */
async function readRecording(reveal = false): Promise<{ report: InspectionReport; sent: string[] }> {
  const parsed = importTrace(readFileSync(file), 'unionpay-contact-debit')
  if (parsed.kind !== 'ok') throw new Error(`not a trace: ${parsed.problem}`)
  const replay = new TraceReplay(parsed.trace)
  const sent: string[] = []
  const report = await inspect(
    {
      transceive(command) {
        sent.push(Buffer.from(command).toString('hex').toUpperCase())
        const answer = replay.answer(command)
        return answer.kind === 'recorded'
          ? Promise.resolve(answer.response)
          : Promise.reject(new NotRecorded())
      }
    },
    { atr: new Uint8Array(0), reveal }
  )
  return { report, sent }
}

describe('recorded card ../shared/dumps/unionpay-contact-debit.txt', () => {
  it.skipIf(absent)('lists its three applications', async () => {
    const { report } = await readRecording()
    expect(report.applications.map(({ aid, label, kind, priority }) => [aid, label, kind, priority])).toEqual(
      [
        ['A000000333010102', 'UICC CREDIT', 'credit', 1],
        ['A000000333010101', 'UICC DEBIT', 'debit', 2],
        ['A000000333010103', 'UICC QUASICREDIT', 'quasi-credit', 3]
      ]
    )
    expect(report.card.family.id).toBe('pboc')
    expect(report.directories?.map(({ kind, parts }) => [kind, parts.length])).toEqual([['pse', 4]])
  })

  it.skipIf(absent)('reads the credit application completely', async () => {
    const { report } = await readRecording()
    const [credit] = report.applications
    expect(credit).toMatchObject({
      preferredName: 'UICC CREDIT',
      languages: ['cn'],
      pan: '621094******0011',
      panSequence: '01',
      cardholder: '银联62标准卡@测试专用Cards',
      effective: '2011-09-01',
      expiry: '2030-10-31',
      country: 'CN',
      atc: 6,
      lastOnlineAtc: 1,
      balances: [],
      authentication: { sda: true, dda: true, cda: false, caKeyIndex: '09' },
      logs: [{ kind: 'transaction', sfi: 11, capacity: 10, records: [] }]
    })
    expect(credit?.serviceCode?.en).toContain('201')
    expect(credit?.cvmRules.map(({ en }) => en)).toHaveLength(3)
    expect(credit?.cvmRules[0]?.en).toContain('signature')
    expect(credit?.cvmRules[1]?.en).toContain('online PIN')
    expect(credit?.usage).toHaveLength(8)
    expect(credit?.actionCodes).toHaveLength(3)
    expect(
      credit?.parts.filter(({ record }) => record !== undefined).map(({ sfi, record }) => [sfi, record])
    ).toEqual([
      [1, 1],
      [1, 2],
      [1, 3],
      [2, 1],
      [2, 2],
      [2, 3],
      [2, 4],
      [2, 5],
      [4, 1]
    ])
    const fields = credit?.parts.flatMap((part) => part.fields) ?? []
    expect(fieldOf(fields, '9F23')?.hex).toBe('FF')
    expect(fieldOf(fields, '8C')?.children?.length).toBe(11)
  })

  it.skipIf(absent)(
    'asks for processing options as the recording has it, and says what is missing',
    async () => {
      const { report, sent } = await readRecording()
      expect(sent.filter((command) => command.startsWith('80A8'))).toEqual(['80A8000002830000'])
      expect(report.outcome).toBe('partial')
      expect(codes(report)).toContain('not-recorded')
      expect(report.findings.filter(({ level }) => level === 'problem')).toEqual([])
      expect(report.exchanges.filter(({ failure }) => failure === 'not-recorded').length).toBeGreaterThan(0)
    }
  )

  it.skipIf(absent)('never shows the card number or the ID number', async () => {
    const { report } = await readRecording()
    const text = JSON.stringify(report)
    const pan = '6210948000000011'
    expect(text).not.toContain(pan)
    expect(text).not.toContain(characters(pan))
    expect(text).not.toContain('3131303031') // 9F61, in characters
    const clear = JSON.stringify((await readRecording(true)).report)
    expect(clear).toContain(pan)
  })

  it.skipIf(absent)('leads every value to the bytes it came from', async () => {
    const { report } = await readRecording(true)
    let checked = 0
    for (const part of report.applications[0]?.parts ?? []) {
      const walk = (fields: typeof part.fields): void => {
        for (const { at, hex, children, tag } of fields) {
          if (at !== undefined && tag !== undefined) {
            const response = report.exchanges[at.exchange - 1]?.response
            expect(response?.slice(at.offset * 2, (at.offset + at.length) * 2), tag).toBe(hex)
            checked += 1
          }
          walk([...(children ?? [])])
        }
      }
      walk(part.fields)
    }
    expect(checked).toBeGreaterThan(50)
  })
})
