import { runSuite } from '../support/run-suite'
import { suite } from './runtime.suite'

runSuite(suite)
