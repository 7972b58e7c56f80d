import type { privilegePhrases } from '../../../src-main/texts/phrases/globalplatform'

export type Privilege = keyof typeof privilegePhrases

/** Privileges in the order of how often applications want them. */
export const privileges = {
  usual: ['card-reset', 'cvm-management', 'card-lock', 'card-terminate'],
  others: [
    ...(['security-domain', 'dap-verification', 'mandated-dap-verification'] as const),
    ...(['delegated-management', 'authorized-management', 'token-management'] as const),
    ...(['receipt-generation', 'ciphered-load-file', 'trusted-path', 'global-delete'] as const),
    ...(['global-lock', 'global-registry', 'global-service', 'final-application'] as const),
    ...(['contactless-activation', 'contactless-self-activation'] as const)
  ]
} as const satisfies Readonly<Record<'usual' | 'others', readonly Privilege[]>>

/** The same for security domains; that they are some goes without saying. */
export const domainPrivileges = {
  usual: ['authorized-management', 'delegated-management', 'dap-verification'],
  others: [
    ...(['mandated-dap-verification', 'token-management', 'receipt-generation'] as const),
    ...(['ciphered-load-file', 'trusted-path', 'global-delete', 'global-lock', 'global-registry'] as const),
    ...(['global-service', 'final-application', 'card-lock', 'card-terminate', 'card-reset'] as const),
    ...(['cvm-management', 'contactless-activation', 'contactless-self-activation'] as const)
  ]
} as const satisfies Readonly<Record<'usual' | 'others', readonly Privilege[]>>

const known: ReadonlySet<string> = new Set([...privileges.usual, ...privileges.others])

/** Those that are known here. */
export function privilegesNamed(ids: readonly string[]): Privilege[] {
  return ids.filter((id): id is Privilege => known.has(id))
}
