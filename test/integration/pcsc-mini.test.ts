import { runSuite } from '../support/run-suite'
import { suite } from './pcsc-mini.suite'

runSuite(suite)
