import { equalBytes } from '../../engine/bytes/bytes'
import { hex } from '../../engine/bytes/hex'
import type { LoadFile } from '../os/registry-entries'

/** A package whose code is part of the virtual chip: a load file with its AID brings that code to life. */
interface NativePackage {
  readonly aid: Uint8Array
  /** AID of each module with the name of its code. */
  readonly modules: readonly { readonly aid: Uint8Array; readonly code: string }[]
}

/** `CWPBOC`, a proprietary AID: the PBOC application and its two directories. */
const PBOC: NativePackage = {
  aid: hex('F0435750424F43'),
  modules: [
    { aid: hex('F0435750424F4301'), code: 'pboc' },
    { aid: hex('F0435750424F4302'), code: 'pse' },
    { aid: hex('F0435750424F4303'), code: 'ppse' }
  ]
}

/** The package of security domains under its usual AID; part of the chip and never deleted. */
const SECURITY_DOMAINS: NativePackage = {
  aid: hex('A0000001515350'),
  modules: [{ aid: hex('A000000151535041'), code: 'security-domain' }]
}

const PACKAGES = [SECURITY_DOMAINS, PBOC]
/** What code does that the virtual chip does not know: it can be selected, and no more. */
const UNKNOWN_CODE = 'inert'

/** The load files that stock leaves the factory with; they take no room, as they are not in the changeable memory. */
export function factoryLoadFiles(): LoadFile[] {
  return PACKAGES.map(({ aid, modules }) => ({
    aid,
    version: hex('0100'),
    modules: modules.map((module) => module.aid),
    size: 0
  }))
}

/** Whether the load file is part of the chip for good. */
export function isPermanent(loadFile: Uint8Array): boolean {
  return equalBytes(loadFile, SECURITY_DOMAINS.aid)
}

/** Name of the code that a module runs. */
export function codeOf(loadFile: Uint8Array, module: Uint8Array): string {
  const native = PACKAGES.find(({ aid }) => equalBytes(aid, loadFile))
  return native?.modules.find(({ aid }) => equalBytes(aid, module))?.code ?? UNKNOWN_CODE
}

/** Where code of this name comes from; undefined for code without a module. */
export function originOf(
  code: string
): { readonly loadFile: Uint8Array; readonly moduleAid: Uint8Array } | undefined {
  for (const { aid, modules } of PACKAGES) {
    const found = modules.find((module) => module.code === code)
    if (found !== undefined) return { loadFile: aid, moduleAid: found.aid }
  }
  return undefined
}
