import { runSuite } from '../../support/run-suite'
import { suite } from './embedded-issuer.suite'

runSuite(suite)
