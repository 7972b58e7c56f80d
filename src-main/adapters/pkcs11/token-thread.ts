import { Worker } from 'node:worker_threads'
import type { Secret } from '../../engine/crypto/secret'
import { TokenFailure, type TokenInfo, type TokenPlace } from '../../services/vault/token-port'
import type { TokenAnswer, TokenRequest } from './token-messages'
import type { TokenPrimitives } from './token-primitives'

type Request = TokenRequest extends infer Each
  ? Each extends TokenRequest
    ? Omit<Each, 'id'>
    : never
  : never

interface Waiting {
  resolve(answer: TokenAnswer): void
  reject(error: unknown): void
}

/** A thread with a token's library in it, and the calls that are under way. */
export class TokenThread {
  private readonly worker: Worker
  private readonly waiting = new Map<number, Waiting>()
  private count = 0

  /** `file`: the built `token-worker`. */
  constructor(file: string) {
    this.worker = new Worker(file)
    this.worker.on('message', (answer: TokenAnswer) => {
      this.waiting.get(answer.id)?.resolve(answer)
      this.waiting.delete(answer.id)
      if (this.waiting.size === 0) this.worker.unref()
    })
    this.worker.on('error', (error) => this.giveUp(error))
    this.worker.on('exit', () => this.giveUp(undefined))
    this.worker.unref()
  }

  /** The token's own operations, unlocked. Rejects with `TokenFailure`. */
  async open(place: TokenPlace, pin: Secret): Promise<TokenPrimitives> {
    const answer = await this.ask({ kind: 'open', place, pin: pin.use((bytes) => bytes.slice()) })
    if (answer.kind !== 'opened') throw new TokenFailure('device')
    return this.primitives(answer.info)
  }

  async end(): Promise<void> {
    await this.worker.terminate()
  }

  private primitives(info: TokenInfo): TokenPrimitives {
    const call = async <Result>(
      method: keyof TokenPrimitives,
      ...args: readonly unknown[]
    ): Promise<Result> => {
      const answer = await this.ask({ kind: 'call', method, args })
      if (answer.kind !== 'done') throw new TokenFailure('device')
      return answer.value as Result
    }
    return {
      info,
      cipher: (...args) => call('cipher', ...args),
      cmac: (...args) => call('cmac', ...args),
      deriveChained: (...args) => call('deriveChained', ...args),
      release: (...args) => call('release', ...args),
      signRaw: (...args) => call('signRaw', ...args),
      generate: (...args) => call('generate', ...args),
      create: (...args) => call('create', ...args),
      destroy: (...args) => call('destroy', ...args),
      mechanisms: () => call('mechanisms'),
      close: async () => {
        await call('close')
        await this.end()
      }
    }
  }

  private async ask(request: Request): Promise<TokenAnswer> {
    const id = (this.count += 1)
    const answer = await new Promise<TokenAnswer>((resolve, reject) => {
      this.waiting.set(id, { resolve, reject })
      this.worker.ref()
      this.worker.postMessage({ ...request, id })
    })
    if (answer.kind === 'failed') throw new TokenFailure(answer.problem, answer.code)
    if (answer.kind === 'fault') throw new Error(`in the token's thread: ${answer.name}`)
    return answer
  }

  /** A library that takes its whole thread down takes down nothing else. */
  private giveUp(error: unknown): void {
    for (const waiting of this.waiting.values()) {
      waiting.reject(new TokenFailure('device', undefined, { cause: error }))
    }
    this.waiting.clear()
  }
}
