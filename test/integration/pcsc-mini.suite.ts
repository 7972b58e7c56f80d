import { PcscMiniDriver } from '../../src-main/adapters/pcsc/pcsc-mini/driver'
import { startPcscd } from '../support/pcscd'
import { conformanceSuite } from '../support/reader-conformance'

export const suite = conformanceSuite('pcsc-mini on pcscd', startPcscd, () => new PcscMiniDriver())
