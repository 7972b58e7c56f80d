import type { HostReply, HostRequest } from '../../engine/workflow/host'

/**
 * An issuer that terminals ask: the built-in one, or a real host behind a line. Never rejects: what went wrong on the way
 * is `no-answer`, and then the request may have been performed or not. Every request may be sent again.
 */
export interface IssuerHost {
  exchange(request: HostRequest): Promise<HostReply>
}
