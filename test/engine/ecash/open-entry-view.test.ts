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
  ['the script sent', { scriptSent: true }, { needsCard: true, buttons: 'finish reverse' }],
  ['done on the card', { decision: 'confirm' }, { needsCard: false, buttons: 'finish' }],
  ['not done on the card', { decision: 'reverse' }, { needsCard: false, buttons: 'reverse' }],
  ['to be kept', { decision: 'keep' }, { needsCard: true, buttons: 'finish' }],
  ['kept', { decision: 'keep', kept: true }, { needsCard: true, buttons: 'finish' }],
  ['contradicted', { settlementRefused: 'already-reversed' }, { needsCard: false, buttons: 'reverse' }],
  [
    'unknowable',
    { scriptSent: true, ambiguous: 'log-overwritten' },
    { needsCard: false, buttons: 'reverse' }
  ],
  ['an unload', { flow: 'unload', scriptSent: true }, { needsCard: true, buttons: 'finish reverse' }],
  [
    'a service',
    { flow: 'script', service: 'change-pin', scriptSent: true },
    { needsCard: true, buttons: 'finish reverse' }
  ],
  ['a payment', { flow: 'purchase-flash' }, { needsCard: true, buttons: 'finish reverse' }],
  [
    'a payment that came back',
    { flow: 'purchase-flash', debited: true },
    { needsCard: false, buttons: 'finish' }
  ],
  [
    'a payment to be given back',
    { flow: 'purchase-flash', debited: true, refundDue: true },
    { needsCard: true, buttons: 'reverse' }
  ],
  ['a purchase online', { flow: 'purchase-online' }, { needsCard: false, buttons: 'reverse' }],
  [
    'a purchase online with its TC',
    { flow: 'purchase-online', tc: '00' },
    { needsCard: false, buttons: 'finish' }
  ]
])('%s', (_name, more, { needsCard, buttons }) => {
  const view = openEntryView('e-1', { ...FACTS, ...more })
  const there = (['finish', 'reverse'] as const).filter((button) => view[button] !== undefined)
  expect({ needsCard: view.needsCard, buttons: there.join(' ') }).toEqual({ needsCard, buttons })
  expect(view.sentence.zh).not.toBe('')
})
