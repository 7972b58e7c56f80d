import { toHex } from '../../engine/bytes/hex'
import { Secret } from '../../engine/crypto/secret'
import type { HostRequest } from '../../engine/workflow/host'

/**
 * What a request asks for, as a text that is the same exactly when that is the same: by it, a request that comes again is
 * told from another one under the same id. Not part of it: the time, PINs, and what only accompanies a confirmation or a
 * reversal (results, reason), which may be known in less detail when it is sent again.
 */
export function requestContent(request: HostRequest): string {
  const { origin } = request
  const from = [origin.terminal, origin.merchant, origin.drawer]
  switch (request.kind) {
    case 'authorise': {
      const { service, amount, currency, chip } = request
      return text([request.kind, from, service, amount, currency, chip])
    }
    case 'advice': {
      const { amount, currency, chip } = request
      return text([request.kind, from, amount, currency, chip])
    }
    case 'claim': {
      const { amount, currency, atc, evidence, refund } = request
      return text([request.kind, from, amount, currency, atc, evidence, refund])
    }
    case 'confirm':
      return text([request.kind, request.original])
    case 'reverse':
      return text([request.kind, request.original, request.keep === true])
  }
}

function text(content: unknown): string {
  return JSON.stringify(content, (_, value: unknown) => {
    if (value instanceof Secret) return undefined
    if (value instanceof Uint8Array) return toHex(value)
    if (value instanceof Map) return [...(value as Map<number, unknown>)].sort(([a], [b]) => a - b)
    // The order in which the parts of a service were written down means nothing.
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
      return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
    }
    return value
  })
}
