import { ReaderError, type ReaderErrorCode } from '../../services/readers/reader-driver'

/**
 * PC/SC return codes by their short names (PC/SC part 5; winerror.h and pcsclite.h agree on the numbers), and what
 * each means to us. The one place where such numbers become `ReaderErrorCode`.
 */
const codes = {
  F_INTERNAL_ERROR: [0x80100001, 'transport'],
  E_CANCELLED: [0x80100002, 'transport'],
  E_INVALID_HANDLE: [0x80100003, 'no-service'],
  E_INVALID_PARAMETER: [0x80100004, 'transport'],
  E_INVALID_TARGET: [0x80100005, 'transport'],
  E_NO_MEMORY: [0x80100006, 'transport'],
  F_WAITED_TOO_LONG: [0x80100007, 'timeout'],
  E_INSUFFICIENT_BUFFER: [0x80100008, 'transport'],
  E_UNKNOWN_READER: [0x80100009, 'no-reader'],
  E_TIMEOUT: [0x8010000a, 'timeout'],
  E_SHARING_VIOLATION: [0x8010000b, 'sharing-violation'],
  E_NO_SMARTCARD: [0x8010000c, 'no-card'],
  E_UNKNOWN_CARD: [0x8010000d, 'card-mute'],
  E_PROTO_MISMATCH: [0x8010000f, 'protocol-mismatch'],
  E_NOT_READY: [0x80100010, 'transport'],
  E_INVALID_VALUE: [0x80100011, 'transport'],
  E_SYSTEM_CANCELLED: [0x80100012, 'no-service'],
  F_COMM_ERROR: [0x80100013, 'no-service'],
  F_UNKNOWN_ERROR: [0x80100014, 'transport'],
  E_NOT_TRANSACTED: [0x80100016, 'transport'],
  E_READER_UNAVAILABLE: [0x80100017, 'no-reader'],
  P_SHUTDOWN: [0x80100018, 'no-service'],
  E_PCI_TOO_SMALL: [0x80100019, 'transport'],
  E_READER_UNSUPPORTED: [0x8010001a, 'unsupported'],
  E_CARD_UNSUPPORTED: [0x8010001c, 'card-mute'],
  E_NO_SERVICE: [0x8010001d, 'no-service'],
  E_SERVICE_STOPPED: [0x8010001e, 'no-service'],
  // pcsc-lite answers this to a control code or attribute that the reader's driver does not know.
  E_UNSUPPORTED_FEATURE: [0x80100022, 'unsupported'],
  E_UNSUPPORTED_FEATURE_LITE: [0x8010001f, 'unsupported'],
  E_NO_ACCESS: [0x80100027, 'no-permission'],
  E_NO_READERS_AVAILABLE: [0x8010002e, 'no-reader'],
  E_COMM_DATA_LOST: [0x8010002f, 'transport'],
  E_SERVER_TOO_BUSY: [0x80100031, 'no-service'],
  W_UNSUPPORTED_CARD: [0x80100065, 'card-mute'],
  W_UNRESPONSIVE_CARD: [0x80100066, 'card-mute'],
  W_UNPOWERED_CARD: [0x80100067, 'card-reset'],
  W_RESET_CARD: [0x80100068, 'card-reset'],
  W_REMOVED_CARD: [0x80100069, 'card-removed'],
  // pcscd's answer where its access policy (polkit) says no.
  W_SECURITY_VIOLATION: [0x8010006a, 'no-permission'],
  W_CANCELLED_BY_USER: [0x8010006e, 'transport'],
  // Windows passes errors of the reader's device on as they are: what an unplugged reader answers.
  WIN_INVALID_HANDLE: [0x00000006, 'no-reader'],
  WIN_BAD_COMMAND: [0x00000016, 'no-reader'],
  WIN_GEN_FAILURE: [0x0000001f, 'transport'],
  WIN_NOT_SUPPORTED: [0x00000032, 'unsupported'],
  WIN_INVALID_FUNCTION: [0x00000001, 'unsupported'],
  WIN_DEVICE_GONE: [0x00000037, 'no-reader'],
  WIN_SEM_TIMEOUT: [0x00000079, 'timeout'],
  WIN_OPERATION_ABORTED: [0x000003e3, 'no-reader'],
  WIN_IO_DEVICE: [0x0000045d, 'transport'],
  WIN_DEVICE_NOT_CONNECTED: [0x0000048f, 'no-reader']
} as const satisfies Record<string, readonly [number, ReaderErrorCode]>

export type ScardName = keyof typeof codes

const byNumber = new Map<number, ReaderErrorCode>(
  Object.values(codes).map(([number, code]) => [number, code])
)

/** What a PC/SC return code means to us; a number outside the table is `transport`. */
export function readerErrorCode(scard: number): ReaderErrorCode {
  // Bindings differ in whether the number comes signed.
  return byNumber.get(scard >>> 0) ?? 'transport'
}

/** A `ReaderError` for a PC/SC return code. `detail`: which call, for a developer. */
export function scardError(scard: number, detail: string): ReaderError {
  const number = scard >>> 0
  return new ReaderError(
    readerErrorCode(number),
    `${detail}: 0x${number.toString(16).padStart(8, '0')}`,
    number
  )
}

/** The number behind a name of the table. */
export function scardNumber(name: ScardName): number {
  return codes[name][0]
}
