import { concat } from '../../engine/bytes/bytes'
import { hex } from '../../engine/bytes/hex'
import { sha256 } from '../../engine/crypto/hash'
import { secretKey } from '../../engine/crypto/key-ref'
import { runComposition } from '../../engine/key-operations/run-composition'
import { diversifiedKeys, type Diversification } from '../../engine/secure-channel/diversification'
import { tlv } from '../../engine/tlv/tlv'
import { DIRECTORY_FCI } from '../applications/directory'
import { recordCell } from '../applications/records'
import { factoryLoadFiles, originOf } from '../applications/native-packages'
import { RANDOM_STATE } from '../applications/random'
import { dataCell, SCP02_OPTIONS } from '../applications/security-domain/data-cells'
import { KEY_TYPE, writeKey } from '../applications/security-domain/domain-keys'
import { ISD_AID } from '../applications/security-domain/security-domain'
import type { CardImage } from '../card-image'
import { writeChipSettings, type ChipSettings } from '../chip/chip-settings'
import { CardMemory } from '../memory/card-memory'
import type { MemoryArea } from '../memory/memory-area'
import { instanceArea, registryOf } from '../os/card-content'
import { APPLICATION_STATE, type CARD_STATE } from '../os/registry'

/** Chinese, then English (ISO 639). */
export const LANGUAGES = Uint8Array.from('zhen', (letter) => letter.charCodeAt(0))
/** Issuer code table index as Chinese cards set it, although the preferred name beside it is GBK. */
export const CODE_TABLE = hex('01')

/** `1PAY.SYS.DDF01` and `2PAY.SYS.DDF01`. */
const PSE_AID = hex('315041592E5359532E4444463031')
const PPSE_AID = hex('325041592E5359532E4444463031')
const DIRECTORY_SFI = 1
/** Privileges of the issuer security domain: security domain, card lock, card terminate, card reset, CVM management. */
const ISD_PRIVILEGES = hex('9E')
/** Security domain, authorized management. */
const INSTALLING_DOMAIN = hex('804000')
const NO_PRIVILEGES = hex('00')

/** Well-known test key of factory-fresh cards; key set FF, keys 1 to 3, triple DES with 16 bytes. */
const FACTORY_KEY = hex('404142434445464748494A4B4C4D4E4F')
const FACTORY_KEY_VERSION = 0xff

export interface CardBody extends ChipSettings {
  readonly cardState: (typeof CARD_STATE)[keyof typeof CARD_STATE]
  /** 4 bytes, different for each card: CPLC serial number, last bytes of the key diversification data. */
  readonly serial: Uint8Array
}

/** A supplementary security domain with keys of its own, derived from those that everyone knows. */
export interface ElementDomain {
  readonly aid: Uint8Array
  readonly keyVersion: number
  readonly algorithm: '3des' | 'aes'
  readonly diversification: Diversification
  /** "i" of SCP02, where it is not the chip's usual one. */
  readonly scp02Options?: number
}

/** An application in the directories. */
export interface DirectoryItem {
  readonly aid: Uint8Array
  readonly label: Uint8Array
  /** 1 is the highest. */
  readonly priority: number
  readonly preferredName: Uint8Array
}

/** Writes a card's memory before the card is ever powered. */
export class CardBuilder {
  readonly #memory = CardMemory.empty()

  constructor(body: CardBody) {
    writeChipSettings(this.#memory, body)
    const registry = registryOf(this.#memory)
    registry.cardState = body.cardState
    for (const file of factoryLoadFiles()) registry.putLoadFile(file)
    const domain = this.install(ISD_AID, 'security-domain', ISD_PRIVILEGES)
    domain.write(dataCell(0x42), hex('622848'))
    domain.write(dataCell(0x45), concat(hex('00000000'), body.serial))
    domain.write(dataCell(0xc1), hex('0000'))
    domain.write(dataCell(0xcf), concat(hex('435754455354'), body.serial))
    domain.write(dataCell(0x9f7f), productionData(body.serial))
    domain.write(RANDOM_STATE, sha256(domain.need(dataCell(0x9f7f))))
    for (const id of [1, 2, 3]) {
      writeKey(domain, { version: FACTORY_KEY_VERSION, id, type: KEY_TYPE.des, value: FACTORY_KEY })
    }
  }

  /** Adds an instance and returns its cells. */
  install(aid: Uint8Array, module: string, privileges = NO_PRIVILEGES): MemoryArea {
    registryOf(this.#memory).put({
      ...{ aid, module, lifeCycle: APPLICATION_STATE.personalized, privileges },
      ...originOf(module)
    })
    return instanceArea(this.#memory, aid)
  }

  /** Adds a domain below the issuer's that may install by itself. */
  installDomain({ aid, keyVersion, algorithm, diversification, scp02Options }: ElementDomain): void {
    const issuer = instanceArea(this.#memory, ISD_AID)
    const domain = this.install(aid, 'security-domain', INSTALLING_DOMAIN)
    const kdd = issuer.need(dataCell(0xcf))
    domain.write(dataCell(0xcf), kdd)
    domain.write(dataCell(0xc1), hex('0000'))
    domain.write(RANDOM_STATE, sha256(concat(issuer.need(dataCell(0x9f7f)), aid)))
    if (scp02Options !== undefined) domain.write(SCP02_OPTIONS, Uint8Array.of(scp02Options))
    const master = secretKey(algorithm, FACTORY_KEY)
    const masters = { enc: master, mac: master, dek: master }
    const { enc, mac, dek } = runComposition(diversifiedKeys(diversification, masters, kdd))
    for (const [index, key] of [enc, mac, dek].entries()) {
      if (!('secret' in key)) throw new Error('installDomain: keys of ready-made cards are in memory')
      const type = algorithm === 'aes' ? KEY_TYPE.aes : KEY_TYPE.des
      key.secret.use((value) =>
        writeKey(domain, { version: keyVersion, id: index + 1, type, value: value.slice() })
      )
    }
  }

  /** Adds the contact and the contactless directory over these applications. */
  installDirectories(items: readonly DirectoryItem[]): void {
    const pse = this.install(PSE_AID, 'pse')
    pse.write(DIRECTORY_FCI, tlv(0xa5, tlv(0x88, hex('01')), tlv(0x5f2d, LANGUAGES), tlv(0x9f11, CODE_TABLE)))
    items.forEach((item, index) => {
      const entry = tlv(0x61, ...directoryEntry(item), tlv(0x9f12, item.preferredName))
      pse.write(recordCell(DIRECTORY_SFI, index + 1), tlv(0x70, entry))
    })
    const ppse = this.install(PPSE_AID, 'ppse')
    ppse.write(
      DIRECTORY_FCI,
      tlv(0xa5, tlv(0xbf0c, ...items.map((item) => tlv(0x61, ...directoryEntry(item)))))
    )
  }

  image(): CardImage {
    return { format: 'cardwright-card', version: 1, memory: this.#memory.toImage() }
  }
}

function directoryEntry({ aid, label, priority }: DirectoryItem): Uint8Array[] {
  return [tlv(0x4f, aid), tlv(0x50, label), tlv(0x87, Uint8Array.of(priority))]
}

/** Card production life cycle data, 42 bytes (GlobalPlatform; dates are a year digit and a day of that year). */
function productionData(serial: Uint8Array): Uint8Array {
  const maker = hex('4357')
  const made = hex('6001')
  return concat(
    concat(maker, hex('0001'), maker, made, hex('0100'), made, serial, hex('0001')),
    concat(maker, made, maker, made, maker, made, hex('00000001'), maker, made, hex('00000001'))
  )
}
