import { expect, test } from 'vitest'
import type { Instruction, Workflow } from '../../../src-main/engine/workflow/workflow'
import { planStoring } from '../../../src-main/services/chip/store-action'
import { scriptedDomain } from '../../engine/globalplatform/scripted-domain'

/** The same workflow, with the kinds of its instructions noted down. */
function* noted<T>(workflow: Workflow<T>, kinds: Instruction['kind'][]): Workflow<T> {
  let next = workflow.next()
  while (next.done !== true) {
    kinds.push(next.value.kind)
    next = workflow.next(yield next.value)
  }
  return next.value
}

test('once the first data go onto the chip, nobody stops before the last', async () => {
  const domain = scriptedDomain(() => '9000')
  const work = planStoring({ kind: 'store-data', form: 'dgi', data: '70830102' + '70840103', encipher: [] })
  const kinds: Instruction['kind'][] = []
  expect(await domain.run(noted(work(domain.channel), kinds))).toMatchObject({ outcome: 'done' })
  expect(domain.plain).toEqual(['80E208000470830102', '80E288010470840103'])
  expect(kinds.filter((kind) => kind === 'transmit' || kind === 'no-way-back')).toEqual([
    'no-way-back',
    'transmit',
    'transmit'
  ])
})
