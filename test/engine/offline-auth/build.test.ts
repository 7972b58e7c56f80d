import { runSuite } from '../../support/run-suite'
import { suite } from './build.suite'

runSuite(suite)
