import { describe, expect, it } from 'vitest'
import { hex } from '../../../src-main/engine/bytes/hex'
import { ScriptedChannel } from '../../support/scripted-channel'
import {
  CONTACTLESS_ATR,
  codes,
  data,
  DEBIT,
  debitCard,
  fieldOf,
  inspect,
  ISD,
  ok,
  PAN,
  PPSE
} from './support'

describe('a debit card with e-cash', () => {
  it('is read completely', async () => {
    const report = await inspect(new ScriptedChannel(debitCard()))
    expect(report.findings.filter(({ level }) => level !== 'info')).toEqual([])
    expect(report.outcome).toBe('complete')
    expect(report.at).toBe('2026-11-22T12:00:00.005Z')
    expect(report.card.family).toMatchObject({
      id: 'pboc',
      evidence: [{ en: `It has the application ${DEBIT}.` }]
    })
    expect(report.directories?.map(({ kind, parts }) => [kind, parts.length])).toEqual([['pse', 2]])
    expect(report.applications).toHaveLength(1)
    expect(report.applications[0]).toMatchObject({
      aid: DEBIT,
      kind: 'debit',
      kindText: { en: 'Debit with e-cash', zh: '借记＋电子现金' },
      label: 'PBOC DEBIT',
      preferredName: '借记卡',
      foundBy: ['pse'],
      priority: 1,
      blocked: false,
      languages: ['zh'],
      pan: '621094******0011',
      panSequence: '01',
      cardholder: '张三',
      effective: '2025-01-01',
      expiry: '2030-12-31',
      currency: 'CNY',
      country: 'CN',
      atc: 7,
      lastOnlineAtc: 4,
      pinTriesLeft: 3,
      balances: [
        {
          purse: 1,
          balance: { minor: 12345, currency: 'CNY' },
          limit: { minor: 100000, currency: 'CNY' },
          singleLimit: { minor: 50000, currency: 'CNY' },
          resetThreshold: { minor: 1000, currency: 'CNY' }
        },
        { purse: 2, balance: { minor: 500, currency: 'HKD' } }
      ],
      authentication: { sda: true, dda: false, cda: false, caKeyIndex: '09' }
    })
    const [application] = report.applications
    expect(application?.serviceCode?.en).toContain('201')
    expect(application?.cvmRules).toHaveLength(3)
    expect(application?.usage).toHaveLength(8)
    expect(application?.actionCodes.map(({ hex: code }) => code)).toEqual([
      '0010000000',
      'D8689CF800',
      'D8609CA800'
    ])
    expect(application?.actionCodes[0]?.conditions).toHaveLength(1)
  })

  it('decodes both logs by their formats and leaves out empty records', async () => {
    const report = await inspect(new ScriptedChannel(debitCard()))
    const [transactions, loads] = report.applications[0]?.logs ?? []
    expect(transactions).toMatchObject({ kind: 'transaction', sfi: 11, capacity: 10 })
    expect(transactions?.records).toHaveLength(1)
    expect(transactions?.records[0]).toMatchObject({
      record: 1,
      date: '2026-11-21',
      time: '10:30:15',
      amount: { minor: 1234, currency: 'CNY' },
      merchant: '立店',
      atc: 6
    })
    expect(loads?.records[0]).toMatchObject({
      before: { minor: 0, currency: 'CNY' },
      after: { minor: 12345, currency: 'CNY' },
      date: '2026-11-20',
      time: '09:08:07',
      atc: 5
    })
    expect(loads?.records[0]?.fields.map(({ hex: bytes, at }) => [bytes, at?.offset])).toEqual([
      ['9F79', 0],
      ['000000000000', 2],
      ['000000012345', 8],
      ['261120', 14],
      ['090807', 17],
      ['0005', 20]
    ])
  })

  it('reads what the security domain tells anyone', async () => {
    const { securityDomain } = await inspect(new ScriptedChannel(debitCard()))
    expect(securityDomain).toMatchObject({
      aid: ISD,
      lifeCycle: { en: 'SECURED' },
      protocols: ['SCP02 i=55'],
      keys: [
        { id: 1, version: 255, type: 'DES', length: 16 },
        { id: 2, version: 32, type: 'AES', length: 16 }
      ]
    })
    expect(securityDomain?.cplc.length).toBeGreaterThan(10)
  })

  it('leads from a value to its bytes', async () => {
    const report = await inspect(new ScriptedChannel(debitCard()))
    const [application] = report.applications
    const fields = application?.parts.flatMap((part) => part.fields) ?? []
    for (const [tag, bytes] of [
      ['9F07', 'FF00'],
      ['82', '5C00'],
      ['94', '0801020110010101'],
      ['9F79', '000000012345']
    ] as const) {
      const at = fieldOf(fields, tag)?.at
      const response = report.exchanges.find(({ number }) => number === at?.exchange)?.response
      expect(response?.slice((at?.offset ?? 0) * 2, ((at?.offset ?? 0) + (at?.length ?? 0)) * 2), tag).toBe(
        bytes
      )
    }
  })

  it('names its exchanges and their status in words', async () => {
    const { exchanges } = await inspect(new ScriptedChannel(debitCard()))
    expect(exchanges.map(({ number }) => number)).toEqual(exchanges.map((_, index) => index + 1))
    expect(exchanges[0]?.name).toBe('SELECT')
    for (const { status } of exchanges) expect(status?.en).not.toBe('')
  })

  it('keeps card numbers and personal data out of the report', async () => {
    const report = await inspect(new ScriptedChannel(debitCard()))
    const text = JSON.stringify(report)
    expect(text).not.toContain(PAN)
    expect(text).not.toContain('313233')
    expect(text).toContain('621094******0011')
  })

  it('shows them when asked to', async () => {
    const report = await inspect(new ScriptedChannel(debitCard()), { reveal: true })
    expect(report.revealed).toBe(true)
    expect(report.applications[0]?.pan).toBe(PAN)
    expect(JSON.stringify(report)).toContain('313233')
  })
})

describe('harmless', () => {
  it('sends nothing but commands that read', async () => {
    const channel = new ScriptedChannel(debitCard())
    await inspect(channel)
    const allowed = new Set(['00A4', '80A8', '00B2', '80CA', '80F2'])
    expect(
      [...new Set(channel.sent.map((command) => command.slice(0, 4)))].filter((ins) => !allowed.has(ins))
    ).toEqual([])
  })

  it('sends no command twice within one selection', async () => {
    const channel = new ScriptedChannel(debitCard())
    await inspect(channel)
    let sinceSelect = new Set<string>()
    for (const command of channel.sent) {
      if (command.startsWith('00A4')) sinceSelect = new Set()
      expect(sinceSelect.has(command), command).toBe(false)
      sinceSelect.add(command)
    }
  })

  it('asks for processing options once for each application, with amount zero, and says what that does', async () => {
    const channel = new ScriptedChannel(debitCard())
    const report = await inspect(channel)
    const options = channel.sent.filter((command) => command.startsWith('80A8'))
    expect(options).toEqual(['80A800000E830C00000000000000015626112200'])
    expect(codes(report)).toContain('gpo-raises-atc')
  })

  it('never reads the records of a flash-pay answer', async () => {
    const select = ok(data(0x6f, data(0x84, DEBIT), data(0xa5, data(0x9f38, '9F66049F02069F3704'))))
    const tc = data(
      0x77,
      data(0x82, '7C00'),
      data(0x94, '08010300'),
      data(0x9f36, '0002'),
      data(0x57, `${PAN}D3012201F`.padEnd(26, 'F').slice(0, 26)),
      data(0x9f10, '0701010390000001'),
      data(0x9f26, '1122334455667788')
    )
    const channel = new ScriptedChannel(
      {
        [PPSE]: {
          select: ok(data(0x6f, data(0x84, PPSE), data(0xa5, data(0xbf0c, data(0x61, data(0x4f, DEBIT)))))),
          answers: {}
        },
        [DEBIT]: { select, answers: { [`80A8000010830E46800000${'00'.repeat(10)}00`]: ok(tc) } }
      },
      { always: { FFCA000000: '080102039000', FFCA010000: '6A81' } }
    )
    const report = await inspect(channel, { atr: CONTACTLESS_ATR })
    expect(channel.sent.some((command) => command.startsWith('80A8'))).toBe(true)
    expect(channel.sent.filter((command) => command.startsWith('00B2'))).toEqual([])
    expect(codes(report)).toContain('gpo-cryptogram')
    expect(report.card).toMatchObject({ interface: 'contactless', uid: '08010203' })
    expect(report.applications[0]).toMatchObject({ pan: '621094******0011', foundBy: ['ppse'] })
  })

  it('sends a storage card nothing but what its reader answers', async () => {
    const channel = new ScriptedChannel({}, { always: { FFCA000000: '010203049000', FFCA010000: '6A81' } })
    const report = await inspect(channel, { atr: hex('3B8F8001804F0CA000000306030001000000006A') })
    expect(channel.sent).toEqual(['FFCA000000', 'FFCA010000'])
    expect(report.card).toMatchObject({ uid: '01020304', family: { id: 'storage-card' } })
    expect(report.outcome).toBe('complete')
  })
})

describe('finding applications', () => {
  const silent = { select: '9000', answers: {} }
  const named = (aid: string, answers = {}): { select: string; answers: Record<string, string> } => ({
    select: ok(data(0x6f, data(0x84, aid), data(0xa5, data(0x50, '41')))),
    answers
  })

  it('finds what no directory lists, further occurrences too', async () => {
    const longer = 'A0000003330101065133020000000017'
    const report = await inspect(new ScriptedChannel({ [DEBIT]: named(DEBIT), [longer]: named(longer) }))
    expect(report.applications.map(({ aid, kind, foundBy }) => [aid, kind, foundBy])).toEqual([
      [DEBIT, 'debit', ['probe']],
      [longer, 'e-cash', ['probe']]
    ])
  })

  it('leaves a card that gives the first occurrence for the next one', async () => {
    const channel = new ScriptedChannel({ [DEBIT]: named(DEBIT) })
    const report = await inspect({
      transceive: (command) =>
        channel.transceive(Uint8Array.from(command, (byte, at) => (at === 3 && byte === 2 ? 0 : byte)))
    })
    expect(report.applications).toHaveLength(1)
    expect(codes(report)).not.toContain('commands-spent')
  })

  it('lists once what both directories and probing find', async () => {
    const card = debitCard()
    const entry = data(0x61, data(0x4f, DEBIT))
    card[PPSE] = { select: ok(data(0x6f, data(0x84, PPSE), data(0xa5, data(0xbf0c, entry)))), answers: {} }
    const { applications } = await inspect(new ScriptedChannel(card))
    expect(applications.map(({ aid, foundBy }) => [aid, foundBy])).toEqual([[DEBIT, ['pse', 'ppse']]])
  })

  it('only selects what is no payment application', async () => {
    const channel = new ScriptedChannel({ D2760000850101: silent, A0000002471001: named('A0000002471001') })
    const report = await inspect(channel)
    expect(report.applications.map(({ aid }) => aid)).toEqual(['A0000002471001', 'D2760000850101'])
    expect(report.card.family.id).toBe('emrtd')
    expect(channel.sent.some((command) => command.startsWith('80A8'))).toBe(false)
  })

  it('does not believe a card that selects any name without a word', async () => {
    const sent: string[] = []
    const report = await inspect({
      transceive(command) {
        sent.push(Array.from(command, (byte) => byte.toString(16)).join(' '))
        return Promise.resolve(hex('9000'))
      }
    })
    expect(report.applications).toEqual([])
    expect(codes(report)).toContain('selects-anything')
    expect(sent.length).toBeLessThan(60)
  })

  it('says when a listed application cannot be selected', async () => {
    const { [DEBIT]: _gone, ...rest } = debitCard()
    const report = await inspect(new ScriptedChannel(rest))
    expect(report.applications).toMatchObject([{ aid: DEBIT, label: 'PBOC DEBIT', parts: [] }])
    expect(codes(report)).toContain('listed-not-selectable')
    expect(report.outcome).toBe('partial')
  })

  it('reads a blocked application as far as it lets', async () => {
    const card = debitCard()
    const own = card[DEBIT]!
    const answers = Object.fromEntries(
      Object.entries(own.answers).filter(([command]) => !command.startsWith('80A8'))
    )
    answers['80A800000E830C00000000000000015626112200'] = '6985'
    card[DEBIT] = { select: own.select.replace(/9000$/, '6283'), answers }
    const report = await inspect(new ScriptedChannel(card))
    expect(report.applications[0]).toMatchObject({
      blocked: true,
      atc: 7,
      balances: [{ balance: { minor: 12345 } }, {}]
    })
    expect(codes(report)).toEqual(expect.arrayContaining(['application-blocked', 'gpo-refused']))
  })
})
