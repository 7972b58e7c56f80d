import type { HostAnswer, HostReply, HostRequest } from '../../engine/workflow/host'
import type { CardReferences } from '../journal/card-references'
import { type Database, DatabaseFailure, type Stores } from '../storage/database-port'
import { authorise } from './authorise'
import type { IssuerHost } from './issuer-host-port'
import type { IssuerContext, IssuerOptions } from './issuer-context'
import { IssuerKeys } from './issuer-keys'
import { advice, claim } from './offline-purchases'
import { requestContent } from './request-content'
import { responseCode } from './response-codes'
import { confirm, reverse } from './settle'
import { restoredAnswer, storedAnswer } from './stored-answer'
import { TestIssuerSetUp } from './test-issuer'

/**
 * The built-in TEST issuer. Each request is one durable transaction, and moves money once however often it comes: what
 * was answered under an id is answered again, byte for byte.
 */
export class EmbeddedIssuer implements IssuerHost {
  private readonly keys = new IssuerKeys()
  private readonly setUp: TestIssuerSetUp

  constructor(
    private readonly database: Database,
    private readonly references: CardReferences,
    private readonly options: IssuerOptions
  ) {
    this.setUp = new TestIssuerSetUp(database, references, options)
  }

  async exchange(request: HostRequest): Promise<HostReply> {
    try {
      await this.setUp.done()
      const answer = await this.database.transaction((stores) => this.answerOnce(stores, request))
      return { kind: 'answer', answer }
    } catch (error) {
      // Nothing was acknowledged; whoever asked does not know whether it happened, as with any host.
      if (error instanceof DatabaseFailure) return { kind: 'no-answer', reason: 'unreachable' }
      throw error
    }
  }

  private async answerOnce(stores: Stores, request: HostRequest): Promise<HostAnswer> {
    const { id, kind, origin } = request
    const content = this.references.code('request', requestContent(request))
    const known = await stores.issuer.request(origin.terminal, id)
    if (known !== undefined) {
      if (known.kind === kind && known.content === content) return restoredAnswer(known.answer)
      const reason = 'duplicate-with-other-content'
      return { id, arc: responseCode(reason), scripts: [], reason }
    }
    const answer = storedAnswer(await answerTo(this.contextOf(stores, request), request))
    await stores.issuer.addRequest({
      terminal: origin.terminal,
      id,
      kind,
      content,
      answer,
      at: this.options.now()
    })
    // As it will be read the next time, down to the order of its parts.
    return restoredAnswer(answer)
  }

  private contextOf(stores: Stores, { origin }: HostRequest): IssuerContext {
    return { stores, references: this.references, keys: this.keys, options: this.options, origin }
  }
}

function answerTo(context: IssuerContext, request: HostRequest): Promise<HostAnswer> {
  switch (request.kind) {
    case 'authorise':
      return authorise(context, request)
    case 'confirm':
      return confirm(context, request)
    case 'reverse':
      return reverse(context, request)
    case 'advice':
      return advice(context, request)
    case 'claim':
      return claim(context, request)
  }
}
