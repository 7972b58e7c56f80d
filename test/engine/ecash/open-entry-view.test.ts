import { expect, it } from 'vitest'
import type { EntryFacts } from '../../../src-main/engine/ecash/entry/entry-facts'
import { openEntryView } from '../../../src-main/engine/ecash/views/open-entry-view'

const FACTS: EntryFacts = {
  ...{ flow: 'load', source: 'cash', card: 'C', pan: '622848*********0018', psn: '01', aid: 'A0' },
  ...{ amount: 100, currency: 156, at: 0, reader: 'contact', terminal: 'T', merchant: 'M', drawer: 'D' },
  ...{ session: 'S', requestId: 'r' }
}

it.each<[string, Partial<EntryFacts>, { needsCard: boolean; buttons: string }]>([
  ['asked, and no script sent', {}, { needsCard: false, buttons: 'reverse' }],
  ['the script sent', { scriptSent: true }, { needsCard: true, buttons: 'finish reverse handOver' }],
  ['done on the card', { decision: 'confirm' }, { needsCard: false, buttons: 'finish' }],
  ['not done on the card', { decision: 'reverse' }, { needsCard: false, buttons: 'reverse' }],
  ['to be kept', { decision: 'keep' }, { needsCard: true, buttons: 'finish handOver' }],
  ['kept', { decision: 'keep', kept: true }, { needsCard: true, buttons: 'finish handOver' }],
  ['contradicted', { settlementRefused: 'already-reversed' }, { needsCard: false, buttons: 'handOver' }],
  [
    'unknowable',
    { scriptSent: true, ambiguous: 'log-overwritten' },
    { needsCard: true, buttons: 'finish reverse handOver' }
  ],
  [
    'unknowable, whatever the card was heard to say',
    { scriptSent: true, scriptDone: true, ambiguous: 'log-contradicts' },
    { needsCard: true, buttons: 'finish reverse handOver' }
  ],
  [
    'unknowable once, and decided since',
    { scriptSent: true, ambiguous: 'log-contradicts', decision: 'confirm' },
    { needsCard: false, buttons: 'finish' }
  ],
  [
    'an unload',
    { flow: 'unload', scriptSent: true },
    { needsCard: true, buttons: 'finish reverse handOver' }
  ],
  [
    'a service',
    { flow: 'script', service: 'change-pin', scriptSent: true },
    { needsCard: true, buttons: 'finish reverse handOver' }
  ],
  ['a payment', { flow: 'purchase-flash' }, { needsCard: true, buttons: 'finish reverse handOver' }],
  [
    'a payment that came back',
    { flow: 'purchase-flash', debited: true },
    { needsCard: false, buttons: 'finish' }
  ],
  [
    'a payment to be given back',
    { flow: 'purchase-flash', debited: true, refundDue: true },
    { needsCard: true, buttons: 'reverse handOver' }
  ],
  ['a purchase online', { flow: 'purchase-online' }, { needsCard: false, buttons: 'reverse' }],
  [
    'a purchase online with its TC',
    { flow: 'purchase-online', tc: '00' },
    { needsCard: false, buttons: 'finish' }
  ]
])('%s', (_name, more, { needsCard, buttons }) => {
  const view = openEntryView('e-1', { ...FACTS, ...more })
  const there = (['finish', 'reverse', 'handOver'] as const).filter((button) => view[button] !== undefined)
  expect({ needsCard: view.needsCard, buttons: there.join(' ') }).toEqual({ needsCard, buttons })
  expect(view.sentence.zh).not.toBe('')
})

it('what was not told by the card is said, and may be asked again', () => {
  const { sentence } = openEntryView('e-1', { ...FACTS, scriptSent: true, ambiguous: 'log-contradicts' })
  expect(sentence.en).toContain('contradict each other')
})

it('the hand-over names where the entry is settled then', () => {
  const { requestId: _none, ...facts } = FACTS
  const payment = { ...facts, flow: 'purchase-flash', tc: '00' } as const
  for (const one of [{ ...FACTS, scriptSent: true }, payment]) {
    const { handOver } = openEntryView('e-1', one)
    expect(handOver?.effect.en).toContain('issuer settle e-1')
    expect(handOver?.effect.zh).toContain('issuer settle e-1')
  }
})
