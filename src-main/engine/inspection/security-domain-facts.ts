import type { SecurityDomainView } from '../../contract/report'
import { sameText } from '../../texts/local-text'
import { listText } from '../../texts/phrases/values'
import { reportPhrases as label } from '../../texts/phrases/report'
import type { Fact } from './report-facts'

/** What is said of a security domain, without its keys and its production data. */
export function securityDomainFacts({ aid, lifeCycle, protocols }: SecurityDomainView): Fact[] {
  return [
    { label: label.aid, value: sameText(aid) },
    ...(lifeCycle === undefined ? [] : [{ label: label.lifeCycle, value: lifeCycle }]),
    ...(protocols.length === 0 ? [] : [{ label: label.protocols, value: listText(protocols.map(sameText)) }])
  ]
}
