import { runSuite } from '../../support/run-suite'
import { suite } from './asymmetric.suite'

runSuite(suite)
