import { concat } from '../../../engine/bytes/bytes'
import { SHORT_APDU, pcscPart3, statusBytes } from './plain-firmware'
import { directTransmit } from './pn532'
import type { ReaderFirmware, ReaderHardware } from './reader-firmware'

const FIRMWARE_VERSION = Uint8Array.from('ACR122U215', (character) => character.charCodeAt(0))
const FAILED = 0x6300

/** SCARD_CTL_CODE as the operating system's header makes it (PC/SC part 10, 2.2). */
function controlCode(platform: NodeJS.Platform, code: number): number {
  return platform === 'win32' ? 0x310000 | (code << 2) : 0x42000000 + code
}

/** What the simulated ACR122U looks and sounds like now. */
export interface Acr122uState {
  readonly red: boolean
  readonly green: boolean
  /** Beeps that LED commands have asked for since the reader was made. */
  readonly beeps: number
  readonly beepsOnDetection: boolean
  /** PICC operating parameter (API manual 6.5): bit 8 auto polling, bit 7 auto ATS ... */
  readonly piccParameter: number
  /** Units of 5 seconds; 00 no check, FF waits for ever. */
  readonly timeout: number
}

/** The ACR122U as its API manual v2.04 describes it, chapter 6; no hardware was at hand to compare with. */
export class Acr122uFirmware implements ReaderFirmware {
  readonly family = 'acr122u-simulated'
  readonly maxCommand = SHORT_APDU
  #state: Acr122uState = {
    red: false,
    green: true,
    beeps: 0,
    beepsOnDetection: true,
    piccParameter: 0xff,
    timeout: 0x00
  }

  /** `platform`: whose control codes the reader listens to. */
  constructor(private readonly platform: NodeJS.Platform) {}

  get state(): Acr122uState {
    return this.#state
  }

  async pseudoApdu(command: Uint8Array, reader: ReaderHardware): Promise<Uint8Array> {
    const [, ins, p1 = 0, p2 = 0] = command
    if (ins !== 0x00) return pcscPart3(command, reader)
    switch (p1) {
      case 0x00:
        return (await directTransmit(command.subarray(5), reader)) ?? statusBytes(FAILED)
      case 0x40:
        return this.#ledAndBuzzer(p2, command.subarray(5))
      case 0x41:
        return this.#set({ timeout: p2 }, 0x00)
      case 0x48:
        // The manual gives no status word behind the version.
        return FIRMWARE_VERSION.slice()
      case 0x50:
        return Uint8Array.of(0x90, this.#state.piccParameter)
      case 0x51:
        return this.#set({ piccParameter: p2 }, p2)
      case 0x52:
        return this.#set({ beepsOnDetection: p2 === 0xff }, 0x00)
      default:
        return statusBytes(FAILED)
    }
  }

  async control(code: number, input: Uint8Array, reader: ReaderHardware): Promise<Uint8Array | undefined> {
    const escape = controlCode(this.platform, this.platform === 'win32' ? 3500 : 1)
    if (code === escape) return this.pseudoApdu(input, reader)
    if (code !== controlCode(this.platform, 3400)) return undefined
    // Features (PC/SC part 10, 2.2): CCID_ESC_COMMAND and the code that it is sent with, big-endian.
    return concat(Uint8Array.of(0x13, 0x04), bigEndian(escape))
  }

  /** LED state control (6.2): P2 bits 1 and 2 the final state of red and green, bits 3 and 4 whether they change. */
  #ledAndBuzzer(control: number, data: Uint8Array): Uint8Array {
    const [, , repetitions, link] = data
    if (data.length !== 4 || repetitions === undefined || link === undefined) return statusBytes(FAILED)
    const next = (now: boolean, final: number, mask: number): boolean =>
      (control & mask) !== 0 ? (control & final) !== 0 : now
    const red = next(this.#state.red, 0x01, 0x04)
    const green = next(this.#state.green, 0x02, 0x08)
    const beeps = this.#state.beeps + (link === 0 ? 0 : repetitions)
    return this.#set({ red, green, beeps }, (red ? 1 : 0) | (green ? 2 : 0))
  }

  #set(change: Partial<Acr122uState>, sw2: number): Uint8Array {
    this.#state = { ...this.#state, ...change }
    return Uint8Array.of(0x90, sw2)
  }
}

function bigEndian(value: number): Uint8Array {
  const bytes = new Uint8Array(4)
  new DataView(bytes.buffer).setUint32(0, value)
  return bytes
}
