import { describe, expect, it } from 'vitest'
import { READY_MADE_CARDS } from '../../../src-main/virtual-card/ready-made/ready-made-cards'
import { cardUnderTest } from '../card-under-test'

const RECOGNITION =
  '733C06072A864886FC6B01600C060A2A864886FC6B02020301630906072A864886FC6B03' +
  '640B06092A864886FC6B040215640B06092A864886FC6B040370'

describe.each(READY_MADE_CARDS)('the security domain of %s', (kind) => {
  it.each(['contact', 'contactless'] as const)('is selected on %s', (cardInterface) => {
    const { send } = cardUnderTest(kind, cardInterface)
    expect(send('00A4040008A00000015100000000')).toBe(
      `6F4E8408A000000151000000A542${RECOGNITION}9F6501FF9000`
    )
  })

  it('shows its open data objects', () => {
    const { send } = cardUnderTest(kind)
    expect(send('80CA9F7F00')).toMatch(/^9F7F2A[0-9A-F]{84}9000$/)
    expect(send('80CA006600')).toBe(`663E${RECOGNITION}9000`)
    expect(send('80CA00E000')).toBe('E012C00401FF8010C00402FF8010C00403FF80109000')
    expect(send('80CA004200')).toBe('42036228489000')
    expect(send('80CA004500')).toMatch(/^450800000000[0-9A-F]{8}9000$/)
    expect(send('80CA00C100')).toBe('C10200009000')
    expect(send('80CA00CF00')).toMatch(/^CF0A435754455354[0-9A-F]{8}9000$/)
    expect(send('00CA9F7F00')).toMatch(/9000$/)
  })
})

describe('what the security domain refuses', () => {
  it.each([
    ['80CA006700', '6A88', 'GET DATA of what is not there'],
    ['80503000081122334455667788', '6A88', 'INITIALIZE UPDATE with keys that are not there'],
    ['80500001081122334455667788', '6A86', 'INITIALIZE UPDATE with a key identifier'],
    ['805000000411223344', '6700', 'INITIALIZE UPDATE with a short challenge'],
    ['848200001011223344556677881122334455667788', '6985', 'EXTERNAL AUTHENTICATE before INITIALIZE UPDATE'],
    ['80820000081122334455667788', '6E00', 'EXTERNAL AUTHENTICATE without a MAC'],
    ['84F280020A4F001122334455667788', '6985', 'a secured command without a session'],
    ['80F28002024F0000', '6982', 'GET STATUS'],
    ['80E60C0000', '6982', 'INSTALL'],
    ['80E88000020102', '6982', 'LOAD'],
    ['80E40000024F00', '6982', 'DELETE'],
    ['80D8008101FF', '6982', 'PUT KEY'],
    ['80E28000020102', '6982', 'STORE DATA'],
    ['80F0800F', '6982', 'SET STATUS'],
    ['00500000081122334455667788', '6E00', 'INITIALIZE UPDATE in the interindustry class'],
    ['80340000', '6D00', 'an unknown instruction']
  ])('%s is answered %s: %s', (command, sw) => {
    const { send, card } = cardUnderTest('blank')
    const before = JSON.stringify(card.toImage())
    expect(send(command)).toBe(sw)
    expect(JSON.stringify(card.toImage())).toBe(before)
  })
})
