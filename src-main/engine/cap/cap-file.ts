import type { ComponentName } from './component'

/** A package by its AID and version, as one names another. */
export interface PackageReference {
  readonly aid: Uint8Array
  readonly major: number
  readonly minor: number
}

/** What a CAP file holds, as far as loading and installing need it. */
export interface CapFile {
  readonly package: PackageReference
  /** Version of the CAP format, e.g. `2.1`. */
  readonly format: string
  /** The card needs 32-bit integers. */
  readonly usesInt: boolean
  /** AIDs of the applets that can be installed from it; none for a library. */
  readonly applets: readonly Uint8Array[]
  /** Packages that must be on the card. */
  readonly imports: readonly PackageReference[]
  /** Oldest Java Card version that has the framework it was compiled for; undefined for an unknown one. */
  readonly javaCard?: string
  /** All components, by name; each with tag and length. */
  readonly components: ReadonlyMap<ComponentName, Uint8Array>
}

/** Why a file is not a CAP file that can be loaded. */
export type CapProblem =
  | {
      readonly kind:
        | 'too-large'
        | 'not-a-zip'
        | 'archive-broken'
        | 'archive-unsupported'
        | 'no-package'
        | 'several-packages'
        | 'extended-format'
    }
  | {
      readonly kind:
        | 'component-missing'
        | 'component-broken'
        | 'component-too-large'
        | 'component-unsupported'
        | 'component-changed'
      readonly component: ComponentName
    }

export type CapOutcome =
  { readonly kind: 'ok'; readonly cap: CapFile } | { readonly kind: 'problem'; readonly problem: CapProblem }
