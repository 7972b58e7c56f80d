/** ISO/IEC 9797-1, padding method 1: zeros up to a whole block, none where it is whole already (also of no data). */
export function padMethod1(data: Uint8Array, block: number): Uint8Array {
  const padded = new Uint8Array(Math.ceil(data.length / block) * block)
  padded.set(data)
  return padded
}

/** ISO/IEC 9797-1, padding method 2: 80 and as few zeros as make whole blocks; always adds at least the 80. */
export function padMethod2(data: Uint8Array, block: number): Uint8Array {
  const padded = new Uint8Array((Math.floor(data.length / block) + 1) * block)
  padded.set(data)
  padded[data.length] = 0x80
  return padded
}

/** What was there before padding method 2; undefined where the end is not 80 and zeros. */
export function unpadMethod2(padded: Uint8Array): Uint8Array | undefined {
  let end = padded.length - 1
  while (end >= 0 && padded[end] === 0) end -= 1
  return padded[end] === 0x80 ? padded.slice(0, end) : undefined
}
