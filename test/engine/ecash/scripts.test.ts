import { expect, it } from 'vitest'
import { hex, toHex } from '../../../src-main/engine/bytes/hex'
import type { HostAnswer, HostScript } from '../../../src-main/engine/workflow/host'
import { isPutData, tornDesk } from './support/torn-desk'

const SLOW = 30_000
const LOAD = { kind: 'load', amount: 40_00, from: 'account' } as const
/** Commands that a card refuses for their MAC; they are sent all the same. */
const BLOCK: HostScript = { template: 0x72, id: hex('00000001'), commands: [hex('841E00000400000000')] }

/** The issuer authorised, and what arrives says no. */
const saysNo = ({
  issuerAuthentication: _proof,
  balanceAfter: _balance,
  ...answer
}: HostAnswer): HostAnswer => ({
  ...answer,
  arc: '05'
})

it(
  'a no whose script moves money is no answer: nothing is sent, and the issuer takes it back',
  async () => {
    const desk = await tornDesk()
    desk.answers = ({ kind }, answer) => (kind === 'authorise' ? saysNo(answer) : answer)
    expect(await desk.do(LOAD)).toMatchObject({ outcome: 'nothing-happened' })
    expect(desk.balance()).toBe(88_00)
    expect(await desk.entries()).toMatchObject([{ closed: 'reversed', steps: 'asked decided reversed' }])
    const accounts = await desk.accounts()
    expect(accounts).toMatchObject({ 'account:test-debit': 10_000_00 })
    expect(Object.keys(accounts).filter((name) => name.startsWith('suspense'))).toEqual([])
  },
  SLOW
)

it(
  'a no whose script does the service that it refuses is no answer either',
  async () => {
    const desk = await tornDesk()
    desk.answers = ({ kind }, answer) => (kind === 'authorise' ? saysNo(answer) : answer)
    expect(await desk.do({ kind: 'set-limits', balanceLimit: 900_00 })).toMatchObject({
      outcome: 'nothing-happened'
    })
    expect(await desk.entries()).toMatchObject([{ closed: 'reversed', steps: 'asked decided reversed' }])
  },
  SLOW
)

it.each([
  ['a load', LOAD],
  ['a purchase', { kind: 'pay', amount: 12_50, mode: 'contact', online: true }]
] as const)(
  '%s: a no with a script of another kind is performed, and what was authorised is taken back',
  async (_name, action) => {
    const desk = await tornDesk()
    const sent: string[] = []
    desk.meddle = (command) => {
      if (command[0] === 0x84) sent.push(toHex(command))
      return undefined
    }
    desk.answers = ({ kind }, answer) =>
      kind === 'authorise' ? { ...saysNo(answer), scripts: [BLOCK] } : answer
    expect(await desk.do(action)).toMatchObject({ outcome: 'declined' })
    expect(sent).toHaveLength(1)
    expect(desk.balance()).toBe(88_00)
    expect(await desk.entries()).toMatchObject([{ closed: 'reversed' }])
    expect(await desk.accounts()).toMatchObject({ 'account:test-debit': 10_000_00 })
  },
  SLOW
)

it(
  'a no without scripts ends it at once',
  async () => {
    const desk = await tornDesk()
    expect(await desk.do(LOAD, '000000')).toMatchObject({ outcome: 'declined' })
    expect(desk.requests.map(({ kind }) => kind)).toEqual(['authorise'])
    expect(await desk.entries()).toMatchObject([{ closed: 'nothing-happened' }])
  },
  SLOW
)

it.each(['6F00', '6400', '6581'])(
  'a script that was carried out and answered %s is confirmed without the failure that the card disproves',
  async (sw) => {
    const desk = await tornDesk()
    desk.meddle = (command) => (isPutData(command) ? hex(sw) : undefined)
    expect(await desk.do(LOAD)).toMatchObject({ outcome: 'done', balanceAfter: 128_00 })
    expect(desk.balance()).toBe(128_00)
    expect(await desk.entries()).toMatchObject([{ closed: 'completed' }])
    expect(await desk.accounts()).toMatchObject({
      'account:test-debit': 9_960_00,
      'ecash:debit-ecash': 128_00
    })
    const [confirm] = desk.requests.filter(({ kind }) => kind === 'confirm')
    expect(confirm).not.toHaveProperty('scriptResults')
  },
  SLOW
)

it(
  'a script that went well is confirmed with its results',
  async () => {
    const desk = await tornDesk()
    await desk.do(LOAD)
    const [confirm] = desk.requests.filter(({ kind }) => kind === 'confirm')
    expect(confirm).toHaveProperty('scriptResults')
  },
  SLOW
)
