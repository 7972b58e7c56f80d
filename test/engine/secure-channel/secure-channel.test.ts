import { runSuite } from '../../support/run-suite'
import { suite } from './secure-channel.suite'

runSuite(suite)
