/** The operating systems on which PC/SC numbers its control codes in their own way. */
export type ControlPlatform = 'win32' | 'linux' | 'darwin'

/** The numbering that an operating system follows: Windows its own, macOS and all others that of pcsc-lite. */
export function controlPlatform(platform: string): ControlPlatform {
  return platform === 'win32' || platform === 'darwin' ? platform : 'linux'
}

/**
 * SCARD_CTL_CODE: the control code that SCardControl takes for a function number of 0 to 4095 (PC/SC part 10, 2.2;
 * winsmcrd.h and reader.h). Windows 0x310000 | number << 2, elsewhere 0x42000000 + number.
 */
export function controlCode(platform: ControlPlatform, functionNumber: number): number {
  if (!Number.isInteger(functionNumber) || functionNumber < 0 || functionNumber > 0xfff) {
    throw new Error(`controlCode: ${functionNumber} is not a function number`)
  }
  return platform === 'win32' ? 0x310000 | (functionNumber << 2) : 0x42000000 + functionNumber
}

/** CM_IOCTL_GET_FEATURE_REQUEST: asks a reader for its part 10 features. */
export const getFeatureRequest = 3400
