import type { MadeCheck, MakeRequest, MakeResult } from '../../contract/production'
import type { PersonalizationProfile } from '../../contract/personalization'
import { uintBytes } from '../../engine/bytes/bytes'
import { runCompositionAsync } from '../../engine/key-operations/run-composition'
import { sm2KeyPair } from '../../engine/crypto/sm2'
import type { Secret } from '../../engine/crypto/secret'
import { generatePin } from '../../engine/personalization/values/pin'
import { personalizeCard } from '../../engine/personalization/card/personalize-card'
import { prepareCard } from '../../engine/personalization/prepare/prepare-card'
import type { PreparedCard } from '../../engine/personalization/prepare/prepared-card'
import { Interruption } from '../../engine/workflow/interruption'
import type { JournalWrite } from '../../engine/workflow/journal'
import { makeTexts as say, type ScrapReason } from '../../texts/phrases/production'
import type { Attempts } from '../chip/attempts'
import { ChipDesk, type ChipDeskParts } from '../chip/chip-desk'
import type { CardReferences } from '../journal/card-references'
import { truncatedPan } from '../journal/truncated-pan'
import { type JobEvents, Jobs } from '../jobs/jobs'
import type { AccessedCard, CardAccess } from '../sessions/card-access'
import { cardFailure } from '../sessions/card-failure'
import type { Database } from '../storage/database-port'
import { checkOrder, type CardOrder, usesPin } from './card-order'
import { type Enrolment, enrolMadeCard } from './enrol-made-card'
import type { IccKeys } from './icc-keys'
import type { IssuerKeySets } from './issuer-key-sets'
import { makeEnd, otherSide, untested, type MakeEnd } from './make-end'
import { builtInProfile } from './profile-library'
import type { Belonging, ProductionLog } from './production-log'
import type { Production } from './production-store-port'
import { productionViewOf } from './production-text'
import type { TestMadeCard } from './test-made-card'

export interface MakeParts extends Enrolment {
  readonly cards: CardAccess
  readonly database: Database
  readonly references: CardReferences
  readonly log: ProductionLog
  readonly attempts: Attempts
  readonly issuers: IssuerKeySets
  readonly iccKeys: IccKeys
  readonly keys: ChipDeskParts['keys']
  /** Reads a card back and has it prove itself. */
  readonly test: TestMadeCard
  /** Milliseconds since 1970. */
  readonly now: () => number
}

/** What is asked for; `profile` is a built-in one by its id, or one that was read from a file. */
export type MakeOrder = Omit<MakeRequest, 'profile'> & {
  readonly profile: string | PersonalizationProfile
  readonly batch?: Belonging['batch']
}

export type MakeOptions = Omit<ConstructorParameters<typeof ChipDesk>[2] & object, 'journal'>

const DEFAULT_ISSUER = 'test'
const SERIAL_LENGTH = 3
/** Unpredictable bytes that a card's SM2 key is made of. */
const SM2_SEED = 40
/** Digits of a PIN that the issuer makes up. */
const PIN_LENGTH = 6

/** A PIN that waits for its letter. */
export interface MadePin {
  readonly pin: Secret
  readonly name: string
  /** Truncated. */
  readonly pan: string
}

/** Makes cards: checks, prepares, writes, reads back, has them prove themselves, and tells the issuer. */
export class MakeService {
  private readonly jobs: Jobs<MakeResult>
  private readonly pins = new Map<string, MadePin>()

  constructor(
    private readonly parts: MakeParts,
    events?: JobEvents<MakeResult>
  ) {
    this.jobs = new Jobs('make', events)
  }

  /** Begins to make the card on a reader and returns the name of the job. */
  start(reader: string, order: MakeOrder): string {
    return this.jobs.start((options) => this.make(reader, order, options))
  }

  /** Heard until the first change of the chip. Throws `AppFailure` where the job runs no more. */
  cancel(job: string): void {
    this.jobs.cancel(job)
  }

  /** Everything that is known before a card is touched. Rejects with `AppFailure` where keys cannot be had. */
  check(order: MakeOrder): ReturnType<typeof checkOrder> {
    const { parts } = this
    const keys = parts.issuers.resolve(parts.issuers.get(order.issuer ?? DEFAULT_ISSUER))
    return checkOrder(
      { ...parts, again: order.again, makePin: order.makePin },
      profileOf(order),
      order.applicant,
      keys
    )
  }

  /** What would be written: for a preview, with a key that no card gets. */
  async prepare(order: CardOrder, serial = 0): Promise<PreparedCard> {
    const { iccKeys, keys, random } = this.parts
    const { algorithms, iccKey } = order.profile.issuer
    const input = {
      profile: order.profile,
      applicant: order.applicant,
      keys: order.keys.personalization,
      ...(algorithms !== 'sm2' && { icc: await iccKeys.take(iccKey) }),
      ...(algorithms !== 'rsa' && { sm2: sm2KeyPair(random(SM2_SEED)) }),
      serial: uintBytes(serial, SERIAL_LENGTH)
    }
    return runCompositionAsync(prepareCard(input), keys)
  }

  /**
   * Makes the card on a reader. Rejects with `AppFailure` where it cannot be begun at all; whatever data, chip and issuer come
   * to is a result. A chip on which the same card was begun before is made anew.
   */
  async make(reader: string, order: MakeOrder, options: MakeOptions = {}): Promise<MakeResult> {
    const sound = await this.check(order)
    if (sound.kind === 'invalid') {
      return { outcome: 'invalid', sentence: say.invalid, findings: [...sound.findings], checks: [] }
    }
    const checked = this.withPin(order, sound)
    const { issuers, cards, log } = this.parts
    const serial = await log.takeSerial(issuers.get(order.issuer ?? DEFAULT_ISSUER).id)
    const prepared = await this.prepare(checked, serial)
    return cards.withCard(reader, { reveal: false }, async (card) => {
      try {
        return await this.onCard(card, { order, checked, prepared }, options)
      } catch (error) {
        throw cardFailure(error)
      }
    })
  }

  /** The PIN that was made up for a card, until it is taken or the program ends: for the letter that its holder gets. */
  pinOf(production: string): MadePin | undefined {
    return this.pins.get(production)
  }

  /** It was printed: nobody sees it again. */
  pinPrinted(production: string): void {
    this.pins.get(production)?.pin.wipe()
    this.pins.delete(production)
  }

  /** Takes a card out of production, or one that was made out of the world. Rejects with `AppFailure`. */
  async scrap(production: string, reason: ScrapReason): Promise<Production> {
    return this.parts.log.end(production, { state: 'scrapped', reason })
  }

  private withPin(order: MakeOrder, checked: CardOrder): CardOrder {
    if (order.makePin !== true || checked.applicant.pin !== undefined || !usesPin(checked.profile)) {
      return checked
    }
    const pin = generatePin(PIN_LENGTH, this.parts.random)
    return { ...checked, applicant: { ...checked.applicant, pin } }
  }

  private async onCard(card: AccessedCard, work: Work, options: MakeOptions): Promise<MakeResult> {
    const { parts } = this
    const { order, checked, prepared } = work
    const belonging: Belonging = {
      ...(order.lot !== undefined && { lot: order.lot }),
      ...(order.batch !== undefined && { batch: order.batch }),
      ...(order.replaces !== undefined && { replaces: order.replaces })
    }
    const side = card.contactless ? 'contactless' : 'contact'
    if (!checked.profile.chip.interfaces.includes(side)) return this.notMade(work, otherSide(), undefined)
    let production: Production | undefined
    const desk = new ChipDesk(parts, card, {
      ...options,
      journal: async (write: JournalWrite) => {
        production ??= await parts.log.begin(checked, await desk.chip(), belonging)
        await parts.log.step(production.id, write)
      }
    })
    const chip = await desk.chip()
    production = await parts.log.unfinished(checked, chip, belonging)
    const failedAttempts = await parts.attempts.failed(chip)
    const { chip: chipProfile } = checked.profile
    const outcome = await desk.run(
      personalizeCard(prepared, {
        ...{ chip: chipProfile, keys: checked.chipKeys.stock, newKeys: checked.chipKeys.after },
        guard: { failedAttempts, confirmed: order.confirmed === true },
        replace: order.replace === true || production !== undefined,
        journal: { entry: production?.id ?? 'card', facts: {} }
      })
    )
    if (outcome.kind === 'completed') await parts.attempts.remember(chip, 0)
    if (outcome.kind === 'not-opened' && outcome.outcome.kind === 'rejected') {
      await parts.attempts.remember(chip, outcome.outcome.failedAttempts)
    }
    if (outcome.kind !== 'completed') return this.notMade(work, makeEnd(outcome), production)
    if (production === undefined) throw new Error('a card was made that nobody entered')
    try {
      return await this.tested(work, { production, reader: card }, options)
    } catch (error) {
      // It is written, and nobody knows yet whether it is good: the production stays open.
      if (!(error instanceof Interruption)) throw error
      return this.notMade(work, untested(error), production)
    }
  }

  private async notMade(
    { checked }: Work,
    end: MakeEnd,
    production: Production | undefined
  ): Promise<MakeResult> {
    const ended =
      production !== undefined && end.outcome === 'scrapped'
        ? await this.parts.log.end(production.id, { state: 'scrapped', reason: 'keys-wrong' })
        : production
    return {
      ...end,
      findings: [...checked.warnings],
      checks: [],
      ...(ended !== undefined && { production: productionViewOf(ended) })
    }
  }

  private async tested(
    work: Work,
    { production, reader }: { production: Production; reader: AccessedCard },
    options: MakeOptions
  ): Promise<MakeResult> {
    const { parts } = this
    const { order, checked, prepared } = work
    const tested = await parts.test.read(reader, prepared, options)
    const checks: MadeCheck[] = [...tested.checks]
    const { test, served } = checked.keys
    let account: string | undefined
    // Whatever any other issuer has to know goes to its own systems.
    if (served && checks.every(({ ok }) => ok)) {
      account = await enrolMadeCard(parts, checked.profile, prepared.record, order.deposit ?? 0)
      checks.push(await parts.test.trial(reader, prepared, production.id))
    }
    const isGood = checks.every(({ ok }) => ok)
    const ended = isGood ? await parts.log.end(production.id, { state: 'made' }) : production
    const { pan, psn, name, expiry, pin } = prepared.record
    const hasLetter = isGood && order.makePin === true && pin !== undefined
    if (hasLetter) this.pins.set(production.id, { pin, name, pan: truncatedPan(pan) })
    return {
      ...(isGood
        ? { outcome: 'made', sentence: say.made }
        : { outcome: 'unfinished', sentence: say.failedChecks, advice: say.failedChecksAdvice }),
      findings: [...checked.warnings],
      report: tested.report,
      checks,
      production: productionViewOf(ended),
      ...(hasLetter && { pinLetter: true }),
      card: {
        ...{ pan: truncatedPan(pan), psn, name, expiry, profile: checked.profile.name, test },
        ...(account !== undefined && { account })
      }
    }
  }
}

interface Work {
  readonly order: MakeOrder
  readonly checked: CardOrder
  readonly prepared: PreparedCard
}

function profileOf({ profile }: MakeOrder): PersonalizationProfile {
  return typeof profile === 'string' ? builtInProfile(profile) : profile
}
