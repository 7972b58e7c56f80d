/** What of `process.versions` counts. */
export interface RuntimeVersions {
  readonly electron?: string | undefined
}

/** Since this version an Electron is fit for more than trying out; the development fallback (25) is older. */
const OLDEST_ELECTRON = 30

/**
 * Whether keys that protect something may be used in this runtime: not in the development fallback, which gets no
 * security fixes any more. Plain Node, which the command line runs on, may.
 */
export function mayHoldRealKeys({ electron }: RuntimeVersions): boolean {
  return electron === undefined || Number.parseInt(electron, 10) >= OLDEST_ELECTRON
}
