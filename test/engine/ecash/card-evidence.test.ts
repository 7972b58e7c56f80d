import { expect, it } from 'vitest'
import { hex } from '../../../src-main/engine/bytes/hex'
import {
  isPutData,
  isRecordOf,
  LOAD_LOG,
  tornDesk,
  type TornDesk,
  TRANSACTION_LOG
} from './support/torn-desk'

const SLOW = 30_000
/** JR/T 0025's own template: flash pay leaves no line in the log. */
const LOGS_NOTHING = { 'object/9F68': '9900F000' }

/** Pays by flash pay and takes the card away when it has debited. */
async function tornFlash(desk: TornDesk): Promise<void> {
  const before = desk.balance()
  desk.meddle = () => (desk.balance() < before ? 'gone' : undefined)
  await desk.do({ kind: 'pay', amount: 12_50, mode: 'flash' })
  desk.meddle = undefined
}

it(
  'flash pay on a card that does not log it: what was debited is paid, though no line shows it',
  async () => {
    const desk = await tornDesk('contactless', LOGS_NOTHING)
    await tornFlash(desk)
    expect(desk.balance()).toBe(75_50)
    const entry = await desk.openEntry()
    expect(await desk.do({ kind: 'finish', entry })).toMatchObject({ outcome: 'done' })
    expect(await desk.entries()).toMatchObject([{ flow: 'purchase-flash', closed: 'completed' }])
    expect(await desk.world.purchases.upload()).toMatchObject({ uploaded: 1, refused: 0, amount: 12_50 })
    expect(await desk.accounts()).toMatchObject({ 'ecash:debit-ecash': 75_50 })
  },
  SLOW
)

it(
  'flash pay on a card that does not log it: it is given back when that is wanted',
  async () => {
    const desk = await tornDesk('contactless', LOGS_NOTHING)
    await tornFlash(desk)
    const entry = await desk.openEntry()
    expect(await desk.do({ kind: 'reverse', entry })).toMatchObject({ outcome: 'done' })
    expect(desk.balance()).toBe(88_00)
    expect(await desk.accounts()).toMatchObject({ 'ecash:debit-ecash': 88_00 })
    expect(await desk.world.purchases.upload()).toMatchObject({ uploaded: 0 })
  },
  SLOW
)

/** A load that reached the card, whose answer was lost. */
async function tornLoad(desk: TornDesk): Promise<string> {
  desk.meddle = (command) => (isPutData(command) ? 'gone' : undefined)
  await desk.do({ kind: 'load', amount: 40_00, from: 'account' })
  desk.meddle = undefined
  expect(desk.balance()).toBe(128_00)
  return desk.openEntry()
}

it.each(['finish', 'reverse'] as const)(
  'a load log that cannot be read is no log without a line: %s leaves what is on the card',
  async (kind) => {
    const desk = await tornDesk()
    const entry = await tornLoad(desk)
    desk.meddle = (command) => (isRecordOf(LOAD_LOG, command) ? hex('6F00') : undefined)
    expect(await desk.do({ kind, entry })).toMatchObject({ outcome: 'done' })
    expect(desk.balance()).toBe(128_00)
    expect(await desk.entries()).toMatchObject([{ closed: 'completed' }])
    expect(await desk.accounts()).toMatchObject({
      'account:test-debit': 9_960_00,
      'ecash:debit-ecash': 128_00
    })
  },
  SLOW
)

it(
  'a contact payment whose log cannot be read is judged by the balance',
  async () => {
    const desk = await tornDesk()
    desk.meddle = (command) => (command[1] === 0xae ? 'gone' : undefined)
    await desk.do({ kind: 'pay', amount: 12_50, mode: 'contact' })
    expect(desk.balance()).toBe(75_50)
    desk.meddle = (command) => (isRecordOf(TRANSACTION_LOG, command) ? hex('6F00') : undefined)
    const entry = await desk.openEntry()
    expect(await desk.do({ kind: 'finish', entry })).toMatchObject({ outcome: 'done' })
    expect(await desk.accounts()).toMatchObject({ 'merchant:999000000000001': 12_50 })
  },
  SLOW
)
