import { describe, expect, it } from 'vitest'
import { hex, toHex } from '../../../src-main/engine/bytes/hex'
import { sha1, sha256 } from '../../../src-main/engine/crypto/hash'
import { contactOptions, AID, selectCommand, type CardUnderTest } from '../card-under-test'
import { blankUnderTest, openOn, powerCycled } from '../blank-under-test'
import { installData, lv, PACKAGE, type Host } from '../domain-under-test'
import { c4, foreignBlock, forLoad, loadAll, loadCommands, pbocBlock } from '../load-under-test'
import { makeDebitCard } from '../perso-under-test'

const FOREIGN = 'F0112233445566'

function ready(capacity = '00012000'): { card: CardUnderTest; host: Host } {
  const card = blankUnderTest({ 'chip/capacity': capacity })
  return { card, host: openOn(card) }
}

/** Free non-volatile memory as the card tells it, and what it holds of an unfinished load. */
function traces({ card, send }: CardUnderTest): string {
  send('00A4040000')
  return `${send('80CAFF2100')} ${card.memory.cellNames('loading/').join()}`
}

describe('LOAD', () => {
  it('brings the package back to life after it was deleted, and the card can be made with it', () => {
    const { card, host } = ready()
    expect(host.send('80E40000', `4F${lv(PACKAGE)}`)).toBe('009000')
    const block = pbocBlock()
    expect(host.send('80E60200', forLoad(PACKAGE, { hash: toHex(sha256(hex(block))) }))).toBe('009000')
    expect(loadAll(host, c4(block), 40)).toBe('009000')
    expect(host.send('80F22002', `4F${lv(PACKAGE)}5C034FCECC`)).toContain('CE020100')
    expect(host.send('80CAFF21')).toContain(
      `8204${(72 * 1024 - block.length / 2).toString(16).toUpperCase().padStart(8, '0')}`
    )
    makeDebitCard(card)
    expect(card.send(selectCommand(AID.debit))).toMatch(/^6F.*A5.*9000$/)
    expect(card.send(contactOptions('00', 1))).toMatch(/^80.*9000$/)
  })

  it('takes any other package, whose instances can be selected and no more', () => {
    const { card, host } = ready()
    expect(host.send('80E60200', forLoad(FOREIGN, { hash: toHex(sha1(hex(foreignBlock()))) }))).toBe('009000')
    expect(loadAll(host, c4(foreignBlock()))).toBe('009000')
    const install = installData(`${FOREIGN}01`, AID.debit, { loadFile: FOREIGN })
    expect(host.send('80E60C00', install)).toBe('009000')
    expect(card.send(selectCommand(AID.debit))).toBe(`6F0A8408${AID.debit}9000`)
    expect(card.send('00B2010C00')).toBe('6D00')
    const again = openOn(card)
    expect(again.send('80E60200', forLoad(FOREIGN))).toBe('6985')
    expect(again.send('80E60200', forLoad(AID.debit))).toBe('6985')
  })

  it.each<[string, string, string, string]>([
    ['6A80', 'another AID than announced', 'F011223344', c4(foreignBlock())],
    ['6A80', 'no magic number', FOREIGN, c4(foreignBlock().replace('DECAFFED', 'DECAFFEE'))],
    ['6A80', 'a component that is cut off', FOREIGN, c4(foreignBlock().slice(0, -2))],
    ['6A80', 'a component twice', FOREIGN, c4(`${foreignBlock()}09000400000000`)],
    ['6A80', 'a missing component', FOREIGN, c4(foreignBlock().slice(0, -14))],
    ['6A80', 'no C4', FOREIGN, foreignBlock()],
    ['6A80', 'something behind C4', FOREIGN, `${c4(foreignBlock())}4F0101`],
    ['6A84', 'more than there is room for', FOREIGN, c4(foreignBlock(FOREIGN, 5000))]
  ])('answers %s to %s, and nothing of it stays', (sw, _, aid, stream) => {
    const { card, host } = ready('00001000')
    const before = traces(card)
    const again = openOn(card)
    expect(host).toBeDefined()
    expect(again.send('80E60200', forLoad(aid))).toBe('009000')
    expect(loadAll(again, stream)).toBe(sw)
    expect(again.send('80E88001', '00')).toBe('6985')
    expect(traces(card)).toBe(before)
    expect(openOn(card).send('80F22002', `4F${lv(aid)}`)).toBe('6A88')
  })

  it.each([
    ['6A88', forLoad(FOREIGN, { domain: 'A000000001' })],
    ['6A88', forLoad(FOREIGN, { domain: PACKAGE })],
    ['6A80', forLoad(FOREIGN, { hash: '00' })],
    ['6A80', forLoad('F011')],
    ['6A84', forLoad(FOREIGN, { parameters: 'EF04C6027FFF' })],
    ['6A80', `${forLoad(FOREIGN)}00`]
  ])('INSTALL for load is answered %s to %s', (sw, data) => {
    expect(ready('00001000').host.send('80E60200', data)).toBe(sw)
  })

  it('checks the hash', () => {
    const { host } = ready()
    host.send('80E60200', forLoad(FOREIGN, { hash: '00'.repeat(20) }))
    expect(loadAll(host, c4(foreignBlock()))).toBe('6A80')
  })

  it('wants its blocks in their order', () => {
    const { host } = ready()
    const [first, second] = loadCommands(c4(foreignBlock()), 30)
    expect(host.send(...(first ?? ['', '']))).toBe('6985')
    host.send('80E60200', forLoad(FOREIGN))
    expect(host.send(...(second ?? ['', '']))).toBe('6A86')
    expect(host.send(...(first ?? ['', '']))).toBe('6985')
  })

  const block = (number: number): [string, string] => loadCommands(c4(foreignBlock()), 30)[number] ?? ['', '']
  it.each<[string, (card: CardUnderTest, host: Host) => void]>([
    ['another command', (_, host) => void host.send('80F28002', '4F00')],
    ['GET DATA', (_, host) => void host.send('80CA0066')],
    ['a new session', (card) => void openOn(card)],
    ['a selection', (card) => void card.send('00A4040000')],
    ['a reset', ({ card }) => void card.reset()]
  ])('ends with %s, and begins anew with INSTALL for load', (_, interrupt) => {
    const { card, host } = ready()
    const before = traces(card)
    let own = openOn(card)
    expect(host).toBeDefined()
    own.send('80E60200', forLoad(FOREIGN))
    expect(own.send(...block(0))).toBe('009000')
    expect(card.card.memory.cellNames('loading/')).toHaveLength(1)
    interrupt(card, own)
    expect(card.card.memory.cellNames('loading/')).toEqual([])
    own = openOn(card)
    expect(own.send(...block(1))).toBe('6985')
    expect(traces(card)).toBe(before)
    own = openOn(card)
    own.send('80E60200', forLoad(FOREIGN))
    expect(loadAll(own, c4(foreignBlock()), 30)).toBe('009000')
  })

  it('ends with the power, and the memory is free again', () => {
    const { card, host } = ready()
    host.send('80E60200', forLoad(FOREIGN))
    host.send(...block(0))
    const after = powerCycled(card)
    expect(after.card.memory.cellNames('loading/')).toEqual([])
    expect(openOn(after).send('80F22002', `4F${lv(FOREIGN)}`)).toBe('6A88')
  })
})
