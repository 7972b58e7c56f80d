import { expect, test } from 'vitest'
import { hex, toHex } from '../../../src-main/engine/bytes/hex'
import { VirtualReaderDriver } from '../../../src-main/adapters/virtual-reader/virtual-reader-driver'
import { readyMadeCard } from '../../../src-main/virtual-card/ready-made/ready-made-cards'
import { VirtualCard } from '../../../src-main/virtual-card/virtual-card'

for (const kind of ['contact', 'contactless'] as const)
test('slice ' + kind, async () => {
  const driver = new VirtualReaderDriver({ readers: [{ name: 'V', kind }] })
  driver.insert('V', VirtualCard.fromImage(readyMadeCard('debit-ecash')))
  const c = await driver.connect('V', { share: 'shared' })
  console.log(toHex(c.atr), c.protocol)
  const send = async (h: string) => {
    let r = await c.transmit(hex(h))
    const hx = toHex(r)
    console.log(h, hx)
    if (hx.length === 4 && hx.startsWith('61')) return send('00C00000' + hx.slice(2))
    if (hx.length === 4 && hx.startsWith('6C')) return send(h.slice(0, 8) + hx.slice(2))
    return hx
  }
  await send('00A404000E315041592E5359532E444446303100')
  await send('00A404000E325041592E5359532E444446303100')
  await send('00B2010C00')
  await send('00A4040008A00000033301010100')
  await send(kind === 'contact' ? '80A800000B830900000000000000015600' : '80A8000023832140000000000000000000000000000000015600000000000156000000000000000000')
  for (const r of ['00B2010C00', '00B2020C00', '00B2011400', '00B2021400', '00B2012400', '00B2012C00', '00B2015C00', '00B2016400']) await send(r)
  for (const t of ['9F79', '9F77', '9F36', '9F13', '9F17', '9F4F', 'DF4F']) await send('80CA' + t + '00')
  await send('00A4040000')
  for (const t of ['9F7F', '0066', '00E0', '0042']) await send('80CA' + t + '00')
  expect(1).toBe(1)
})
