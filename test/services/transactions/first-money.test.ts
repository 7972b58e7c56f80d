import { expect, it } from 'vitest'
import type { ActionResult, CardAction } from '../../../src-main/contract/ecash'
import { moneyDesk } from '../../support/money-desk'

const short = (r: ActionResult) =>
  JSON.stringify({
    ...r,
    story: r.story && {
      o: r.story.outcome,
      s: r.story.sentence.en,
      path: r.story.path,
      d:
        r.outcome === 'done'
          ? undefined
          : r.story.decisions.map((d) => d.text.en + ' | ' + d.reasons.map((x) => x.text.en).join(';'))
    },
    purse: r.purse && { b: r.purse.balance, i: r.purse.issuer }
  })
it('everything', async () => {
  const desk = await moneyDesk('debit-ecash', { pins: ['123456', '654321', '123456', '123456'] })
  const go = async (a: CardAction, side?: 'contact' | 'contactless') => {
    const t = performance.now()
    const r = await desk.perform(a, side)
    console.log(a.kind, JSON.stringify(a), Math.round(performance.now() - t), short(r))
    return r
  }
  await go({ kind: 'load', amount: 100_00, from: 'account' })
  await go({ kind: 'load', amount: 100_00, from: 'cash' }, 'contactless')
  await go({ kind: 'unload', amount: 50_00, to: 'account' })
  await go({ kind: 'pay', amount: 12_50, mode: 'flash' }, 'contactless')
  await go({ kind: 'pay', amount: 2_50, mode: 'contact' })
  await go({ kind: 'pay', amount: 2_50, mode: 'contact', online: true })
  await go({ kind: 'change-pin' })
  await go({ kind: 'unblock-pin' })
  await go({ kind: 'set-limits', balanceLimit: 900_00, transactionLimit: 800_00 })
  await go({ kind: 'block-application' })
  await go({ kind: 'load', amount: 1_00, from: 'account' })
  await go({ kind: 'unblock-application' })
  await go({ kind: 'load', amount: 1_00, from: 'account' })
  await go({ kind: 'load-kept' })
  await go({ kind: 'load', amount: 1_00, from: 'other-account', pan: '6228480000000015' })
  console.log(await desk.world.purchases.upload())
  console.log(await desk.world.desk.check())
  await go({ kind: 'block-card' })
  console.log(await desk.transactions.openEntries(), await desk.transactions.history({ most: 3 }))
})
