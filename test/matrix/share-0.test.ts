import { matrixSuite } from './support/matrix-suite'

matrixSuite(0, 2)
