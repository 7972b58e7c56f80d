// Makes resources/cap/cardwright-pboc.cap anew, the same bytes each time. Run by hand; resources/cap/README.md says what it is.
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { crc32 } from 'node:zlib'
import { root } from './lib/paths.mjs'

const PACKAGE = 'F0435750424F43'
const APPLETS = ['F0435750424F4301', 'F0435750424F4302', 'F0435750424F4303']
/** javacard.framework 1.2 and java.lang 1.0: Java Card 2.2.1. The order is that of the package tokens. */
const IMPORTS = [
  { aid: 'A0000000620101', major: 1, minor: 2 },
  { aid: 'A0000000620001', major: 1, minor: 0 }
]
/** Class javacard.framework.Applet: package token 0 with the bit for "external", class token 3. */
const APPLET_CLASS = [0x80, 0x03]
/** Token of the public method process(APDU). */
const PROCESS = 7
const RETURN = 0x7a

const u2 = (value) => [value >> 8, value & 0xff]
const bytes = (hex) => [...Buffer.from(hex, 'hex')]
const counted = (hex) => [hex.length / 2, ...bytes(hex)]

/** Each method: flags and stack, arguments and locals, one instruction. Offsets count from the number of handlers. */
const method = (argumentCount) => [0x00, argumentCount << 4, RETURN]
const INSTALL = method(3)
const methods = [0, ...APPLETS.flatMap(() => [...INSTALL, ...method(2)])]
const installAt = (applet) => 1 + applet * 6
const processAt = (applet) => installAt(applet) + INSTALL.length

/** No interfaces, no fields, one public method, no package-visible ones. */
const classOf = (applet) => [
  ...[0x00, ...APPLET_CLASS, 0, 0xff, 0],
  ...[PROCESS, 1, 0, 0, ...u2(processAt(applet))]
]

/** Java Card 2.2.1 Virtual Machine Specification, chapter 6: tag and content, in the order of the directory. */
const ACC_APPLET = 0x04
const content = {
  Header: [1, [...bytes('DECAFFED'), 1, 2, ACC_APPLET, 0, 1, ...counted(PACKAGE)]],
  Directory: [2, []],
  Applet: [3, [APPLETS.length, ...APPLETS.flatMap((aid, at) => [...counted(aid), ...u2(installAt(at))])]],
  Import: [
    4,
    [IMPORTS.length, ...IMPORTS.flatMap(({ aid, major, minor }) => [minor, major, ...counted(aid)])]
  ],
  ConstantPool: [5, u2(0)],
  Class: [6, APPLETS.flatMap((_, at) => classOf(at))],
  Method: [7, methods],
  StaticField: [8, [0, 0, 0, 0, 0].flatMap(u2)],
  RefLocation: [9, [...u2(0), ...u2(0)]]
}
const DIRECTORY_BYTES = 31
const sizes = Object.values(content).map(([tag, info]) => (tag === 2 ? DIRECTORY_BYTES : info.length))
// Sizes of eleven components, of which Export and Descriptor are not there; then no static image; imports, applets.
content.Directory[1] = [...sizes, 0, 0]
  .flatMap(u2)
  .concat([0, 0, 0, 0, 0, 0], IMPORTS.length, APPLETS.length, 0)

const manifest = [
  'Manifest-Version: 1.0',
  'Created-By: Cardwright',
  'Java-Card-CAP-File-Version: 2.1',
  'Java-Card-Package-Version: 1.0',
  'Java-Card-Package-Name: cardwright.pboc',
  ''
].join('\r\n')
const files = [
  { name: 'META-INF/MANIFEST.MF', data: Buffer.from(manifest) },
  ...Object.entries(content).map(([name, [tag, info]]) => ({
    name: `cardwright/pboc/javacard/${name}.cap`,
    data: Buffer.from([tag, ...u2(info.length), ...info])
  }))
]

/** A ZIP archive without compression; all dates are the first that the format knows. */
function archive(entries) {
  const FIRST_DATE = 0x0021
  const parts = []
  const directory = []
  let at = 0
  for (const { name, data } of entries) {
    const fields = Buffer.alloc(26)
    fields.writeUInt16LE(10, 0)
    fields.writeUInt16LE(FIRST_DATE, 8)
    fields.writeUInt32LE(crc32(data), 10)
    fields.writeUInt32LE(data.length, 14)
    fields.writeUInt32LE(data.length, 18)
    fields.writeUInt16LE(name.length, 22)
    const own = Buffer.from(name)
    parts.push(Buffer.from('PK\x03\x04'), fields, own, data)
    const tail = Buffer.alloc(14)
    tail.writeUInt32LE(at, 10)
    directory.push(Buffer.from('PK\x01\x02'), Buffer.from([10, 0]), fields, tail, own)
    at += 30 + own.length + data.length
  }
  const listed = Buffer.concat(directory)
  const end = Buffer.alloc(18)
  end.writeUInt16LE(entries.length, 4)
  end.writeUInt16LE(entries.length, 6)
  end.writeUInt32LE(listed.length, 8)
  end.writeUInt32LE(at, 12)
  return Buffer.concat([...parts, listed, Buffer.from('PK\x05\x06'), end])
}

const folder = join(root, 'resources/cap')
mkdirSync(folder, { recursive: true })
writeFileSync(join(folder, 'cardwright-pboc.cap'), archive(files))
