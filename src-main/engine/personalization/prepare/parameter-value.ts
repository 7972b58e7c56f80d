import type { PersonalizationProfile, ProfileParameter } from '../../../contract/personalization'
import { hex } from '../../bytes/hex'
import { gbk } from './text-value'

/** A parameter of the issuer or the product as bytes. */
export function parameterValue(
  { product, issuer }: PersonalizationProfile,
  name: ProfileParameter
): Uint8Array {
  switch (name) {
    case 'product.aid':
      return hex(product.aid)
    case 'product.label':
      return gbk(product.label)
    case 'product.preferredName':
      return gbk(product.preferredName)
    case 'product.priority':
      return hex(product.priority)
    case 'issuer.country':
      return hex(issuer.country)
    case 'issuer.currency':
      return hex(issuer.currency)
    case 'issuer.languages':
      return gbk(issuer.languages)
    case 'issuer.codeTable':
      return hex(issuer.codeTable)
    case 'issuer.applicationVersion':
      return hex(issuer.applicationVersion)
    case 'issuer.usageControl':
      return hex(issuer.usageControl)
    case 'issuer.cvmList':
      return hex(issuer.cvmList)
    case 'issuer.actionCodes.default':
      return hex(issuer.actionCodes.default)
    case 'issuer.actionCodes.denial':
      return hex(issuer.actionCodes.denial)
    case 'issuer.actionCodes.online':
      return hex(issuer.actionCodes.online)
    case 'issuer.aip':
      return hex(issuer.aip)
    case 'issuer.cdol1':
      return hex(issuer.cdol1)
    case 'issuer.cdol2':
      return hex(issuer.cdol2)
    case 'issuer.ddol':
      return hex(issuer.ddol)
    case 'issuer.productIdentification':
      return gbk(issuer.productIdentification)
    case 'issuer.ecashAuthorisationCode':
      return gbk(issuer.ecashAuthorisationCode)
    case 'issuer.pinTries':
      return hex(issuer.pinTries)
  }
}
