import { describe, expect, it } from 'vitest'
import { openChannel } from '../../../src-main/engine/channel/open-channel'
import {
  READY_MADE_CARDS,
  readyMadeCard,
  type ReadyMadeCard
} from '../../../src-main/virtual-card/ready-made/ready-made-cards'
import { VirtualCard } from '../../../src-main/virtual-card/virtual-card'
import type { CardEvent } from '../../../src-main/virtual-card/card-log'
import { codes, inspect } from './support'

async function inspectReadyMade(kind: ReadyMadeCard, cardInterface: 'contact' | 'contactless') {
  const card = VirtualCard.fromImage(readyMadeCard(kind))
  const before = card.toImage().memory.cells
  const seen: CardEvent[] = []
  card.observe((event) => seen.push(event))
  const atr = card.powerUp(cardInterface)
  const protocol = cardInterface === 'contact' && card.contactProtocols[0] === 'T=0' ? 'T=0' : 'T=1'
  const reader = {
    transceive(command: Uint8Array) {
      // The virtual reader answers pseudo-APDUs, not the card.
      return Promise.resolve(
        command[0] === 0xff ? Uint8Array.of(...card.uid, 0x90, 0x00) : card.transmit(command)
      )
    }
  }
  const report = await inspect(openChannel(reader, protocol), { atr, protocol })
  card.powerDown()
  return { report, seen, before, after: card.toImage().memory.cells }
}

describe.each(['contact', 'contactless'] as const)('%s', (cardInterface) => {
  it.each(READY_MADE_CARDS)('%s: reads without a problem', async (kind) => {
    const { report } = await inspectReadyMade(kind, cardInterface)
    expect(report.findings.filter(({ level }) => level !== 'info')).toEqual([])
    expect(report.outcome).toBe('complete')
    expect(report.card.interface).toBe(cardInterface)
    expect(report.card.atr.valid).toBe(true)
    expect(report.securityDomain?.cplc.length).toBeGreaterThan(10)
    expect(report.card.family.id).toBe(kind.startsWith('blank') ? 'globalplatform' : 'pboc')
    if (kind.startsWith('blank')) expect(report.applications).toEqual([])
    else {
      const [application] = report.applications
      expect(application?.kind).toBe(
        kind === 'ecash' ? 'e-cash' : kind === 'debit-ecash' ? 'debit' : 'credit'
      )
      expect(application?.balances[0]?.balance.minor).toBeGreaterThan(0)
      expect(application?.cardholder).toMatch(/\p{Script=Han}/u)
      expect(application?.logs.map(({ kind: log, records }) => [log, records.length > 0])).toEqual([
        ['transaction', true],
        ['load', true]
      ])
      expect(application?.pan).toMatch(/^\d{6}\*+\d{4}$/)
    }
  })

  it.each(READY_MADE_CARDS)('%s: changes nothing on the card but the transaction counter', async (kind) => {
    const { report, seen, before, after } = await inspectReadyMade(kind, cardInterface)
    const options = report.exchanges.filter(({ name }) => name === 'GET PROCESSING OPTIONS')
    expect(options).toHaveLength(kind.startsWith('blank') ? 0 : 1)
    // What the card itself says of it; a selection and a begun transaction end with the power.
    const changes = seen.flatMap((event) => (event.kind === 'command' ? event.changes : []))
    const lasting = changes.filter(
      ({ code }) => code !== 'application-selected' && code !== 'transaction-started'
    )
    expect(lasting.map(({ code }) => code)).toEqual(options.map(() => 'atc-raised'))
    // And its memory, cell by cell: one counter, higher by one.
    const names = new Set([...Object.keys(before), ...Object.keys(after)])
    const changed = [...names].filter((name) => before[name] !== after[name])
    expect(changed).toHaveLength(options.length)
    for (const name of changed) {
      expect(Number.parseInt(after[name] ?? '', 16)).toBe(Number.parseInt(before[name] ?? '', 16) + 1)
    }
    expect(codes(report).includes('gpo-raises-atc')).toBe(options.length > 0)
  })

  it.each(READY_MADE_CARDS)('%s: repeats no command within one selection', async (kind) => {
    const { report } = await inspectReadyMade(kind, cardInterface)
    let sinceSelect = new Set<string>()
    for (const { command, name } of report.exchanges) {
      if (name.startsWith('SELECT')) sinceSelect = new Set()
      expect(sinceSelect.has(command), command).toBe(false)
      sinceSelect.add(command)
    }
  })
})
