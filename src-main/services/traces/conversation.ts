import { parseCommandApdu } from '../../engine/apdu/command-apdu'
import { toHex } from '../../engine/bytes/hex'
import { decodeDol } from '../../engine/tlv/dol'
import { decodeTlv, findTag, type TlvNode } from '../../engine/tlv/tlv'
import type { ExplainContext } from '../../engine/trace/explain/context'

const INS_SELECT = 0xa4
const INS_READ_RECORD = 0xb2
const TAG_DF_NAME = 0x84
const TAG_CODE_TABLE = 0x9f11
const TAG_PDOL = 0x9f38
const TAG_CURRENCY = 0x9f42
const LISTS = { cdol1: 0x8c, cdol2: 0x8d, ddol: 0x9f49 } as const
/** Transaction log (EMV Book 3, D3) and load log (JR/T 0025): the files they lie in, and how their records are laid out. */
const LOGS = [
  { entry: 0x9f4d, format: 0x9f4f },
  { entry: 0xdf4d, format: 0xdf4f }
] as const

/**
 * What earlier exchanges of a session say about later ones: the selected application, its data object lists, the
 * layout of its logs. With it, the bytes of a later command or answer are explained by name.
 */
export class Conversation {
  private known: ExplainContext
  /** The tag of the format by the file's short identifier, and the layout by that tag: either may come first. */
  private logFiles = new Map<number, number>()
  private logFormats = new Map<number, ExplainContext['logFormat']>()

  constructor(private readonly reveal: boolean) {
    this.known = { reveal }
  }

  /** The context in which a command and its answer are explained. */
  contextOf(command: Uint8Array): ExplainContext {
    if (command[1] !== INS_READ_RECORD) return this.known
    const format = this.logFiles.get((command[3] ?? 0) >> 3)
    const logFormat = format === undefined ? undefined : this.logFormats.get(format)
    return logFormat === undefined ? this.known : { ...this.known, logFormat }
  }

  /** Learns from an exchange, after it was explained. `response` with its status word; empty where none came. */
  learn(command: Uint8Array, response: Uint8Array): void {
    const parsed = parseCommandApdu(command)
    if (parsed.kind !== 'ok') return
    const { nodes } = decodeTlv(response.subarray(0, -2))
    if (parsed.apdu.ins === INS_SELECT && parsed.apdu.p1 === 0x04) this.select(parsed.apdu.data, nodes)
    const changes: { -readonly [K in keyof ExplainContext]?: ExplainContext[K] } = {}
    for (const [name, tag] of Object.entries({ ...LISTS, pdol: TAG_PDOL })) {
      const list = findTag(nodes, tag)?.value
      if (list !== undefined) changes[name as keyof typeof LISTS | 'pdol'] = decodeDol(list).entries
    }
    const codeTable = findTag(nodes, TAG_CODE_TABLE)?.value[0]
    if (codeTable !== undefined) changes.codeTable = codeTable
    const currency = findTag(nodes, TAG_CURRENCY)?.value
    if (currency?.length === 2) changes.currency = toHex(currency)
    for (const { entry, format } of LOGS) this.learnLog(nodes, entry, format)
    this.known = { ...this.known, ...changes }
  }

  /** Another application: nothing of the one before counts any more. */
  private select(name: Uint8Array, nodes: readonly TlvNode[]): void {
    const rid = toHex(findTag(nodes, TAG_DF_NAME)?.value ?? name)
    this.known = { reveal: this.reveal, ...(rid !== '' && { rid }) }
    this.logFiles = new Map()
    this.logFormats = new Map()
  }

  private learnLog(nodes: readonly TlvNode[], entry: number, format: number): void {
    const sfi = findTag(nodes, entry)?.value[0]
    if (sfi !== undefined) this.logFiles.set(sfi, format)
    const layout = findTag(nodes, format)?.value
    if (layout !== undefined) this.logFormats.set(format, decodeDol(layout).entries)
  }
}
