import type { ApplicationModule } from '../os/application-module'
import { inertModule } from './inert'
import { ppseModule, pseModule } from './directory'
import { pbocModule } from './pboc/pboc-application'
import { securityDomainModule } from './security-domain/security-domain'

/** The application code that every virtual card carries. */
export const CARD_MODULES: readonly ApplicationModule[] = [
  securityDomainModule,
  pseModule,
  ppseModule,
  pbocModule,
  inertModule
]
