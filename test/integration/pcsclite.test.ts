import { PcscliteDriver } from '../../src-main/adapters/pcsc/pcsclite/driver'
import { startPcscd } from '../support/pcscd'
import { conformanceSuite } from '../support/reader-conformance'
import { runSuite } from '../support/run-suite'

// Not as a `.suite.ts`: this binding does not load inside Electron.
runSuite(conformanceSuite('pcsclite on pcscd', startPcscd, () => new PcscliteDriver()))
