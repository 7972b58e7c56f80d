import { expect } from 'vitest'
import { type Field, type InspectionReport, inspectionReport } from '../../../src-main/contract/report'
import { hex, toHex } from '../../../src-main/engine/bytes/hex'
import type { CardChannel } from '../../../src-main/engine/channel/card-channel'
import { inspectCard, type InspectionOptions } from '../../../src-main/engine/inspection/inspect-card'
import { tlv } from '../../../src-main/engine/tlv/tlv'
import { runWorkflow } from '../../../src-main/engine/workflow/run'
import type { ScriptedApplication } from '../../support/scripted-channel'

/** 2026-11-22T12:00:00Z */
export const NOON = Date.UTC(2026, 10, 22, 12)
export const CONTACT_ATR = hex('3B6500002063CB6800')
export const CONTACTLESS_ATR = hex('3B8D800100814D220886601222275000014A')
export const PAN = '6210948000000011'

/** Inspects what answers on `channel`, and checks that the report keeps to the contract. */
export async function inspect(
  channel: CardChannel,
  options: Partial<InspectionOptions> = {}
): Promise<InspectionReport> {
  let clock = NOON
  const report = await runWorkflow(
    inspectCard({ reader: 'Test reader', atr: CONTACT_ATR, protocol: 'T=1', reveal: false, ...options }),
    { channel, progress: () => undefined, now: () => (clock += 5) }
  )
  expect(inspectionReport.parse(report)).toEqual(report)
  return report
}

/** Digits as the hex of their characters: 12 becomes 3132. */
export function characters(digits: string): string {
  return digits.replace(/\d/g, (digit) => `3${digit}`)
}

export function data(tag: number, ...parts: readonly (string | Uint8Array)[]): Uint8Array {
  return tlv(tag, ...parts.map((part) => (typeof part === 'string' ? hex(part) : part)))
}

export function ok(...parts: readonly Uint8Array[]): string {
  return `${parts.map(toHex).join('')}9000`
}

/** Codes of the findings, in order, each once. */
export function codes(report: InspectionReport): string[] {
  return [...new Set(report.findings.map(({ code }) => code))]
}

/** The first field with this tag, wherever it is. */
export function fieldOf(fields: readonly Field[], tag: string): Field | undefined {
  for (const field of fields) {
    if (field.tag === tag) return field
    const inner = fieldOf(field.children ?? [], tag)
    if (inner !== undefined) return inner
  }
  return undefined
}

const name = (text: string): Uint8Array => Uint8Array.from([...text], (character) => character.charCodeAt(0))

export const DEBIT = 'A000000333010101'
export const PSE = '315041592E5359532E4444463031'
export const PPSE = '325041592E5359532E4444463031'
export const ISD = 'A000000151000000'

/** A debit card with e-cash in two currencies, both logs, Chinese names, and a security domain. */
export function debitCard(): Record<string, ScriptedApplication> {
  const entry = data(0x61, data(0x4f, DEBIT), data(0x50, name('PBOC DEBIT')), data(0x87, '01'))
  const pdol = '9F7A019F02065F2A029A03'
  const track2 = `${PAN}D3012201000000000F`
  return {
    [PSE]: {
      select: ok(data(0x6f, data(0x84, PSE), data(0xa5, data(0x88, '01'), data(0x5f2d, name('zhen'))))),
      answers: { '00B2010C00': ok(data(0x70, entry)) }
    },
    [DEBIT]: {
      select: ok(
        data(
          0x6f,
          data(0x84, DEBIT),
          data(
            0xa5,
            data(0x50, name('PBOC DEBIT')),
            data(0x87, '01'),
            data(0x9f38, pdol),
            data(0x5f2d, name('zh')),
            data(0x9f11, '01'),
            data(0x9f12, 'BDE8BCC7BFA8'), // GBK: debit card
            data(0xbf0c, data(0x9f4d, '0B0A'), data(0xdf4d, '0C0A'))
          )
        )
      ),
      answers: {
        // 9F7A 00, amount 0, currency 0156, date.
        '80A800000E830C00000000000000015626112200': ok(data(0x80, '5C00', '08010201', '10010101')),
        '00B2010C00': ok(data(0x70, data(0x57, track2), data(0x5f20, 'D5C5C8FD'), data(0x9f61, '313233'))),
        '00B2020C00': ok(
          data(
            0x70,
            data(0x5a, PAN),
            data(0x5f34, '01'),
            data(0x5f24, '301231'),
            data(0x5f25, '250101'),
            data(0x5f28, '0156'),
            data(0x9f07, 'FF00'),
            data(0x8e, '00000000000000005E0342031F00'),
            data(0x9f0d, 'D8609CA800'),
            data(0x9f0e, '0010000000'),
            data(0x9f0f, 'D8689CF800'),
            data(0x9f42, '0156')
          )
        ),
        '00B2011400': ok(
          data(0x70, data(0x8f, '09'), data(0x90, 'AABB'), data(0x9f32, '03'), data(0x93, 'CCDD'))
        ),
        '80CA9F3600': ok(data(0x9f36, '0007')),
        '80CA9F1300': ok(data(0x9f13, '0004')),
        '80CA9F1700': ok(data(0x9f17, '03')),
        '80CA9F4F00': ok(data(0x9f4f, '9A039F21039F02065F2A029F4E149C019F3602')),
        '80CADF4F00': ok(data(0xdf4f, '9A039F21039F3602')),
        '80CA9F5100': ok(data(0x9f51, '0156')),
        '80CA9F7900': ok(data(0x9f79, '000000012345')),
        '80CA9F7700': ok(data(0x9f77, '000000100000')),
        '80CA9F7800': ok(data(0x9f78, '000000050000')),
        '80CA9F6D00': ok(data(0x9f6d, '000000001000')),
        '80CADF7100': ok(data(0xdf71, '0344')),
        '80CADF7900': ok(data(0xdf79, '000000000500')),
        // SFI 11: one purchase, one record never written.
        '00B2015C00': `2611211030150000000012340156${'C1A2B5EA'.padEnd(40, '0')}0000069000`,
        '00B2025C00': `${'00'.repeat(37)}9000`,
        '00B2016400': '9F7900000000000000000001234526112009080700059000'
      }
    },
    [ISD]: {
      select: ok(data(0x6f, data(0x84, ISD), data(0xa5, data(0x9f65, 'FF')))),
      answers: {
        '80CA006600': ok(
          data(0x66, data(0x73, data(0x06, '2A864886FC6B01'), data(0x64, data(0x06, '2A864886FC6B040255'))))
        ),
        '80CA00E000': ok(data(0xe0, data(0xc0, '01FF8010'), data(0xc0, '0220FF880010010101'))),
        '80CA9F7F00': ok(data(0x9f7f, '4790D321'.padEnd(84, '0'))),
        '80F28002024F0000': ok(data(0xe3, data(0x4f, ISD), data(0x9f70, '0F'), data(0xc5, '9E')))
      }
    }
  }
}
