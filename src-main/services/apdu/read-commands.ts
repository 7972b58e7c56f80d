import { parseCommandApdu, type CommandApdu } from '../../engine/apdu/command-apdu'
import { parseHex } from '../../engine/bytes/hex'
import { apduProblems } from '../../texts/cli/apdu'
import { AppFailure } from '../app-failure'

/** A command that a person wrote down, as they wrote it and as it is understood. */
export interface WrittenCommand {
  readonly bytes: Uint8Array
  readonly apdu: CommandApdu
}

/** Reads commands in hexadecimal, one each. Throws `AppFailure` that names the place of the first mistake. */
export function readCommands(texts: readonly string[]): WrittenCommand[] {
  return texts.map((text, index) => readCommand(text, index + 1))
}

/** The commands in a script: one a line, `#` begins a remark. */
export function commandLines(script: string): string[] {
  return script
    .split(/\r\n|\r|\n/)
    .map((line) => line.replace(/#.*$/, '').trim())
    .filter((line) => line !== '')
}

function readCommand(text: string, position: number): WrittenCommand {
  const read = parseHex(text)
  switch (read.kind) {
    case 'bad-digit':
      throw new AppFailure('not-hex', {
        detail: apduProblems.badDigit(position, read.at + 1, read.character)
      })
    case 'odd-length':
      throw new AppFailure('not-hex', { detail: apduProblems.oddLength(position, read.digits) })
    case 'ok':
      return { bytes: read.bytes, apdu: understood(read.bytes, position) }
  }
}

function understood(bytes: Uint8Array, position: number): CommandApdu {
  const parsed = parseCommandApdu(bytes)
  switch (parsed.kind) {
    case 'ok':
      return parsed.apdu
    case 'too-short':
      throw new AppFailure('apdu-malformed', { detail: apduProblems.tooShort(position, parsed.length) })
    case 'length-mismatch': {
      // Lc is the fifth byte, or after the extended marker the sixth and seventh.
      const at = bytes[4] === 0 ? 6 : 5
      const detail = apduProblems.lengthMismatch(position, at, parsed.lc, parsed.available)
      throw new AppFailure('apdu-malformed', { detail })
    }
  }
}
