import { secureChannelSuite } from './secure-channel.suite'

secureChannelSuite()
