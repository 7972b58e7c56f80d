import { runSuite } from '../../support/run-suite'
import { suite } from './versions.suite'

runSuite(suite)
