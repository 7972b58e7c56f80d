import { matrixSuite } from './support/matrix-suite'

matrixSuite(1, 2)
