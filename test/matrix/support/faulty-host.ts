import type { HostAnswer, HostReply, HostRequest } from '../../../src-main/engine/workflow/host'
import type { IssuerHost } from '../../../src-main/services/issuer/issuer-host-port'
import type { Fault, HostFault } from './faults'
import type { Mortal } from './mortal'

/** The issuer behind a line on which one exchange goes wrong. */
export class FaultyHost implements IssuerHost {
  exchanges = 0
  private delayed: HostRequest | undefined

  constructor(
    private readonly host: IssuerHost,
    private readonly faults: readonly Fault[],
    private readonly process: Mortal
  ) {}

  async exchange(request: HostRequest): Promise<HostReply> {
    this.process.step()
    this.exchanges += 1
    if (this.faultAt(this.exchanges - 1) === 'unreachable') return silence('unreachable')
    const reply = await this.perform(request, this.faultAt(this.exchanges))
    await this.deliverDelayed(request)
    return reply
  }

  /** What was held up on the line arrives all the same in the end. */
  async settle(): Promise<void> {
    await this.deliverDelayed(undefined)
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
      case 'wrong-script-mac':
        return changed(await this.host.exchange(request), (answer) => withCommands(answer, -1))
      case 'wrong-script-amount':
        return changed(await this.host.exchange(request), (answer) => withCommands(answer, -6))
    }
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
