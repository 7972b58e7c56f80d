// The same short conversation as different programs write it; made for these tests.
const select = '00A4040007A0000003330101'
const fci = '6F0B8407A0000003330101A5009000'
const record = '00B2010C00'
const answer = '70025A009000'

/** Commands and answers that every sample holds, in order. */
export const conversation = [
  [select, fci],
  [record, answer],
  ['80CA9F3600', '6A88']
] as const

const spaced = (digits: string): string => digits.replace(/(..)(?!$)/g, '$1 ')

export const apdu4jLog = `GlobalPlatformPro v20.01.23-0-g5ad373b
[*] ACS ACR122U 00 00
SCardConnect("ACS ACR122U 00 00", T=*) -> T=1, 3B8F8001804F0CA000000306030001000000006A
SCardBeginTransaction("ACS ACR122U 00 00")
A>> T=1 (4+0007) 00A40400 07 A0000003330101
A<< (0013+2) (17ms) 6F0B8407A0000003330101A500 9000
[TRACE] GPSession -  [6F]
A>> T=1 (4+0000) 00B2010C 00
A<< (0004+2) (1s2ms) 70025A00 9000
A>> T=1 (4+0000) 80CA9F36 00
A<< (0000+2) (9ms) 6A88
SCardDisconnect("ACS ACR122U 00 00", true) tx:22/rx:21
`

export const apdu4jDump = `# Generated on Wed, 31 Dec 2014 18:10:35 +0200 by apdu4j
# Using SCM SCR 355 00 00
# ATR: 3B00
# PROTOCOL: T=0
# Sent
${select}
# Received in 17ms
${fci}
# Sent
${record}
# Received in 3ms
${answer}
# Sent
80CA9F3600
# Received in 4ms
6A88
`

export const cardpeekLog = `# cardpeek emulator
# version 0
R:3B00
C:${select}:9000:${fci.slice(0, -4)}
C:${record}:9000:${answer.slice(0, -4)}
C:80CA9F3600:6A88:
# end
`

export const scriptorOutput = `Using given card reader: Gemalto PC Twin Reader 00 00
Using T=1 protocol
Using given file: commands.txt
> RESET
< OK: 3B 00 
> ${spaced(select)}
< 6F 0B 84 07 A0 00 00 03 33 
01 01 A5 00 90 00 : Normal processing.
> ${spaced(record)}
< ${spaced(answer)} : Normal processing.
> 80 CA 9F 36 00
< 6A 88 : Referenced data not found.
`

export const openscLog = `0x7fd485e77880 17:20:53.811 [opensc-tool] reader-pcsc.c:284:pcsc_transmit: reader 'Gemalto PC Twin Reader 00 00'
0x7fd485e77880 17:20:53.811 [opensc-tool] reader-pcsc.c:285:pcsc_transmit:
Outgoing APDU (12 bytes):
${spaced(select)} .............
0x7fd485e77880 17:20:53.811 [opensc-tool] reader-pcsc.c:213:pcsc_internal_transmit: called
0x7fd485e77880 17:20:53.815 [opensc-tool] reader-pcsc.c:294:pcsc_transmit:
Incoming APDU (15 bytes):
${spaced(fci)} o..............
0x7fb92717e740 17:20:54.036 [opensc-pkcs11] apdu.c:187:sc_apdu_log:
Outgoing APDU data [    5 bytes] =====================================
${spaced(record)} .....
======================================================================
0x7fb92717e740 17:20:54.066 [opensc-pkcs11] apdu.c:187:sc_apdu_log: 
Incoming APDU data [    6 bytes] =====================================
${spaced(answer)} p.Z...
======================================================================
0x7fb92717e740 17:20:55.000 [opensc-pkcs11] apdu.c:187:sc_apdu_log:
Outgoing APDU data [    5 bytes] =====================================
80 CA 9F 36 00 ...6.
======================================================================
0x7fb92717e740 17:20:55.001 [opensc-pkcs11] apdu.c:187:sc_apdu_log: 
Incoming APDU data [    2 bytes] =====================================
6A 88 j.
======================================================================
`

const dump = (direction: 'i' | 'o', digits: string): string =>
  (digits.match(/.{1,32}/g) ?? [])
    .map((row, index) => {
      const offset = (index * 16).toString(16).toUpperCase().padStart(4, '0')
      return ` ${direction}  ${offset} ${spaced(row).padEnd(47)} ....`
    })
    .join('\n')

const transmit = (command: string, response: string): string => {
  const length = (digits: string): string =>
    `0x${(digits.length / 2).toString(16).toUpperCase().padStart(8, '0')} (${digits.length / 2})`
  return `SCardTransmit
 i hCard: 0x690F1BE1
 i pioSendPci.dwProtocol: 0x00000002 (2)
 i bSendLength ${length(command)}
 i bSendBuffer
${dump('i', command)}
 o pioRecvPci.dwProtocol: 0x00000002 (2)
 o bRecvLength ${length(response)}
 o bRecvBuffer
${dump('o', response)}
 => Command successful. (SCARD_S_SUCCESS [0x00000000])  [0.002016]
`
}

export const pcscSpyOutput = `SCardConnect
 i hContext: 0x0B54AC18
 i szReader: Gemalto PC Twin Reader 00 00
 o phCard 0x690F1BE1 (1762597857)
 o dwActiveProtocol: T=1 (0x00000002)
 => Command successful. (SCARD_S_SUCCESS [0x00000000])  [0.017423]
SCardStatus
 o mszReaderName Gemalto PC Twin Reader 00 00
 o bAtr 3B 00
 => Command successful. (SCARD_S_SUCCESS [0x00000000])  [0.000060]
${conversation.map(([command, response]) => transmit(command, response)).join('')}SCardDisconnect
 i hCard: 0x690F1BE1
 => Command successful. (SCARD_S_SUCCESS [0x00000000])  [0.017423]
`

/** The checksum of ISO/IEC 14443-3 type A, bit by bit from its polynomial. */
const crcA = (digits: string): string => {
  let value = 0x6363
  for (const byte of Buffer.from(digits, 'hex')) {
    for (let bit = 0; bit < 8; bit += 1) {
      const carry = ((value ^ (byte >> bit)) & 1) === 1
      value = (value >> 1) ^ (carry ? 0x8408 : 0)
    }
  }
  return digits + Buffer.from([value & 0xff, value >> 8]).toString('hex')
}

let clock = 0
const row = (source: 'Rdr' | 'Tag', digits: string): string => {
  const start = clock
  clock += 13_560
  const bytes = (digits.match(/../g) ?? []).join('  ')
  const [first = '', ...further] = bytes.match(/.{1,70}/g) ?? []
  const rows = [
    `${String(start).padStart(11)} | ${String(clock).padStart(10)} | ${source} |${first.padEnd(72)} |  ok | `,
    ...further.map((part) => `            |            |     |${part.padEnd(72)} |     | `)
  ]
  return rows.join('\n')
}

export const proxmarkList = `[usb] pm3 --> hf 14a list
[=] downloading tracelog data from device
[+] Recorded activity (trace len = 968 bytes)
[=] ISO14443A - all times are in carrier periods (1/13.56MHz)

      Start |        End | Src | Data (! denotes parity error)                                           | CRC | Annotation
------------+------------+-----+-------------------------------------------------------------------------+-----+--------------------
          0 |       1056 | Rdr |26(7)                                                                    |     | REQA
       2228 |       4596 | Tag |04  00                                                                   |     |
${[
  row('Rdr', crcA('E080')),
  row('Tag', crcA('0578807002')),
  row('Rdr', crcA(`12${select.slice(0, 10)}`)),
  row('Tag', crcA('A2')),
  row('Rdr', crcA(`03${select.slice(10)}`)),
  row('Tag', crcA('F201')),
  row('Rdr', crcA('F201')),
  row('Tag', crcA(`03${fci}`)),
  row('Rdr', crcA(`02${record}`)),
  row('Tag', crcA(`02${answer}`)),
  row('Rdr', crcA('0B0080CA9F3600')),
  row('Tag', crcA('0B006A88'))
].join('\n')}
`

export const hexFile = conversation.flat().join('\n')
export const arrowsFile = conversation
  .map(([command, response]) => `> ${spaced(command)}\n< ${spaced(response)}`)
  .join('\n')
