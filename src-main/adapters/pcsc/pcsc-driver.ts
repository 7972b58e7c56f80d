import { type ReaderDriver } from '../../services/readers/reader-driver'
import { PcscMiniDriver } from './pcsc-mini/driver'
import { PcscliteDriver } from './pcsclite/driver'

/**
 * The PC/SC driver of this run: pcsc-mini, or pcsclite where the environment says `CARDWRIGHT_PCSC_DRIVER=pcsclite`.
 * Loads nothing before it is started.
 */
export function createPcscDriver(environment: NodeJS.ProcessEnv): ReaderDriver {
  return environment['CARDWRIGHT_PCSC_DRIVER'] === 'pcsclite' ? new PcscliteDriver() : new PcscMiniDriver()
}
