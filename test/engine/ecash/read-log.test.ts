import { describe, expect, it } from 'vitest'
import { hex, toHex } from '../../../src-main/engine/bytes/hex'
import type { CommandApdu } from '../../../src-main/engine/apdu/command-apdu'
import type { Command } from '../../../src-main/engine/commands/command'
import { readLoadLog, readTransactionLog } from '../../../src-main/engine/ecash/purse/read-log'
import type { PurseLog } from '../../../src-main/engine/ecash/purse/purse'
import type { Kernel } from '../../../src-main/engine/emv/kernel'
import type { Workflow } from '../../../src-main/engine/workflow/workflow'

/** A card that keeps a log of so many records in file 0B, with these answers to READ RECORD; 6A83 after them. */
function kernelOf(capacity: number, format: string, answers: readonly string[]): Kernel {
  const answerTo = ({ ins, p1 }: CommandApdu): Uint8Array =>
    hex(ins === 0xca ? format : (answers[p1 - 1] ?? '6A83'))
  const kernel = {
    transaction: { card: () => Uint8Array.of(0x0b, capacity), replace: () => undefined },
    // eslint-disable-next-line require-yield
    *send<T>(command: Command<T>): Workflow<T> {
      const answer = answerTo(command.apdu)
      const sw = Number(`0x${toHex(answer.subarray(-2))}`)
      return command.parse({ data: answer.subarray(0, -2), sw })
    }
  }
  return kernel as unknown as Kernel
}

/** What a workflow that waits for nobody comes to. */
function done<T>(workflow: Workflow<T>): T {
  const step = workflow.next()
  if (step.done !== true) throw new Error(`it asks for ${step.value.kind}`)
  return step.value
}

const FORMAT = 'DF4F039F36029000'
const load = (atc: string, tag = '9F79'): string => `${tag}000000000500000000000600${atc}9000`
const EMPTY = `${'00'.repeat(16)}9000`

const loads = (capacity: number, ...answers: readonly string[]): PurseLog =>
  done(readLoadLog(kernelOf(capacity, FORMAT, answers), 156))

describe('a load log', () => {
  it.each<[string, PurseLog, { lines: number; written: number; complete: boolean }]>([
    ['that ends before it is full', loads(10, load('0006')), { lines: 1, written: 1, complete: true }],
    ['that is full', loads(2, load('0007'), load('0006')), { lines: 2, written: 2, complete: true }],
    [
      'with records that were never written',
      loads(2, load('0007'), EMPTY),
      { lines: 1, written: 1, complete: true }
    ],
    ['that breaks off', loads(10, load('0007'), '6F00'), { lines: 1, written: 1, complete: false }],
    ['whose file is not found', loads(10, '6A82'), { lines: 0, written: 0, complete: false }],
    ['that may not be read', loads(10, '6982'), { lines: 0, written: 0, complete: false }],
    [
      'with a line of the other purse',
      loads(10, load('0007', 'DF79'), load('0006')),
      { lines: 1, written: 2, complete: true }
    ],
    [
      'with a line that says something else',
      loads(10, load('0007', '9F77'), load('0006')),
      { lines: 1, written: 2, complete: false }
    ],
    [
      'with a line that may be damaged',
      loads(10, load('0007').replace(/9000$/, '6281')),
      { lines: 1, written: 1, complete: false }
    ],
    [
      'that is longer than anybody reads',
      loads(40, ...Array.from({ length: 40 }, () => load('0007'))),
      { lines: 30, written: 30, complete: false }
    ],
    [
      'that could be longer than anybody reads',
      loads(40, load('0007')),
      { lines: 1, written: 1, complete: true }
    ]
  ])('%s', (_name, { lines, written, complete }, expected) => {
    expect({ lines: lines.length, written, complete }).toEqual(expected)
  })
})

it('a transaction log whose format is not told cannot be understood', () => {
  const log = done(readTransactionLog(kernelOf(10, '6A88', ['0000000012500006' + '9000']), 156))
  expect(log).toMatchObject({ lines: [], written: 1, complete: false })
})

it('a card without a log leaves nothing to be concluded from it', () => {
  expect(loads(0)).toMatchObject({ lines: [], capacity: 0, complete: false })
})
