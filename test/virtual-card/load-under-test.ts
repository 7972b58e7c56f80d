import { readFileSync } from 'node:fs'
import { loadFileDataBlock, readCap } from '../../src-main/engine/cap/read-cap'
import { hex, toHex } from '../../src-main/engine/bytes/hex'
import { tlv } from '../../src-main/engine/tlv/tlv'
import { lv, PACKAGE, type Host } from './domain-under-test'

/** Load file data block of the package that comes with the program, in hex. */
export function pbocBlock(): string {
  const read = readCap(Uint8Array.from(readFileSync('resources/cap/cardwright-pboc.cap')))
  if (read.kind !== 'ok') throw new Error(read.problem.kind)
  return toHex(loadFileDataBlock(read.cap))
}

/** A package without content: one applet, and `padding` bytes of methods. */
export function foreignBlock(aid = 'F0112233445566', padding = 8): string {
  const component = (tag: string, info: string): string =>
    tag + (info.length / 2).toString(16).padStart(4, '0') + info
  return [
    component('01', `DECAFFED0102040502${lv(aid)}`),
    component('02', '00'),
    component('04', '00'),
    component('03', `01${lv(`${aid}01`)}0001`),
    component('06', ''),
    component('07', '00'.repeat(padding)),
    component('08', ''),
    component('05', '0000'),
    component('09', '00000000')
  ].join('')
}

export function c4(block: string): string {
  return toHex(tlv(0xc4, hex(block)))
}

export function forLoad(aid = PACKAGE, { domain = '', hash = '', parameters = '', token = '' } = {}): string {
  return [aid, domain, hash, parameters, token].map(lv).join('')
}

/** LOAD commands as header and data. */
export function loadCommands(stream: string, size = 200): [string, string][] {
  const blocks = stream.match(new RegExp(`.{1,${size * 2}}`, 'g')) ?? []
  return blocks.map((data, number) => {
    const last = number === blocks.length - 1 ? '80' : '00'
    return [`80E8${last}${(number & 0xff).toString(16).padStart(2, '0')}`, data]
  })
}

/** Sends the blocks until one is refused; the last answer. */
export function loadAll(host: Host, stream: string, size?: number): string {
  let answer = ''
  for (const [header, data] of loadCommands(stream, size)) {
    answer = host.send(header, data)
    if (answer !== '009000') return answer
  }
  return answer
}
