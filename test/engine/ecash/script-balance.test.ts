import { expect, it } from 'vitest'
import { hex } from '../../../src-main/engine/bytes/hex'
import { setsBalance } from '../../../src-main/engine/ecash/flows/script-balance'
import type { HostAnswer } from '../../../src-main/engine/workflow/host'

function answer(balanceAfter: number | undefined, ...commands: readonly string[]): HostAnswer {
  return {
    ...{ id: 'a', arc: '00' },
    scripts: [{ template: 0x72, id: hex('00000001'), commands: commands.map(hex) }],
    ...(balanceAfter !== undefined && { balanceAfter })
  }
}

const put = (amount: string, cla = '04', tag = '9F79'): string => `${cla}DA${tag}0A${amount}11223344`
const LIMIT = '04DA9F770A00000010000011223344'

it.each<[string, HostAnswer, number | undefined, boolean]>([
  ['the balance that was meant', answer(18800, put('000000018800')), 18800, true],
  ['it need not say so', answer(undefined, put('000000018800')), 18800, true],
  ['with something else beside it', answer(18800, LIMIT, put('000000018800')), 18800, true],
  ['on another logical channel', answer(18800, put('000000018800', '05')), 18800, true],
  ['another balance', answer(18800, put('000000018900')), 18800, false],
  ['another balance, said to be so', answer(18900, put('000000018900')), 18800, false],
  ['no amount at all', answer(18800, put('00000001880A')), 18800, false],
  ['twice', answer(18800, put('000000018800'), put('000000018800')), 18800, false],
  ['none where one is due', answer(18800), 18800, false],
  ['none where none is due', answer(undefined, LIMIT), undefined, true],
  ['one where none is due', answer(undefined, put('000000018800')), undefined, false],
  ['one promised where none is due', answer(18800), undefined, false],
  [
    'the e-cash of the second currency',
    answer(undefined, put('000000018800', '04', 'DF79')),
    undefined,
    false
  ],
  [
    'that beside the one that was meant',
    answer(18800, put('000000018800'), put('000000000001', '05', 'DF79')),
    18800,
    false
  ],
  ['a command that is cut off', answer(18800, '04DA9F79'), 18800, false]
])('%s', (_name, given, balance, good) => {
  expect(setsBalance(given, balance)).toBe(good)
})
