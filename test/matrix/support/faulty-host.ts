import { bcdBytes, compressedDigits } from '../../../src-main/engine/bytes/bcd'
import { concat, startsWith } from '../../../src-main/engine/bytes/bytes'
import { hex } from '../../../src-main/engine/bytes/hex'
import { arpc, scriptMac } from '../../../src-main/engine/cryptogram/in-memory'
import { cryptogramProfile } from '../../../src-main/engine/cryptogram/profiles/all-profiles'
import type { ChipData, HostAnswer, HostReply, HostRequest } from '../../../src-main/engine/workflow/host'
import { IssuerKeys } from '../../../src-main/services/issuer/issuer-keys'
import type { IssuerHost } from '../../../src-main/services/issuer/issuer-host-port'
import type { Fault } from './faults'
import type { HostFault } from './host-faults'
import type { Mortal } from './mortal'

/** The issuer behind a line on which one exchange goes wrong. */
export class FaultyHost implements IssuerHost {
  exchanges = 0
  private delayed: HostRequest | undefined

  constructor(
    private readonly host: IssuerHost,
    private readonly faults: readonly Fault[],
    private readonly process: Mortal,
    /** Called before each request, with its position. */
    private readonly onRequest: (at: number) => Promise<void>
  ) {}

  async exchange(request: HostRequest): Promise<HostReply> {
    this.process.step()
    this.exchanges += 1
    await this.onRequest(this.exchanges)
    this.dies('before')
    if (this.faultAt(this.exchanges - 1) === 'unreachable') return silence('unreachable')
    const reply = await this.perform(request, this.faultAt(this.exchanges))
    this.dies('after')
    await this.deliverDelayed(request)
    return reply
  }

  /** What was held up on the line arrives all the same in the end. */
  async settle(): Promise<void> {
    await this.deliverDelayed(undefined)
  }

  private dies(when: 'before' | 'after'): void {
    const { exchanges } = this
    if (
      this.faults.some((fault) => fault.kind === 'die' && fault.exchange === exchanges && fault.when === when)
    )
      this.process.die()
  }

  private faultAt(exchange: number): HostFault | undefined {
    for (const fault of this.faults) {
      if (fault.kind === 'host' && fault.exchange === exchange) return fault.how
    }
    return undefined
  }

  private async perform(request: HostRequest, how: HostFault | undefined): Promise<HostReply> {
    switch (how) {
      case undefined:
        return this.host.exchange(request)
      case 'silent':
        return silence('timeout')
      case 'unreachable':
        return silence('unreachable')
      case 'late':
        this.delayed = request
        return silence('timeout')
      case 'answer-lost':
        await this.host.exchange(request)
        return silence('timeout')
      case 'malformed':
        await this.host.exchange(request)
        return silence('malformed')
      case 'twice':
        await this.host.exchange(request)
        return this.host.exchange(request)
      case 'declined':
        return { kind: 'answer', answer: { id: request.id, arc: '05', scripts: [] } }
      case 'refused':
        return {
          kind: 'answer',
          answer: { id: request.id, arc: '25', scripts: [], reason: 'original-unknown' }
        }
      case 'declined-with-script':
        return this.declineWithScript(request, true)
      case 'declined-with-script-alone':
        return this.declineWithScript(request, false)
      case 'other-id':
        return changed(await this.host.exchange(request), (answer) => ({
          ...answer,
          id: `${answer.id}-other`
        }))
      case 'wrong-arpc':
        return changed(await this.host.exchange(request), (answer) =>
          answer.issuerAuthentication === undefined
            ? answer
            : { ...answer, issuerAuthentication: flipped(answer.issuerAuthentication, 0) }
        )
      case 'error':
        return {
          kind: 'answer',
          answer: { id: request.id, arc: '96', scripts: [], reason: 'service-unavailable' }
        }
      case 'no-code':
        return changed(await this.host.exchange(request), (answer) => ({ ...answer, arc: '' }))
      case 'no-arpc':
        return changed(
          await this.host.exchange(request),
          ({ issuerAuthentication: _none, ...answer }) => answer
        )
      case 'no-script':
        return changed(await this.host.exchange(request), (answer) => ({ ...answer, scripts: [] }))
      case 'other-balance':
        return changed(await this.host.exchange(request), (answer) => withOtherBalance(request, answer))
      case 'wrong-script-mac':
        return changed(await this.host.exchange(request), (answer) => withCommands(answer, -1))
      case 'wrong-script-amount':
        return changed(await this.host.exchange(request), (answer) => withCommands(answer, -6))
    }
  }

  /** The script was made before the answer became a no; nothing of what it was made for stays. */
  private async declineWithScript(request: HostRequest, authenticated: boolean): Promise<HostReply> {
    const { id, origin } = request
    // A block is a script of a no like any other, and the issuer knows of it.
    if (request.kind !== 'authorise' || BLOCKS.includes(request.service.kind))
      return { kind: 'answer', answer: { id, arc: DECLINED, scripts: [] } }
    const reply = await this.host.exchange(request)
    const undo = {
      kind: 'reverse',
      id: `${id}-undone`,
      origin,
      original: id,
      reason: 'card-refused'
    } as const
    await this.host.exchange(undo)
    return changed(reply, ({ issuerAuthentication: _approving, ...answer }) => ({
      ...answer,
      arc: DECLINED,
      ...(authenticated && { issuerAuthentication: authenticationOf(request.chip, DECLINED) })
    }))
  }

  private async deliverDelayed(present: HostRequest | undefined): Promise<void> {
    const { delayed } = this
    if (delayed === undefined || delayed === present) return
    this.delayed = undefined
    await this.host.exchange(delayed)
  }
}

function silence(reason: 'timeout' | 'unreachable' | 'malformed'): HostReply {
  return { kind: 'no-answer', reason }
}

function changed(reply: HostReply, change: (answer: HostAnswer) => HostAnswer): HostReply {
  return reply.kind === 'answer' ? { kind: 'answer', answer: change(reply.answer) } : reply
}

/** Every script command with one of its bytes, counted from the end, flipped. */
function withCommands(answer: HostAnswer, at: number): HostAnswer {
  const scripts = answer.scripts.map((script) => ({
    ...script,
    commands: script.commands.map((command) => flipped(command, command.length + at))
  }))
  return { ...answer, scripts }
}

function flipped(bytes: Uint8Array, at: number): Uint8Array {
  return bytes.map((byte, index) => (index === at ? byte ^ 0x01 : byte))
}

const PUT_BALANCE = hex('04DA9F79')
const ONE_YUAN = 1_00
const DECLINED = '05'
const BLOCKS: readonly string[] = ['block-application', 'block-card']
const keys = new IssuerKeys()

/** The card of a request, as its issuer knows it. */
function cardOf(chip: ChipData) {
  const [ac, atc, number] = [0x9f26, 0x9f36, 0x5a].map((tag) => chip.get(tag) ?? new Uint8Array(0))
  const pan = compressedDigits(number ?? new Uint8Array(0)) ?? ''
  return {
    keys: keys.ofCard('3des', { pan, psn: '01' }),
    ac: ac!,
    atc: atc!,
    profile: cryptogramProfile('pboc-01')
  }
}

/** One yuan more than it should be, with the MAC that the issuer would make for it. */
function withOtherBalance(request: HostRequest, answer: HostAnswer): HostAnswer {
  const { balanceAfter } = answer
  if (request.kind !== 'authorise' || balanceAfter === undefined) return answer
  const { keys: card, atc, ac, profile } = cardOf(request.chip)
  const data = bcdBytes(balanceAfter + ONE_YUAN, 6)
  const mac = scriptMac(profile, card.mac, { header: PUT_BALANCE, data }, { atc, ac })
  const other = concat(PUT_BALANCE, Uint8Array.of(data.length + mac.length), data, mac)
  const scripts = answer.scripts.map((script) => ({
    ...script,
    commands: script.commands.map((apdu) => (startsWith(apdu, PUT_BALANCE) ? other : apdu))
  }))
  return { ...answer, scripts }
}

/** Issuer authentication data for another response code. */
function authenticationOf(chip: ChipData, code: string): Uint8Array {
  const { keys: card, atc, ac, profile } = cardOf(chip)
  const arc = new TextEncoder().encode(code)
  const unpredictableNumber = chip.get(0x9f37) ?? new Uint8Array(4)
  return concat(arpc(profile, card.ac, { ac, arc }, { atc, unpredictableNumber }), arc)
}
