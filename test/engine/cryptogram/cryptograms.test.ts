import { runSuite } from '../../support/run-suite'
import { suite } from './cryptograms.suite'

runSuite(suite)
