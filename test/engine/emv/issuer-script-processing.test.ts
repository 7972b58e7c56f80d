import { expect, it } from 'vitest'
import { hex, toHex } from '../../../src-main/engine/bytes/hex'
import { issuerScriptProcessing } from '../../../src-main/engine/emv/issuer-script-processing'
import type { TransactionStep } from '../../../src-main/engine/emv/transaction-journal'
import { isSet, TSI } from '../../../src-main/engine/emv/verification-results'
import { AnswersChannel, journalInto, kernelWith, purchase, run, tvrNames } from './support'

const A = '04DA9F790A000000010000A1B2C3D4'
const B = '04DA9F780A000000050000A1B2C3D4'
const C = '841E000004A1B2C3D4'
const ID = '00000007'

interface Script {
  readonly template: 0x71 | 0x72
  readonly commands: readonly string[]
  readonly id?: string
}

interface Row {
  readonly name: string
  readonly scripts: readonly Script[]
  readonly template: 0x71 | 0x72
  readonly answers?: Record<string, string>
  readonly sent: readonly string[]
  readonly results: string
  readonly tvr?: readonly string[]
}

const good = { [A]: '9000', [B]: '9000', [C]: '9000' }
const rows: readonly Row[] = [
  {
    name: 'all commands, in their order',
    ...{ scripts: [{ template: 0x72, commands: [A, B] }], template: 0x72, answers: good },
    ...{ sent: [A, B], results: `20${ID}` }
  },
  {
    name: 'only the template that is due',
    scripts: [
      { template: 0x71, commands: [C] },
      { template: 0x72, commands: [A] }
    ],
    ...{ template: 0x72, answers: good, sent: [A], results: `20${ID}` }
  },
  {
    name: 'several scripts, each with its result',
    scripts: [
      { template: 0x72, commands: [C], id: '00000001' },
      { template: 0x72, commands: [A], id: '00000002' }
    ],
    ...{ template: 0x72, answers: { [C]: '6985', [A]: '9000' }, sent: [C, A] },
    ...{ results: '11000000012000000002', tvr: ['scriptFailedAfter'] }
  },
  {
    name: 'a script stops at what failed',
    ...{
      scripts: [{ template: 0x71, commands: [A, B, C] }],
      template: 0x71,
      answers: { [A]: '9000', [B]: '6988' }
    },
    ...{ sent: [A, B], results: `12${ID}`, tvr: ['scriptFailedBefore'] }
  },
  {
    name: 'warnings do not stop it',
    ...{
      scripts: [{ template: 0x72, commands: [A, B] }],
      template: 0x72,
      answers: { [A]: '6300', [B]: '9000' }
    },
    ...{ sent: [A, B], results: `20${ID}` }
  },
  {
    name: 'what is no command is not sent',
    ...{ scripts: [{ template: 0x72, commands: [A, '04DA', B] }], template: 0x72, answers: good },
    ...{ sent: [A], results: `00${ID}`, tvr: ['scriptFailedAfter'] }
  },
  {
    name: 'the number of a late command ends at F',
    ...{
      scripts: [{ template: 0x72, commands: [...Array.from({ length: 16 }, () => A), B] }],
      template: 0x72
    },
    ...{ answers: { [A]: '9000', [B]: '6985' }, sent: [...Array.from({ length: 16 }, () => A), B] },
    ...{ results: `1F${ID}`, tvr: ['scriptFailedAfter'] }
  },
  {
    name: 'an identifier of another length is zeros',
    ...{ scripts: [{ template: 0x72, commands: [A], id: '01' }], template: 0x72, answers: good },
    ...{ sent: [A], results: '2000000000' }
  },
  { name: 'no scripts', scripts: [], template: 0x72, sent: [], results: '' }
]

it.each(rows)('$name', async ({ scripts, template, answers = {}, sent, results, tvr = [] }) => {
  const steps: TransactionStep[] = []
  const kernel = await kernelWith({}, purchase(0, { journal: journalInto([], steps) }))
  kernel.transaction.answer = {
    ...{ id: '1', arc: '00' },
    scripts: scripts.map((script) => ({
      ...{ template: script.template, id: hex(script.id ?? ID) },
      commands: script.commands.map(hex)
    }))
  }
  const channel = new AnswersChannel(answers)
  await run(issuerScriptProcessing(kernel, template), channel)
  expect(channel.sent).toEqual(sent)
  expect(toHex(kernel.transaction.scriptResults)).toBe(results)
  expect(tvrNames(kernel)).toEqual(tvr)
  expect(isSet(kernel.transaction.tsi, TSI.scriptProcessing)).toBe(results !== '')
  // Each command was told before it was sent, and after it was answered.
  expect(steps.map(({ kind }) => kind)).toEqual(sent.flatMap(() => ['before-script', 'after-script']))
})
