import { runSuite } from '../../support/run-suite'
import { suite } from './primitives.suite'

runSuite(suite)
