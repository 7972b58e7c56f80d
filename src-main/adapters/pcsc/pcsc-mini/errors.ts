import { ReaderError } from '../../../services/readers/reader-driver'
import { scardError, scardNumber, type ScardName } from '../scard-codes'

/**
 * pcsc-mini names the PC/SC return code instead of giving its number. Names that are not listed are faults of
 * parameters or codes that no reader call answers; they become `transport`.
 */
const scardNames: Readonly<Record<string, ScardName>> = {
  Cancelled: 'E_CANCELLED',
  InvalidHandle: 'E_INVALID_HANDLE',
  InvalidParameter: 'E_INVALID_PARAMETER',
  InvalidTarget: 'E_INVALID_TARGET',
  NoMemory: 'E_NO_MEMORY',
  WaitedTooLong: 'F_WAITED_TOO_LONG',
  InsufficientBuffer: 'E_INSUFFICIENT_BUFFER',
  UnknownReader: 'E_UNKNOWN_READER',
  Timeout: 'E_TIMEOUT',
  SharingViolation: 'E_SHARING_VIOLATION',
  NoSmartCard: 'E_NO_SMARTCARD',
  UnknownCard: 'E_UNKNOWN_CARD',
  ProtoMismatch: 'E_PROTO_MISMATCH',
  NotReady: 'E_NOT_READY',
  InvalidValue: 'E_INVALID_VALUE',
  SystemCancelled: 'E_SYSTEM_CANCELLED',
  CommError: 'F_COMM_ERROR',
  UnknownError: 'F_UNKNOWN_ERROR',
  InternalError: 'F_INTERNAL_ERROR',
  NotTransacted: 'E_NOT_TRANSACTED',
  ReaderUnavailable: 'E_READER_UNAVAILABLE',
  Shutdown: 'P_SHUTDOWN',
  PciTooSmall: 'E_PCI_TOO_SMALL',
  ReaderUnsupported: 'E_READER_UNSUPPORTED',
  CardUnsupported: 'E_CARD_UNSUPPORTED',
  NoService: 'E_NO_SERVICE',
  ServiceStopped: 'E_SERVICE_STOPPED',
  UnsupportedFeature: 'E_UNSUPPORTED_FEATURE',
  NoAccess: 'E_NO_ACCESS',
  NoReadersAvailable: 'E_NO_READERS_AVAILABLE',
  CommDataLost: 'E_COMM_DATA_LOST',
  ServerTooBusy: 'E_SERVER_TOO_BUSY',
  UnsupportedCard: 'W_UNSUPPORTED_CARD',
  UnresponsiveCard: 'W_UNRESPONSIVE_CARD',
  UnpoweredCard: 'W_UNPOWERED_CARD',
  ResetCard: 'W_RESET_CARD',
  RemovedCard: 'W_REMOVED_CARD',
  SecurityViolation: 'W_SECURITY_VIOLATION',
  CancelledByUser: 'W_CANCELLED_BY_USER',
  BadCommand: 'WIN_BAD_COMMAND'
}

/** The `code` that pcsc-mini puts on its errors; the empty string on anything else. */
export function bindingCode(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string'
    ? error.code
    : ''
}

/** What a call of the binding threw, as a `ReaderError`. `call`: which one, for a developer. */
export function pcscMiniError(error: unknown, call: string): ReaderError {
  if (error instanceof ReaderError) return error
  const code = bindingCode(error)
  const name = scardNames[code]
  if (name !== undefined) return scardError(scardNumber(name), `${call}: ${code}`)
  // The binding's own word for a connection that was closed.
  if (code === 'NoCardConnection') return new ReaderError('card-removed', `${call}: the connection is closed`)
  return new ReaderError('transport', `${call}: ${code === '' ? String(error) : code}`)
}
