import { beforeAll, describe, expect, it } from 'vitest'
import type { InspectionReport } from '../../../src-main/contract/report'
import { verificationReport } from '../../../src-main/contract/verification'
import type { CardAuthentication } from '../../../src-main/engine/emv/authenticate-card'
import { compareWithPrepared } from '../../../src-main/engine/verification/compare-with-prepared'
import { RULES, verifyCard } from '../../../src-main/engine/verification/verify-card'
import { readyMadeCard } from '../../../src-main/virtual-card/ready-made/ready-made-cards'
import { VirtualCard } from '../../../src-main/virtual-card/virtual-card'
import { ruleTexts } from '../../../src-main/texts/phrases/verification'
import { prepared } from '../personalization/support'
import { altered, authenticated, cardOf, inspected, type Side } from './support'

const today = '2026-03-01'
const content = prepared()
let card: VirtualCard
const reports = new Map<Side, InspectionReport>()
const authentications = new Map<Side, CardAuthentication>()

beforeAll(async () => {
  card = await cardOf(content)
  for (const side of ['contact', 'contactless'] as const) {
    reports.set(side, await inspected(card, side))
    authentications.set(side, await authenticated(card, side))
  }
})

function report(side: Side): InspectionReport {
  const found = reports.get(side)
  if (found === undefined) throw new Error(side)
  return found
}

function broken(changed: InspectionReport, when = today): string[] {
  return verifyCard({ report: changed, today: when })
    .rules.filter(({ outcome }) => outcome === 'broken')
    .map(({ id }) => id)
}

describe.each(['contact', 'contactless'] as const)('a card that was made here (%s)', (side) => {
  it('keeps every rule, and is what was prepared', () => {
    const comparison = compareWithPrepared(report(side), content)
    const authentication = authentications.get(side)
    const result = verifyCard({
      ...{ report: report(side), today, comparison },
      ...(authentication && { authentication })
    })
    expect(verificationReport.parse(result)).toEqual(result)
    expect(comparison).toMatchObject({ findings: [] })
    expect(comparison.compared).toBeGreaterThan(40)
    expect(result.rules.filter(({ outcome }) => outcome === 'broken')).toEqual([])
    expect(result.verdict).toBe('passed')
  })

  it('repeats no card number', () => {
    const result = verifyCard({ report: altered(report(side), '5A', '6228480000000000118F'), today })
    expect(JSON.stringify(result)).not.toMatch(/622848000000000011/)
  })
})

it.each(['ecash', 'debit-ecash', 'credit-ecash'] as const)('the ready-made card %s passes', async (kind) => {
  const ready = VirtualCard.fromImage(readyMadeCard(kind))
  for (const side of ['contact', 'contactless'] as const) {
    expect(broken(await inspected(ready, side))).toEqual([])
  }
})

describe('each rule breaks', () => {
  it.each<[id: string, tag: string, value: string | undefined, side?: Side]>([
    ['structure/selection', '50', undefined],
    ['structure/options', '82', '7D'],
    ['structure/options', '94', '0801'],
    ['structure/records', '94', '080103001001040118010100200101'.concat('00')],
    ['structure/lengths', '5F34', '0000'],
    ['structure/digits', '5F28', '0A56'],
    ['structure/mandatory', '8C', undefined],
    ['structure/expected', '9F07', undefined],
    ['account/check-digit', '5A', '6228480000000000118F'],
    ['account/track2', '57', '6228480000000000117E35122201'],
    ['account/same-number', '57', '6228480000000000125D35122200'],
    ['account/same-expiry', '5F24', '351131'],
    ['account/same-service-code', '5F30', '0201'],
    ['account/dates', '5F24', '351331'],
    ['account/dates', '5F25', '360101'],
    ['account/valid', '5F24', '251231'],
    ['account/valid', '5F25', '270101'],
    ['authentication/data', '93', undefined],
    ['authentication/data', '9F46', undefined],
    ['authentication/signed-number', '94', '08010200100104001801010020010100'],
    ['authentication/tag-list', '9F4A', '8284'],
    ['authentication/ddol', '9F49', '9F0206'],
    ['authentication/ddol', '9F49', undefined],
    ['lists/readable', '8D', '8A'],
    ['lists/cryptogram', '8C', '9F0206'],
    ['lists/second', '8D', '9F0206'],
    ['lists/flash', '9F38', '9F0206', 'contactless'],
    ['holder/list', '8E', '00'],
    ['holder/list', '82', '6D00'],
    ['holder/pin', '9F17', '00'],
    ['limits/balance', '9F79', '000000100001'],
    ['limits/within', '9F6D', '000000100001'],
    ['limits/mainland', '9F77', '000000100001'],
    ['limits/offline-counters', '9F14', '05'],
    ['ecash/objects', '9F78', undefined],
    ['ecash/currency', '9F42', '0840'],
    ['logs/formats', '9F4F', undefined],
    ['logs/formats', '9F4D', '010A'],
    ['directory/same', '87', '02']
  ])('%s by %s = %s', (id, tag, value, side = 'contact') => {
    expect(broken(altered(report(side), tag, value))).toContain(id)
  })

  it('by what is not a value', () => {
    const whole = report('contact')
    const [application] = whole.applications
    if (application === undefined) throw new Error('no application')
    const withApplication = (change: Partial<typeof application>): InspectionReport => ({
      ...whole,
      applications: [{ ...application, ...change }]
    })
    expect(broken({ ...whole, outcome: 'interrupted' })).toContain('structure/complete')
    expect(broken(withApplication({ foundBy: ['probe'] }))).toContain('directory/listed')
    expect(broken(withApplication({ cardholder: 'A\uFFFDB' }))).toContain('account/name')
    const record = application.parts.find((part) => part.sfi === 4)
    if (record === undefined) throw new Error('no record')
    const odd = { ...record, fields: record.fields.flatMap(({ children = [] }) => children) }
    const parts = application.parts.map((part) => (part === record ? odd : part))
    expect(broken(withApplication({ parts }))).toContain('structure/templates')
    const code = { ...record, fields: [{ tag: '9F74', name: { en: '', zh: '' }, hex: '454343303031' }] }
    expect(broken(withApplication({ parts: [...application.parts, code] }))).toContain(
      'ecash/authorisation-code'
    )
    const again = { ...record, fields: [{ tag: '5F28', name: { en: '', zh: '' }, hex: '0840' }] }
    expect(broken(withApplication({ parts: [...application.parts, again] }))).toContain('structure/once')
  })

  it('has a text in both languages', () => {
    expect(RULES.map(({ id }) => id).sort()).toEqual(Object.keys(ruleTexts).sort())
    for (const { en, zh } of Object.values(ruleTexts)) expect(en.length * zh.length).toBeGreaterThan(0)
  })
})

describe('authentication', () => {
  it('that failed breaks a rule, and says where', async () => {
    const failed = await authenticated(card, 'contact')
    const [first] = failed.methods
    if (first === undefined) throw new Error('no method')
    const outcome = {
      kind: 'failed',
      step: 'signed-static-data',
      problem: { kind: 'hash' }
    } as unknown as (typeof first)['authentication']['outcome']
    const methods = [{ ...first, authentication: { ...first.authentication, outcome } }]
    const result = verifyCard({ report: report('contact'), today, authentication: { ...failed, methods } })
    expect(result.verdict).toBe('failed')
    expect(result.rules.find(({ id }) => id === 'authentication/genuine')?.outcome).toBe('broken')
  })

  it('certificates that end before the card', () => {
    const longer = altered(altered(report('contact'), '5F24', '491231'), '57', '6228480000000000117D49122201')
    const authentication = authentications.get('contact')
    const result = verifyCard({ report: longer, today, ...(authentication && { authentication }) })
    const rule = result.rules.find(({ id }) => id === 'authentication/certificates-outlast')
    expect(rule?.findings.map(({ path }) => path)).toEqual(['A000000333010101 9F46'])
  })
})

describe('compared with what was prepared', () => {
  it.each([
    ['5F20', 'C0EECBC4', 'read-back/differs'],
    ['9F63', undefined, 'read-back/absent'],
    ['9F77', '000000000001', 'read-back/differs'],
    ['50', '50', 'read-back/differs']
  ])('%s = %s is found', (tag, value, code) => {
    const { findings } = compareWithPrepared(altered(report('contact'), tag, value), content)
    expect(findings.map((finding) => finding.code)).toEqual([code])
  })

  it('an application or a record that is not there', () => {
    const whole = report('contact')
    expect(compareWithPrepared({ ...whole, applications: [] }, content).findings).toHaveLength(1)
    const [application] = whole.applications
    if (application === undefined) throw new Error('no application')
    const parts = application.parts.filter(({ sfi }) => sfi !== 4)
    const { findings } = compareWithPrepared({ ...whole, applications: [{ ...application, parts }] }, content)
    expect(findings.map(({ path }) => path)).toEqual(['A000000333010101 4.1'])
  })

  it('a masked report is refused', async () => {
    const masked = await inspected(card, 'contact', false)
    expect(() => compareWithPrepared(masked, content)).toThrow(/masked/)
  })
})
