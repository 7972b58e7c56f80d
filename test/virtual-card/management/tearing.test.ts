import { describe, expect, it } from 'vitest'
import { hex, toHex } from '../../../src-main/engine/bytes/hex'
import { keyCheckValue } from '../../../src-main/engine/crypto/kcv'
import { secretKey } from '../../../src-main/engine/crypto/key-ref'
import { PowerLost, type TearPoint } from '../../../src-main/virtual-card/memory/card-memory'
import { VirtualCard } from '../../../src-main/virtual-card/virtual-card'
import { AID, selectCommand, type CardUnderTest } from '../card-under-test'
import { blankUnderTest, openOn, powerCycled } from '../blank-under-test'
import { dgi, FACTORY, installData, ISD, lv, MODULE, PACKAGE, PSE, type Host } from '../domain-under-test'
import { c4, foreignBlock, forLoad, loadCommands } from '../load-under-test'
import { directoryGroupings, groupingsOf, makeDebitCard, store, storeCommands } from '../perso-under-test'

const FOREIGN = 'F0112233445566'
const KEY = '0F1E2D3C4B5A69788796A5B4C3D2E1F0'

interface Flow {
  readonly name: string
  /** The card just before the command, and the command. */
  readonly prepare: (card: CardUnderTest) => () => string
  /** The card once it has power again: as if nothing had been sent, or everything; it can be made all the same. */
  readonly afterwards: (card: CardUnderTest, done: boolean) => void
}

function canBeMade(card: CardUnderTest): void {
  makeDebitCard(card)
  expect(card.send(selectCommand(AID.debit))).toMatch(/A5.*9000$/)
}

function sending(host: Host, [header, data]: readonly [string, string]): () => string {
  return () => host.send(header, data)
}

function loading(host: Host, until: number): () => string {
  const commands = loadCommands(c4(foreignBlock()), 20)
  host.send('80E60200', forLoad(FOREIGN))
  const at = (number: number): [string, string] => commands.at(number) ?? ['', '']
  const count = until < 0 ? commands.length + until : until
  for (let number = 0; number < count; number += 1) expect(host.send(...at(number))).toBe('009000')
  return sending(host, at(count))
}

const FLOWS: readonly Flow[] = [
  {
    name: 'INSTALL',
    prepare: (card) => sending(openOn(card), ['80E60C00', installData(MODULE.pboc, AID.debit)]),
    afterwards: (card, done) => {
      const again = openOn(card).send('80E60C00', installData(MODULE.pboc, AID.debit))
      expect(again).toBe(done ? '6985' : '009000')
      store(openOn(card, AID.debit), groupingsOf('debit-ecash', AID.debit))
    }
  },
  {
    name: 'DELETE of a package with its instances',
    prepare: (card) => {
      const host = openOn(card)
      host.send('80E60C00', installData(MODULE.pse, PSE))
      store(openOn(card, PSE), directoryGroupings('debit-ecash', PSE))
      return sending(openOn(card), ['80E40080', `4F${lv(PACKAGE)}`])
    },
    afterwards: (card, done) => {
      expect(card.send(selectCommand(PSE))).toMatch(done ? /^6A82$/ : /A5.*9000$/)
      if (done) return
      expect(openOn(card).send('80E40000', `4F${lv(PSE)}`)).toBe('009000')
      canBeMade(card)
    }
  },
  {
    name: 'PUT KEY of three keys in the place of the factory ones',
    prepare: (card) => {
      const host = openOn(card)
      const check = toHex(keyCheckValue(secretKey('3des', hex(KEY))))
      return sending(host, ['80D80081', `01${`80${lv(host.secret(KEY))}${lv(check)}`.repeat(3)}`])
    },
    afterwards: (card, done) => {
      // All keys are the new ones, or none is.
      expect(() => openOn(card, ISD, { version: done ? 0xff : 0x01 })).toThrow('6A88')
      openOn(card, ISD, { key: done ? KEY : FACTORY })
    }
  },
  {
    name: 'SET STATUS',
    prepare: (card) => sending(openOn(card), ['80F08007', ISD]),
    afterwards: (card, done) => {
      expect(openOn(card).send('80F28002', '4F00')).toContain(done ? '9F700107' : '9F700101')
    }
  },
  {
    name: 'a STORE DATA with several groupings',
    prepare: (card) => {
      openOn(card).send('80E60C00', installData(MODULE.pboc, AID.debit))
      const objects =
        dgi('0D01', '9F79060000000012349F7706000000100000') + dgi('9104', '82027C00940408010100')
      return sending(openOn(card, AID.debit), ['80E20000', objects])
    },
    afterwards: (card) => store(openOn(card, AID.debit), groupingsOf('debit-ecash', AID.debit))
  },
  {
    name: 'the last STORE DATA',
    prepare: (card) => {
      openOn(card).send('80E60C00', installData(MODULE.pboc, AID.debit))
      const host = openOn(card, AID.debit)
      const commands = storeCommands(host, groupingsOf('debit-ecash', AID.debit))
      for (const [header, data] of commands.slice(0, -1)) expect(host.send(header, data)).toBe('9000')
      return sending(host, commands.at(-1) ?? ['', ''])
    },
    afterwards: (card, done) => {
      if (!done) {
        expect(card.send(selectCommand(AID.debit))).toBe(`6F0A8408${AID.debit}9000`)
        store(openOn(card, AID.debit), groupingsOf('debit-ecash', AID.debit))
      }
      expect(card.send(selectCommand(AID.debit))).toMatch(/A5.*9000$/)
    }
  },
  {
    name: 'a LOAD in the middle',
    prepare: (card) => loading(openOn(card), 1),
    afterwards: (card) => {
      const host = openOn(card)
      expect(host.send('80F22002', `4F${lv(FOREIGN)}`)).toBe('6A88')
      expect(loading(host, -1)()).toBe('009000')
    }
  },
  {
    name: 'the last LOAD',
    prepare: (card) => loading(openOn(card), -1),
    afterwards: (card, done) => {
      const host = openOn(card)
      expect(host.send('80E60200', forLoad(FOREIGN))).toBe(done ? '6985' : '009000')
      if (!done) expect(loading(host, -1)()).toBe('009000')
      const install = installData(`${FOREIGN}01`, AID.debit, { loadFile: FOREIGN })
      expect(host.send('80E60C00', install)).toBe('009000')
    }
  }
]

/** What counts: all but what an unfinished load leaves until the next power-up. */
function stateOf({ card }: CardUnderTest): string {
  const cells = Object.entries(card.toImage().memory.cells)
  return JSON.stringify(cells.filter(([name]) => !name.startsWith('loading/')).sort())
}

function losesPower(act: () => unknown): boolean {
  try {
    act()
    return false
  } catch (error) {
    expect(error).toBeInstanceOf(PowerLost)
    return true
  }
}

describe.each(FLOWS)('$name', ({ prepare, afterwards }) => {
  it.each<TearPoint>(['before', 'half'])('torn %s any write is done or was never sent', (point) => {
    const whole = blankUnderTest()
    const act = prepare(whole)
    const before = stateOf(whole)
    expect(act()).toMatch(/9000$/)
    const after = stateOf(whole)
    const seen = new Set<boolean>()
    let at = 1
    for (; ; at += 1) {
      const card = blankUnderTest()
      const again = prepare(card)
      card.card.memory.tear(at, point)
      if (!losesPower(again)) break
      const restarted = powerCycled(card)
      expect(restarted.card.memory.cellNames('loading/')).toEqual([])
      const state = stateOf(restarted)
      expect([before, after]).toContain(state)
      const done = state === after && after !== before
      seen.add(done)
      afterwards(restarted, done)
    }
    expect(at).toBeGreaterThan(4)
    expect(seen.has(false)).toBe(true)
  })
})

it('clearing away an unfinished load may be torn as well', () => {
  const begun = blankUnderTest()
  loading(openOn(begun), 2)
  const image = begun.card.toImage()
  expect(Object.keys(image.memory.cells)).toContain('loading/block')
  let tears = 0
  for (const point of ['before', 'half'] as const) {
    for (let at = 1; ; at += 1) {
      const card = VirtualCard.fromImage(image)
      card.memory.tear(at, point)
      if (!losesPower(() => card.powerUp('contact'))) break
      tears += 1
      card.powerUp('contact')
      expect(card.memory.cellNames('loading/')).toEqual([])
    }
  }
  expect(tears).toBeGreaterThan(4)
})
