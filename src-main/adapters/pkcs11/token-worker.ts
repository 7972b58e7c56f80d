import { parentPort } from 'node:worker_threads'
import { TokenFailure } from '../../services/vault/token-port'
import type { TokenAnswer, TokenRequest } from './token-messages'
import { failureOf } from './pkcs11-library'
import { TokenSession } from './token-session'

// The thread in which a PKCS #11 library runs: its calls block, and some wait for a network or for a person at a keypad.

let session: TokenSession | undefined

const methods: Readonly<Record<string, (open: TokenSession, args: readonly unknown[]) => unknown>> = {
  cipher: (open, args) => open.cipher(...(args as Parameters<TokenSession['cipher']>)),
  cmac: (open, args) => open.cmac(...(args as Parameters<TokenSession['cmac']>)),
  deriveChained: (open, args) => open.deriveChained(...(args as Parameters<TokenSession['deriveChained']>)),
  release: (open, args) => open.release(...(args as Parameters<TokenSession['release']>)),
  signRaw: (open, args) => open.signRaw(...(args as Parameters<TokenSession['signRaw']>)),
  generate: (open, args) => open.generate(...(args as Parameters<TokenSession['generate']>)),
  create: (open, args) => open.create(...(args as Parameters<TokenSession['create']>)),
  destroy: (open, args) => open.destroy(...(args as Parameters<TokenSession['destroy']>)),
  mechanisms: (open) => open.mechanisms(),
  close: (open) => open.close()
}

parentPort?.on('message', (request: TokenRequest) => parentPort?.postMessage(answerTo(request)))

function answerTo(request: TokenRequest): TokenAnswer {
  const { id } = request
  try {
    if (request.kind === 'open') {
      const pin = new TextDecoder().decode(request.pin)
      request.pin.fill(0)
      session = new TokenSession(request.place, pin)
      return { id, kind: 'opened', info: session.info }
    }
    const method = methods[request.method]
    if (session === undefined || method === undefined) return { id, kind: 'fault', name: 'no session' }
    return { id, kind: 'done', value: method(session, request.args) }
  } catch (thrown) {
    const error = failureOf(thrown)
    if (!(error instanceof TokenFailure))
      return { id, kind: 'fault', name: error instanceof Error ? error.name : '' }
    const { problem, code } = error
    return { id, kind: 'failed', problem, ...(code !== undefined && { code }) }
  }
}
