import commands from '../../../../resources/dictionaries/commands.json'
import type { LocalText } from '../../../texts/local-text'
import type { CommandApdu } from '../../apdu/command-apdu'

/** How a command's data field is taken apart. */
export type CommandData =
  | 'none'
  | 'raw'
  | 'tlv'
  | 'select'
  | 'aid'
  | 'gpo'
  | 'cdol'
  | 'ddol'
  | 'issuer-authentication'
  | 'scp-external-authenticate'
  | 'host-challenge'
  | 'install'
  | 'put-data'
  | 'mac'
  | 'secret'

/** How the answer's data field is taken apart. */
export type ResponseData =
  | 'none'
  | 'raw'
  | 'tlv'
  | 'record'
  | 'processing-options'
  | 'application-cryptogram'
  | 'dynamic-signature'
  | 'challenge'
  | 'initialize-update'
  | 'uid'
  | 'ats'
  | 'block'
  | 'firmware'
  | 'picc-parameters'
  | 'led-state'

/** `iso`: CLA 00 to 7F; `own`: proprietary, 80 to FE; `any` of the two; `reader`: CLA FF, answered by the reader. */
export type CommandClass = 'iso' | 'own' | 'any' | 'reader'

export interface KnownCommand {
  /** The specification's name, e.g. `READ RECORD`. */
  readonly name: string
  readonly class: CommandClass
  readonly title: LocalText
  readonly source: string
  readonly data: CommandData
  readonly response: ResponseData
  readonly p1Codes?: Readonly<Record<string, LocalText>>
  readonly p2Codes?: Readonly<Record<string, LocalText>>
}

interface CommandRecord extends KnownCommand {
  readonly ins: string
  readonly p1?: string
  readonly p2?: string
  readonly lc?: number
}

const records = commands as unknown as readonly CommandRecord[]
const byIns = new Map<number, CommandRecord[]>()
for (const record of records) {
  const ins = Number.parseInt(record.ins, 16)
  byIns.set(ins, [...(byIns.get(ins) ?? []), record])
}

/**
 * The command that a header names; undefined for an unknown one. CLA 04 and 84 with a command of the other class are
 * accepted for EMV's issuer commands, which cards use with either.
 */
export function knownCommand(apdu: CommandApdu): KnownCommand | undefined {
  const candidates = (byIns.get(apdu.ins) ?? []).filter((record) => fits(record, apdu))
  const own = classOf(apdu.cla)
  return (
    candidates.find((record) => record.class === own || (record.class === 'any' && own !== 'reader')) ??
    (own === 'own' && secured(apdu.cla) ? candidates.find((record) => record.class === 'iso') : undefined)
  )
}

export function classOf(cla: number): Exclude<CommandClass, 'any'> {
  return cla === 0xff ? 'reader' : cla >= 0x80 ? 'own' : 'iso'
}

/** Whether the class byte announces secure messaging (GlobalPlatform's or ISO's). */
export function secured(cla: number): boolean {
  if (cla === 0xff) return false
  return (cla & 0x40) !== 0 ? (cla & 0x20) !== 0 : (cla & 0x0c) !== 0
}

/** Logical channel: 0 to 3 in the first interindustry form of the class byte, 4 to 19 in the further one. */
export function channelOf(cla: number): number {
  if (cla === 0xff) return 0
  return (cla & 0x40) !== 0 ? 4 + (cla & 0x0f) : cla & 0x03
}

function fits({ p1, p2, lc }: CommandRecord, apdu: CommandApdu): boolean {
  return (
    (p1 === undefined || Number.parseInt(p1, 16) === apdu.p1) &&
    (p2 === undefined || Number.parseInt(p2, 16) === apdu.p2) &&
    (lc === undefined || lc === apdu.data.length)
  )
}
