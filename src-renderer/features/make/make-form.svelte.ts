import type { AppErrorData } from '../../../src-main/contract/common'
import type {
  IssuerView,
  MakeRequest,
  ProductionView,
  ProfileView
} from '../../../src-main/contract/production'
import type { CheckFinding } from '../../../src-main/contract/verification'
import { errorOf, type Client } from '../../ipc/client'
import type { ProductionState } from '../../state/production.svelte'
import { checkForm, emptyTexts, limitTexts, type FormTexts } from './form-rules'

/** What main said of an order. */
interface Checked {
  /** The order as text, by which an answer is known to be about what stands in the form now. */
  readonly about: string
  readonly ok: boolean
  readonly findings: readonly CheckFinding[]
  /** The number that the card would get, truncated. */
  readonly pan?: string | undefined
}

const FIELDS: ReadonlySet<string> = new Set([
  ...['name', 'extendedName', 'document.number', 'expiry', 'effective', 'pan', 'psn', 'serviceCode'],
  ...['account', 'pin', 'pinAgain', 'deposit']
])

/** The applicant's form: what was typed, what is wrong with it, and what would be made. */
export class MakeForm {
  texts = $state<FormTexts>(emptyTexts(today(), undefined))
  choosesPin = $state(true)
  lot = $state<string>()
  /** The production whose spoiled card the next one replaces. */
  replaces = $state.raw<Pick<ProductionView, 'id' | 'pan'>>()
  /** The production that is made anew on its chip, with the number that it has. */
  again = $state.raw<Pick<ProductionView, 'id' | 'pan'>>()
  /** Fields that were left; what is missing in others is not held against anybody yet. */
  touched = $state.raw<ReadonlySet<string>>(new Set())
  /** The button was pressed: now all that is wrong is said. */
  attempted = $state(false)
  checkError = $state.raw<AppErrorData>()
  #profile = $state<string>()
  #issuer = $state<string>()
  #checked = $state.raw<Checked>()
  readonly #client: Client
  readonly #production: ProductionState
  readonly profile = $derived.by((): ProfileView | undefined => {
    const { profiles } = this.#production
    // A debit card with e-cash is what is asked for most.
    return (
      profiles.find(({ id }) => id === this.#profile) ??
      profiles.find(({ kind }) => kind === 'debit-ecash') ??
      profiles[0]
    )
  })
  readonly issuer = $derived.by((): IssuerView | undefined => {
    const { issuers } = this.#production
    return issuers.find(({ id }) => id === this.#issuer) ?? issuers[0]
  })
  /** Whether a PIN goes onto cards of this profile. */
  readonly hasPin = $derived(this.profile !== undefined && this.profile.kind !== 'ecash')
  readonly #form = $derived.by(() => {
    const { profile, issuer } = this
    if (!profile || !issuer) return undefined
    const choice = {
      ...{
        profile,
        issuer: issuer.id,
        isTest: issuer.test,
        lot: this.lot,
        replaces: this.replaces?.id,
        again: this.again?.id
      },
      choosesPin: this.hasPin && this.choosesPin
    }
    return checkForm(this.texts, choice, today())
  })
  readonly order = $derived.by((): MakeRequest | undefined => this.#form?.order)
  readonly problems = $derived(this.#form?.problems ?? {})
  readonly #about = $derived(this.order && JSON.stringify(this.order))
  /** What main says of the form as it is now; undefined while that is not known. */
  readonly checked = $derived(this.#checked?.about === this.#about ? this.#checked : undefined)
  /** Without a name, its long form is missing as well: that goes without saying. */
  readonly #said = $derived.by((): readonly CheckFinding[] => {
    const findings = this.#checked?.findings ?? []
    return this.problems['name'] === undefined
      ? findings
      : findings.filter(({ path, code }) => path !== 'extendedName' || code !== 'needed')
  })
  /** The last answer, also where the form has changed since. */
  readonly lastChecked = $derived(this.#checked)
  readonly isReady = $derived(Object.keys(this.problems).length === 0 && (this.checked?.ok ?? false))

  constructor(client: Client, production: ProductionState) {
    this.#client = client
    this.#production = production
  }

  chooseProfile(id: string): void {
    this.#profile = id
    this.texts.limits = limitTexts(this.profile)
  }

  chooseIssuer(id: string): void {
    this.#issuer = id
  }

  /** Asks main about the form as it is now. The answer to a question that is overtaken is dropped. */
  async check(): Promise<void> {
    const { order } = this
    const about = this.#about
    if (!order || about === undefined || this.checked) return
    try {
      const answer = await this.#client.call('make.check', order)
      if (about !== this.#about) return
      this.#checked = { about, ...answer }
      this.checkError = undefined
    } catch (thrown) {
      if (about === this.#about) this.checkError = errorOf(thrown)
    }
  }

  /** After an answer that came too late to know better: the next card gets another number. */
  forgetCheck(): void {
    this.#checked = undefined
  }

  touch(path: string): void {
    if (!this.touched.has(path)) this.touched = new Set([...this.touched, path])
  }

  /** What is to be said at a field now: own sentences first, then main's findings. */
  findingsOf(path: string): readonly CheckFinding[] {
    return this.#said.filter((finding) => finding.path === path)
  }

  /** Fields that keep the card from being made, as far as that is known. */
  readonly wrongCount = $derived.by((): number => {
    const failed = this.#said.filter(({ level }) => level === 'failed')
    return new Set([...Object.keys(this.problems), ...failed.map(({ path }) => path)]).size
  })

  /** Whether what is found is said at a field of the form. */
  isField(path: string): boolean {
    return FIELDS.has(path) || path.startsWith('limits.')
  }

  shows(path: string): boolean {
    return this.attempted || this.touched.has(path)
  }

  /** The next card is made in the place of a scrapped one, of the same kind and from the same stock where there is any left. */
  replace({ id, pan, profile, lot }: ProductionView): void {
    const { profiles, lots } = this.#production
    if (profile !== this.profile?.id && profiles.some((known) => known.id === profile))
      this.chooseProfile(profile)
    this.lot = lots.some((known) => known.id === lot && known.kind === 'blank' && known.left > 0)
      ? lot
      : undefined
    this.replaces = { id, pan }
    this.again = undefined
  }

  /** A card that was begun and not finished: the holder's data are not kept, so they are given again. */
  resume({ id, pan, profile }: ProductionView): void {
    if (profile !== this.profile?.id && this.#production.profiles.some((known) => known.id === profile))
      this.chooseProfile(profile)
    this.again = { id, pan }
    this.replaces = undefined
  }

  /** The next customer finds an empty form; what kind of card is made stays. */
  reset(): void {
    this.texts = emptyTexts(today(), this.profile)
    this.touched = new Set()
    this.attempted = false
    this.replaces = undefined
    this.again = undefined
    this.forgetCheck()
  }

  /** The limits of the profile that is chosen at the first look. */
  begin(): void {
    this.texts.limits = limitTexts(this.profile)
  }
}

/** In this machine's time zone, `YYYY-MM-DD`. */
function today(): string {
  const now = new Date()
  const two = (value: number): string => String(value).padStart(2, '0')
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`
}
