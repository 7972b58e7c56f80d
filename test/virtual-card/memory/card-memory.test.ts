import { describe, expect, it } from 'vitest'
import { hex, toHex } from '../../../src-main/engine/bytes/hex'
import { CardMemory, PowerLost, type TearPoint } from '../../../src-main/virtual-card/memory/card-memory'

const OLD = { balance: '000000008800', atc: '0008', counter: '03', gone: 'AABBCC' }
/** Longer, shorter, removed, new: every way in which a cell can change. */
const NEW = { balance: '000000007700AA', atc: '09', counter: '03', log: '112233445566' }

function memoryWith(cells: Readonly<Record<string, string>>): CardMemory {
  const memory = CardMemory.empty()
  for (const [cell, value] of Object.entries(cells)) memory.write(cell, hex(value))
  return memory
}

function cellsOf(memory: CardMemory): Record<string, string> {
  return Object.fromEntries(memory.cellNames().map((cell) => [cell, toHex(memory.read(cell) ?? hex(''))]))
}

function update(memory: CardMemory): void {
  memory.atomically(() => {
    memory.write('balance', hex('000000007701'))
    memory.write('log', hex(NEW.log))
    memory.write('atc', hex(NEW.atc))
    memory.remove('gone')
    memory.write('balance', hex(NEW.balance))
  })
}

/** The memory as it would be found after its image went to disk and back. */
function reloaded(memory: CardMemory): CardMemory {
  return CardMemory.fromImage(
    JSON.parse(JSON.stringify(memory.toImage())) as ReturnType<CardMemory['toImage']>
  )
}

describe('CardMemory', () => {
  it('keeps what was written and gives out copies', () => {
    const memory = memoryWith(OLD)
    memory.read('atc')?.fill(0xee)
    expect(cellsOf(memory)).toEqual(OLD)
    expect(memory.read('nothing')).toBeUndefined()
    expect(memory.cellNames('b')).toEqual(['balance'])
  })

  it('is not changed through the array that was written', () => {
    const memory = CardMemory.empty()
    const value = hex('0102')
    memory.write('cell', value)
    value.fill(0xff)
    expect(toHex(memory.read('cell') ?? hex(''))).toBe('0102')
  })

  it('performs all writes of a transaction', () => {
    const memory = memoryWith(OLD)
    update(memory)
    expect(cellsOf(memory)).toEqual(NEW)
    expect(memory.toImage().log).toEqual({ count: 0, entries: [] })
  })

  it('undoes an aborted transaction, and one whose update throws', () => {
    const memory = memoryWith(OLD)
    memory.begin()
    memory.write('atc', hex('FFFF'))
    memory.remove('gone')
    memory.abort()
    expect(cellsOf(memory)).toEqual(OLD)
    const failing = (): void =>
      memory.atomically(() => {
        memory.write('new', hex('01'))
        throw new Error('half-way')
      })
    expect(failing).toThrow('half-way')
    expect(cellsOf(memory)).toEqual(OLD)
    expect(memory.inTransaction).toBe(false)
  })

  it('joins the open transaction', () => {
    const memory = memoryWith(OLD)
    memory.begin()
    update(memory)
    expect(memory.inTransaction).toBe(true)
    memory.abort()
    expect(cellsOf(memory)).toEqual(OLD)
    expect(() => memory.commit()).toThrow('no transaction')
  })

  describe.each<TearPoint>(['before', 'half'])('torn %s a write', (point) => {
    it('is all old or all new after power-up, at every write', () => {
      const untorn = memoryWith(OLD)
      const start = untorn.writes
      update(untorn)
      const writes = untorn.writes - start
      expect(writes).toBeGreaterThan(8)
      const outcomes: string[] = []
      for (let n = 1; n <= writes; n += 1) {
        const memory = memoryWith(OLD)
        memory.tear(n, point)
        expect(() => update(memory), `write ${n}`).toThrow(PowerLost)
        const after = reloaded(memory)
        after.powerUp()
        const cells = cellsOf(after)
        outcomes.push(JSON.stringify(cells) === JSON.stringify(cellsOf(memoryWith(OLD))) ? 'old' : 'other')
        expect(cells, `write ${n}`).toEqual(OLD)
        // The memory works again.
        update(after)
        expect(cellsOf(after)).toEqual(NEW)
      }
      expect(outcomes).toEqual(Array(writes).fill('old'))
    })

    it('rolls back even when each roll-back is torn in turn', () => {
      const probe = memoryWith(OLD)
      const start = probe.writes
      update(probe)
      const last = probe.writes - start
      for (let n = 1; n <= 20; n += 1) {
        const memory = memoryWith(OLD)
        memory.tear(last, point)
        expect(() => update(memory)).toThrow(PowerLost)
        const again = reloaded(memory)
        again.tear(n, point)
        try {
          again.powerUp()
          again.noTear()
        } catch (error) {
          expect(error).toBeInstanceOf(PowerLost)
        }
        const after = reloaded(again)
        after.powerUp()
        expect(cellsOf(after), `roll-back torn at ${n}`).toEqual(OLD)
      }
    })

    it('leaves a single write old or new', () => {
      for (let n = 1; n <= 4; n += 1) {
        const memory = memoryWith(OLD)
        memory.tear(n, point)
        try {
          memory.write('balance', hex('FFFFFFFFFFFF'))
          memory.noTear()
        } catch (error) {
          expect(error).toBeInstanceOf(PowerLost)
        }
        const after = reloaded(memory)
        after.powerUp()
        expect([OLD.balance, 'FFFFFFFFFFFF'], `write ${n}`).toContain(cellsOf(after)['balance'])
      }
    })
  })

  it('leaves mixed bytes behind where a cell was torn, until it is powered', () => {
    const memory = memoryWith(OLD)
    // Log entry, count, cell.
    memory.tear(3, 'half')
    expect(() => memory.write('balance', hex('FFFFFFFFFFFF'))).toThrow(PowerLost)
    expect(memory.toImage().cells['balance']).toBe('FFFFFF008800')
    expect(memory.toImage().log.count).toBe(1)
  })

  it('does nothing without power', () => {
    const memory = memoryWith(OLD)
    memory.powerDown()
    expect(() => memory.read('atc')).toThrow(PowerLost)
    expect(() => memory.write('atc', hex('00'))).toThrow(PowerLost)
    expect(() => memory.begin()).toThrow(PowerLost)
    memory.powerUp()
    expect(cellsOf(memory)).toEqual(OLD)
  })

  it('rolls back a transaction that power-down cut off', () => {
    const memory = memoryWith(OLD)
    memory.begin()
    memory.write('atc', hex('0009'))
    memory.powerDown()
    memory.powerUp()
    expect(cellsOf(memory)).toEqual(OLD)
    expect(memory.inTransaction).toBe(false)
  })
})
