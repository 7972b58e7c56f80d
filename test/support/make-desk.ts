import example from '../../resources/examples/applicant.json'
import { testCaKeys } from '../../src-main/engine/offline-auth/test-issuer'
import { randomBytes } from '../../src-main/engine/crypto/random'
import type { RsaPrivateKey } from '../../src-main/engine/crypto/rsa'
import { performInMemory } from '../../src-main/engine/key-operations/perform-in-memory'
import { keyCheckValue } from '../../src-main/engine/crypto/kcv'
import type { KeyRef } from '../../src-main/engine/crypto/key-ref'
import type { CardChannel } from '../../src-main/engine/channel/card-channel'
import { Attempts } from '../../src-main/services/chip/attempts'
import { IccKeys } from '../../src-main/services/production/icc-keys'
import type { KeyHolder } from '../../src-main/engine/key-operations/run-composition'
import { IssuerKeySets, type KeyNames } from '../../src-main/services/production/issuer-key-sets'
import { MakeService, type MakeOrder } from '../../src-main/services/production/make-service'
import { ProductionLog } from '../../src-main/services/production/production-log'
import { StockService } from '../../src-main/services/production/stock-service'
import { TestMadeCard } from '../../src-main/services/production/test-made-card'
import { VerifyService } from '../../src-main/services/production/verify-service'
import type { IssuerKeySet } from '../../src-main/contract/issuer-key-set'
import { applicantFile } from '../../src-main/contract/personalization'
import type { CardAccess } from '../../src-main/services/sessions/card-access'
import { terminalPreset } from '../../src-main/services/terminals/terminal-presets'
import { COUNTER, counterTerminal } from '../../src-main/services/transactions/counter-terminal'
import { testKeys } from '../../src-main/services/vault/test-keys'
import { signerOf, symmetricKey } from '../../src-main/services/vault/key-material'
import type { VirtualCard } from '../../src-main/virtual-card/virtual-card'
import { TEST_NOW, type IssuerWorld } from './issuer-world'
import { MemoryDocuments } from './memory-documents'
import { cardOnReader } from './money-desk'

export const EXAMPLE = applicantFile.parse(example)

export function debitOrder(changes: Partial<MakeOrder> = {}): MakeOrder {
  return { profile: 'debit-ecash', applicant: EXAMPLE, ...changes }
}

/** The TEST keys by their names, in memory. */
const TEST_VAULT = {
  key(name: string): KeyRef {
    const { record, secret } = found(name)
    if (secret === undefined) throw new Error('a TEST key has bytes')
    return symmetricKey(record, secret)
  },
  signingKey(name: string) {
    const { record, secret } = found(name)
    if (secret === undefined) throw new Error('a TEST key has bytes')
    return signerOf(record, secret)
  },
  record: (name: string) => found(name).record
}

function found(name: string) {
  const entry = testKeys().get(name)
  if (entry === undefined) throw new Error(`no TEST key ${name}`)
  return entry
}

export interface MakeDesk {
  readonly make: MakeService
  readonly verify: VerifyService
  readonly stock: StockService
  readonly log: ProductionLog
  readonly attempts: Attempts
  readonly issuers: IssuerKeySets
}

export interface DeskOptions {
  /** The money and evidence of a program that ran before. */
  readonly world: Pick<IssuerWorld, 'database' | 'desk' | 'host' | 'references'>
  /** The card that lies on a reader. */
  readonly card: (reader: string) => VirtualCard
  readonly side?: 'contact' | 'contactless'
  readonly tap?: (channel: CardChannel, card: VirtualCard) => CardChannel
  /** One key for all cards, where making one each time would take too long. */
  readonly iccKey?: RsaPrivateKey
  readonly iccKeys?: IccKeys
  /** Issuers beside the TEST one. */
  readonly issuers?: readonly IssuerKeySet[]
  /** Where keys lie; in memory where absent. */
  readonly vault?: KeyNames & { readonly holder: KeyHolder }
}

/** Everything that makes cards, with the TEST issuer, on one virtual card. */
export function makeDesk({
  world,
  card,
  side = 'contact',
  tap,
  iccKey,
  iccKeys,
  issuers: others = [],
  vault
}: DeskOptions): MakeDesk {
  const { database, desk, host, references } = world
  const options = { now: () => TEST_NOW, random: randomBytes }
  const cards: CardAccess = {
    withCard(reader, access, use) {
      const inserted = card(reader)
      const tapped = tap && ((channel: CardChannel) => tap(channel, inserted))
      return cardOnReader(() => inserted, side, tapped).withCard(reader, access, use)
    }
  }
  const log = new ProductionLog(database, references, options)
  const issuers = new IssuerKeySets(new MemoryDocuments(), vault ?? TEST_VAULT)
  for (const set of others) issuers.put(set)
  const attempts = new Attempts(database, options.now)
  const terminal = () => counterTerminal(terminalPreset(COUNTER))
  const caKeys = () => testCaKeys()
  const verify = new VerifyService({ cards, caKeys, terminal, ...options })
  const make = new MakeService({
    ...{ cards, database, references, log, issuers, desk, attempts, ...options },
    iccKeys: iccKeys ?? (iccKey === undefined ? new IccKeys() : new IccKeys(() => iccKey)),
    keys: vault?.holder ?? {
      perform: async (operation) => performInMemory(operation),
      checkValue: async (key) => {
        if (!('secret' in key)) throw new Error('not in memory')
        return keyCheckValue(key)
      }
    },
    test: new TestMadeCard({ host, caKeys, terminal, verify, ...options })
  })
  return { make, verify, stock: new StockService(database, references, options), log, attempts, issuers }
}
