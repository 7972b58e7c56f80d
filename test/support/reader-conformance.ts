import { type ReaderDriver } from '../../src-main/services/readers/reader-driver'
import { type ConformanceContext } from './conformance/context'
import { exchangeCases } from './conformance/exchange-cases'
import { recoveryCases } from './conformance/recovery-cases'
import { sharingCases } from './conformance/sharing-cases'
import { watchingCases } from './conformance/watching-cases'
import { type Pcscd } from './pcscd'
import { type Case, defineSuite, type Suite } from './suite'

/** The same for every PC/SC driver; what a driver says it cannot do must end in a clean `unsupported`. */
export const conformanceCases: readonly Case<ConformanceContext>[] = [
  ...watchingCases,
  ...exchangeCases,
  ...sharingCases,
  ...recoveryCases
]

/** The conformance cases as a suite on the real service. */
export function conformanceSuite(
  name: string,
  startService: () => Promise<Pcscd>,
  makeDriver: () => ReaderDriver
): Suite {
  return defineSuite<ConformanceContext>({
    name,
    setUp: async () => ({ pcscd: await startService(), makeDriver }),
    tearDown: ({ pcscd }) => pcscd.release(),
    cases: conformanceCases
  })
}
