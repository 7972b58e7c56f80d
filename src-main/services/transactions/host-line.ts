import type { HostReply, HostRequest } from '../../engine/workflow/host'
import type { IssuerHost } from '../issuer/issuer-host-port'

const LIMIT_MS = 30_000

/**
 * The line to the issuer as a workflow sees it: whatever goes wrong is no answer. One that comes too late is nobody's any
 * more; what it says is found out by asking again.
 */
export function hostLine(host: IssuerHost, limitMs = LIMIT_MS): (request: HostRequest) => Promise<HostReply> {
  return (request) =>
    new Promise((resolve) => {
      const timer = setTimeout(() => resolve({ kind: 'no-answer', reason: 'timeout' }), limitMs)
      const settle = (reply: HostReply): void => {
        clearTimeout(timer)
        resolve(reply)
      }
      host.exchange(request).then(
        (reply) => {
          const other = reply.kind === 'answer' && reply.answer.id !== request.id
          settle(other ? { kind: 'no-answer', reason: 'malformed' } : reply)
        },
        () => settle({ kind: 'no-answer', reason: 'unreachable' })
      )
    })
}
