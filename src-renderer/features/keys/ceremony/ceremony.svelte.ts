import type { KeyRecord, KeyUsage } from '../../../../src-main/contract/vault'
import type {
  CeremonyProgress,
  GenerateRequest,
  PurposeView
} from '../../../../src-main/contract/vault-calls'
import type { CallInput } from '../../../../src-main/contract/ipc'
import type { TextKey } from '../../../../src-main/texts/window/index'
import type { Client } from '../../../ipc/client'
import type { KeysState } from '../../../state/keys.svelte'
import { Attempt } from '../attempt.svelte'

export const ceremonySteps = ['purpose', 'algorithm', 'how', 'enter', 'done'] as const
export type CeremonyStep = (typeof ceremonySteps)[number]
export const ways = ['two', 'three', 'block', 'cryptogram', 'generate', 'token'] as const
/** How a key comes in. */
export type Way = (typeof ways)[number]
type Symmetric = CallInput<'vault.ceremony'>['algorithm']

const LABEL = /^[\p{L}\p{N}][\p{L}\p{N}._-]{0,39}$/u

/**
 * A key comes in, step by step. Knows everything about the key but the key: components, key blocks and passphrases pass
 * through its methods and are never kept.
 */
export class Ceremony {
  step = $state<CeremonyStep>()
  usage = $state<KeyUsage>('imk-ac')
  label = $state('')
  kind = $state<KeyRecord['kind']>('TEST')
  exportable = $state(false)
  algorithm = $state<KeyRecord['algorithm']>('3des')
  bits = $state(128)
  way = $state<Way>('two')
  method = $state<'zeros' | 'ones' | 'cmac'>('zeros')
  /** Kept on the token, after it went through this program's memory. */
  toToken = $state(false)
  kek = $state('')
  /** For the log. */
  custodian = $state('')
  progress = $state.raw<CeremonyProgress>()
  /** The key that came in. */
  record = $state.raw<KeyRecord>()
  /** The vault was locked in the middle. */
  interrupted = $state(false)
  readonly attempt = new Attempt()

  readonly purpose = $derived.by((): PurposeView | undefined =>
    this.#keys.purposes.find(({ usage }) => usage === this.usage)
  )
  readonly lengths = $derived(
    this.purpose?.algorithms.find(({ algorithm }) => algorithm === this.algorithm)?.bits ?? []
  )
  /** Key-encrypting keys of the same kind. */
  readonly keks = $derived.by(() => this.#keys.keks.filter(({ kind }) => kind === this.kind))
  readonly hasToken = $derived.by(() => this.#keys.status?.tokenInfo !== undefined)
  /** Why a way is not open. */
  readonly closed = $derived.by((): Partial<Record<Way, TextKey>> => this.#closedWays())
  readonly openWays = $derived(ways.filter((way) => this.closed[way] === undefined))
  readonly labelProblem = $derived.by((): TextKey | undefined => this.#labelProblem())
  readonly kindRefused = $derived.by(() => this.kind === 'real' && this.#keys.status?.realKeys !== true)
  readonly isSymmetric = $derived(this.algorithm !== 'rsa' && this.algorithm !== 'sm2')

  readonly #client: Client
  readonly #keys: KeysState
  #ceremony: string | undefined

  constructor(client: Client, keys: KeysState) {
    this.#client = client
    this.#keys = keys
  }

  get mayGo(): boolean {
    if (this.step === 'purpose') return this.label !== '' && !this.labelProblem && !this.kindRefused
    if (this.step === 'how') return this.closed[this.way] === undefined
    return true
  }

  begin(): void {
    this.#reset()
    this.step = 'purpose'
  }

  async next(): Promise<void> {
    if (!this.mayGo) return
    if (this.step === 'purpose') {
      this.#chooseAlgorithm()
      this.step = 'algorithm'
    } else if (this.step === 'algorithm') {
      this.method = this.algorithm === 'aes' ? 'ones' : 'zeros'
      if (this.closed[this.way]) this.way = this.openWays[0] ?? 'generate'
      this.step = 'how'
    } else if (this.step === 'how') {
      this.kek = this.keks.find(({ label }) => label === this.kek)?.label ?? this.keks[0]?.label ?? ''
      if (this.way === 'two' || this.way === 'three') await this.#startComponents()
      else this.step = 'enter'
    }
  }

  /** One step back. Components that were entered are forgotten. */
  async back(): Promise<void> {
    await this.#forget()
    this.attempt.clear()
    if (this.step === 'enter') this.step = 'how'
    else if (this.step === 'how') this.step = 'algorithm'
    else if (this.step === 'algorithm') this.step = 'purpose'
  }

  /** Nothing is kept. */
  async cancel(): Promise<void> {
    await this.#forget()
    this.#reset()
  }

  /** The vault was locked: main has forgotten what was entered. */
  interrupt(): void {
    if (this.step === undefined || this.step === 'done') return
    this.#ceremony = undefined
    this.#reset()
    this.interrupted = true
  }

  chooseAlgorithm(algorithm: KeyRecord['algorithm']): void {
    this.algorithm = algorithm
    if (!this.lengths.includes(this.bits)) {
      this.bits = algorithm === 'rsa' ? 2048 : (this.lengths[0] ?? 128)
    }
  }

  /** Resolves to whether it was taken. */
  async addComponent(custodian: string, component: string, kcv: string): Promise<boolean> {
    const ceremony = this.#ceremony
    if (ceremony === undefined) return false
    const taken = await this.attempt.run(() =>
      this.#client.call('vault.component', { ceremony, custodian, component, kcv })
    )
    if (taken) this.progress = taken.value
    return taken !== undefined
  }

  async confirm(kcv: string): Promise<void> {
    const ceremony = this.#ceremony
    if (ceremony === undefined) return
    await this.#arrive(() => this.#client.call('vault.confirm', { ceremony, kcv }))
  }

  async generate(): Promise<void> {
    const backend = this.way === 'token' ? 'token' : 'software'
    const { kind, algorithm, bits } = this
    await this.#arrive(() =>
      this.#client.call('vault.generate', { ...this.#described(), kind, algorithm, bits, backend })
    )
  }

  async importBlock(block: string): Promise<void> {
    const { kek } = this
    await this.#arrive(() =>
      this.#client.call('vault.import-block', { ...this.#described(), block, kek, backend: this.#backend() })
    )
  }

  async importCryptogram(cryptogram: string, mode: 'ecb' | 'cbc', kcv: string): Promise<void> {
    const { kek } = this
    const rest = { algorithm: this.#symmetric(), cryptogram, mode, kcv, kek, backend: this.#backend() }
    await this.#arrive(() => this.#client.call('vault.import-cryptogram', { ...this.#described(), ...rest }))
  }

  async #startComponents(): Promise<void> {
    const { label, usage, exportable, kind, bits, method } = this
    const components = this.way === 'three' ? 3 : 2
    const begun = await this.attempt.run(() =>
      this.#client.call('vault.ceremony', {
        ...{ label, usage, exportable, kind, bits, method, components },
        ...{ algorithm: this.#symmetric(), backend: this.#backend() }
      })
    )
    if (!begun) return
    this.#ceremony = begun.value.ceremony
    this.progress = { custodians: [], of: components }
    this.step = 'enter'
  }

  async #arrive(work: () => Promise<KeyRecord>): Promise<void> {
    const come = await this.attempt.run(work)
    if (!come) return
    this.#ceremony = undefined
    this.progress = undefined
    this.record = come.value
    this.step = 'done'
    await this.#keys.refresh()
  }

  #described(): Pick<GenerateRequest, 'label' | 'usage' | 'exportable' | 'custodian'> {
    const { label, usage, exportable } = this
    const custodian = this.custodian.trim()
    return { label, usage, exportable, ...(custodian !== '' && { custodian }) }
  }

  #backend(): 'software' | 'token' {
    return this.toToken && this.hasToken ? 'token' : 'software'
  }

  #symmetric(): Symmetric {
    const { algorithm } = this
    if (algorithm === 'rsa' || algorithm === 'sm2') throw new Error('key pairs do not come in so')
    return algorithm
  }

  #chooseAlgorithm(): void {
    const all = this.purpose?.algorithms ?? []
    const kept = all.find(({ algorithm }) => algorithm === this.algorithm) ?? all[0]
    if (kept) this.chooseAlgorithm(kept.algorithm)
    if (!this.purpose?.blocks) this.exportable = false
  }

  #labelProblem(): TextKey | undefined {
    const { label } = this
    if (label === '') return undefined
    if (!LABEL.test(label) || /^[0-9A-F]{16}$/i.test(label)) return 'ceremony.labelBad'
    const isTaken = this.#keys.keys.some((key) => key.label.toLowerCase() === label.toLowerCase())
    return isTaken ? 'ceremony.labelTaken' : undefined
  }

  #closedWays(): Partial<Record<Way, TextKey>> {
    const { algorithm } = this
    const asymmetric = this.isSymmetric ? undefined : 'ceremony.closedPair'
    const wrapped = asymmetric ?? (this.keks.length === 0 ? 'ceremony.closedKek' : undefined)
    const travels = this.purpose?.blocks === true && algorithm !== 'sm4'
    const token = !this.hasToken
      ? 'ceremony.closedToken'
      : algorithm === 'sm2' || algorithm === 'sm4'
        ? 'ceremony.closedTokenKind'
        : undefined
    const block = wrapped ?? (travels ? undefined : 'ceremony.closedBlock')
    return {
      ...(asymmetric && { two: asymmetric, three: asymmetric }),
      ...(block && { block }),
      ...(wrapped && { cryptogram: wrapped }),
      ...(token && { token })
    }
  }

  async #forget(): Promise<void> {
    const ceremony = this.#ceremony
    this.#ceremony = undefined
    this.progress = undefined
    if (ceremony !== undefined) {
      await this.attempt.run(() => this.#client.call('vault.abandon', { ceremony }))
      await this.#keys.refresh()
    }
  }

  #reset(): void {
    this.step = undefined
    this.progress = undefined
    this.record = undefined
    this.interrupted = false
    this.attempt.clear()
    Object.assign(this, { label: '', exportable: false, custodian: '', toToken: false })
  }
}
