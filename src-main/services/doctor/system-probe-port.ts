/** What of the operating system decides whether readers work. What does not apply or cannot be known is undefined. */
export interface SystemFacts {
  readonly platform: 'linux' | 'darwin' | 'win32' | 'other'
  /** Linux: the socket of pcscd. `dead`: its file is there, nobody listens. `denied`: not for this user. */
  readonly pcscSocket?: 'absent' | 'dead' | 'denied' | 'open'
  /** Linux: loaded kernel modules that may take an NFC reader for themselves. */
  readonly nfcModules?: readonly string[]
  /** Card readers on the USB, as "VVVV:PPPP" in upper-case hex, whether PC/SC has them or not. */
  readonly usbReaders?: readonly string[]
  /** Linux, macOS with libccid: whether its Info.plist lets escape commands through. */
  readonly libccidEscape?: boolean
  /** Windows: whether EscapeCommandEnable is set for each ACR122U that was ever plugged in. */
  readonly windowsEscape?: boolean
  /** macOS: which CCID driver the system uses. */
  readonly macDriver?: 'apple' | 'libccid'
}

/** Looks at the operating system. Never rejects: what cannot be found out is left out. */
export interface SystemProbe {
  gather(): Promise<SystemFacts>
}
