import { runSuite } from '../../support/run-suite'
import { suite } from './vectors.suite'

runSuite(suite)
