import { runSuite } from '../../support/run-suite'
import { suite } from './keys.suite'

runSuite(suite)
