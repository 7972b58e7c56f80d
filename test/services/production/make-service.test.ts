import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { generateRsaKey } from '../../../src-main/engine/crypto/rsa'
import { Interruption } from '../../../src-main/engine/workflow/interruption'
import { readyMadeCard } from '../../../src-main/virtual-card/ready-made/ready-made-cards'
import { VirtualCard } from '../../../src-main/virtual-card/virtual-card'
import { createIssuerWorld, type IssuerWorld } from '../../support/issuer-world'
import { debitOrder, EXAMPLE, makeDesk, type MakeDesk } from '../../support/make-desk'

const iccKey = generateRsaKey(1152, 3)
/** So many before the end a card is read back: the trial transaction has fewer. */
const READING = 30
let world: IssuerWorld
beforeAll(async () => {
  world = await createIssuerWorld()
})
beforeEach(() => world.reset())

function chip(number = 1): VirtualCard {
  return VirtualCard.fromImage(readyMadeCard('blank', ['T=1'], number))
}

function deskWith(card: VirtualCard, tearAt?: number): MakeDesk {
  let commands = 0
  return makeDesk({
    ...{ world, card: () => card, iccKey },
    tap: (channel) => ({
      transceive: (command, about) => {
        commands += 1
        if (commands === tearAt) return Promise.reject(new Interruption('card-removed'))
        return channel.transceive(command, about)
      }
    })
  })
}

describe('making a card', () => {
  it('sends nothing where the data are not sound, and names all that is wrong', async () => {
    let commands = 0
    const desk = makeDesk({
      ...{ world, card: () => chip(), iccKey },
      tap: (channel) => ({
        transceive: (command, about) => {
          commands += 1
          return channel.transceive(command, about)
        }
      })
    })
    const applicant = { ...EXAMPLE, pan: '6228480000000000118', expiry: '2020-01-31', pin: '12' }
    const result = await desk.make.make('reader', debitOrder({ applicant }))
    expect(result.outcome).toBe('invalid')
    expect(result.findings.map(({ path }) => path)).toEqual(expect.arrayContaining(['pan', 'expiry', 'pin']))
    expect(JSON.stringify(result)).not.toContain('6228480000000000118')
    expect(commands).toBe(0)
  })

  it('gives out the next number where there is none', async () => {
    const { pan: _pan, ...applicant } = EXAMPLE
    const result = await deskWith(chip()).make.make('reader', debitOrder({ applicant }))
    expect(result).toMatchObject({ outcome: 'made', card: { pan: '622848*********0009' } })
    const next = await deskWith(chip(2)).make.make('reader', debitOrder({ applicant }))
    expect(next).toMatchObject({
      outcome: 'made',
      card: { pan: expect.not.stringMatching('0009$') as string }
    })
  })

  it('makes no second card of a number, until the first is scrapped', async () => {
    const first = await deskWith(chip()).make.make('reader', debitOrder())
    const { make } = deskWith(chip(2))
    await expect(make.make('reader', debitOrder())).rejects.toThrow('card-made-already')
    await make.scrap(first.production?.id ?? '', 'by-hand')
    await expect(make.scrap(first.production?.id ?? '', 'by-hand')).rejects.toThrow('production-ended')
    const replaces = first.production?.id ?? ''
    const second = await make.make('reader', debitOrder({ replaces }))
    expect(second).toMatchObject({ outcome: 'made', production: { replaces } })
  })

  it('does not make another card on a chip that was begun', async () => {
    const card = chip()
    const torn = await deskWith(card, 40).make.make('reader', debitOrder())
    expect(torn).toMatchObject({ outcome: 'unfinished', production: { state: 'begun' } })
    const { make } = deskWith(card)
    const other = debitOrder({ applicant: { ...EXAMPLE, pan: '6228480000000000125' } })
    await expect(make.make('reader', other)).rejects.toThrow('chip-in-production')
    await make.scrap(torn.production?.id ?? '', 'torn-card')
    // The chip is begun by somebody else's data now: they go only where the person agrees.
    expect(await make.make('reader', other)).toMatchObject({ outcome: 'refused', replaceable: true })
    expect(await make.make('reader', { ...other, replace: true })).toMatchObject({ outcome: 'made' })
  })

  it('tests a card on a second try that went away while it was tested', async () => {
    let commands = 0
    const counting = makeDesk({
      ...{ world, card: () => chip(), iccKey },
      tap: (channel) => ({
        transceive: (command, about) => {
          commands += 1
          return channel.transceive(command, about)
        }
      })
    })
    expect((await counting.make.make('reader', debitOrder())).outcome).toBe('made')
    await world.reset()
    const card = chip()
    const torn = await deskWith(card, commands - READING).make.make('reader', debitOrder())
    expect(torn).toMatchObject({ outcome: 'unfinished', production: { state: 'begun' } })
    expect(torn.sentence.en).toContain('before it was tested')
    const again = await deskWith(card).make.make('reader', debitOrder())
    expect(again).toMatchObject({ outcome: 'made', production: { id: torn.production?.id, state: 'made' } })
  })

  it('takes a card from a stock that has one, of its number where numbers are printed', async () => {
    const { stock, make } = deskWith(chip())
    const lot = await stock.receivePreprinted('printed', ['6228480000000000117'])
    const other = debitOrder({ lot: lot.id, applicant: { ...EXAMPLE, pan: '6228480000000000125' } })
    await expect(make.make('reader', other)).rejects.toThrow('lot-number')
    expect(await make.make('reader', debitOrder({ lot: lot.id }))).toMatchObject({ outcome: 'made' })
    const desk = deskWith(chip(2))
    await expect(desk.make.make('reader', other)).rejects.toThrow('lot-empty')
    expect(await desk.stock.lot(lot.id)).toMatchObject({ left: 0, counts: { made: 1 } })
  })

  it('counts a chip once, also where it is made another card', async () => {
    const card = chip()
    const { stock, make, log } = deskWith(card)
    const lot = await stock.receive('May', 1)
    const first = await make.make('reader', debitOrder({ lot: lot.id }))
    expect(first).toMatchObject({ outcome: 'made' })
    const other = debitOrder({ applicant: { ...EXAMPLE, pan: '6228480000000000125' }, replace: true })
    const second = await make.make('reader', other)
    expect(second).toMatchObject({ outcome: 'made', production: { lot: lot.id } })
    expect(await log.find(first.production?.id ?? '')).toMatchObject({
      state: 'scrapped',
      reason: 'made-anew'
    })
    expect(await stock.lot(lot.id)).toMatchObject({ left: 0, counts: { made: 1, begun: 0, scrapped: 0 } })
  })

  it('asks before a chip is tried whose keys failed before', async () => {
    const card = chip()
    const desk = deskWith(card)
    await desk.make.make('reader', debitOrder({ applicant: { ...EXAMPLE, pan: '6228480000000000125' } }))
    const [made] = await desk.log.newest(1)
    await desk.make.scrap(made?.id ?? '', 'by-hand')
    await desk.attempts.remember(made?.chip ?? '', 2)
    const refused = await desk.make.make('reader', debitOrder({ replace: true }))
    expect(refused).toMatchObject({ outcome: 'refused', confirmable: true })
    const again = await desk.make.make('reader', debitOrder({ replace: true, confirmed: true }))
    expect(again.outcome).toBe('made')
    expect(await desk.attempts.failed(made?.chip ?? '')).toBe(0)
  })

  it('refuses a chip that is not of its stock: other keys, and no attempt is used up', async () => {
    const image = readyMadeCard('blank', ['T=1'])
    const cells = Object.fromEntries(
      Object.entries(image.memory.cells).map(([name, value]) => [
        name,
        value.replace('404142434445464748494A4B4C4D4E4F', '504142434445464748494A4B4C4D4E4F')
      ])
    )
    const card = VirtualCard.fromImage({ ...image, memory: { ...image.memory, cells } })
    const result = await deskWith(card).make.make('reader', debitOrder())
    expect(result).toMatchObject({ outcome: 'refused', confirmable: false })
    expect(Object.entries(card.toImage().memory.cells).filter(([name]) => name.endsWith('failures'))).toEqual(
      []
    )
  })

  it.each(['ecash', 'credit-ecash'] as const)('makes a card by the profile %s', async (profile) => {
    const { pan: _pan, limits: _limits, ...applicant } = EXAMPLE
    const result = await deskWith(chip()).make.make('reader', { profile, applicant })
    expect(result.findings.filter(({ level }) => level === 'failed')).toEqual([])
    expect(result.outcome).toBe('made')
  })

  it('makes a PIN up where the issuer shall, to be printed once', async () => {
    const { pin: _pin, ...applicant } = EXAMPLE
    const { make } = deskWith(chip())
    const result = await make.make('reader', debitOrder({ applicant, makePin: true }))
    expect(result).toMatchObject({ outcome: 'made', pinLetter: true })
    const id = result.production?.id ?? ''
    const made = make.pinOf(id)
    const pin = made?.pin.use((bytes) => new TextDecoder().decode(bytes)) ?? ''
    expect(pin).toMatch(/^\d{6}$/)
    expect(JSON.stringify(result)).not.toContain(pin)
    make.pinPrinted(id)
    expect(make.pinOf(id)).toBeUndefined()
    const without = await deskWith(chip(2)).make.make('reader', {
      ...debitOrder({ applicant: { ...applicant, pan: '6228480000000000125' } })
    })
    expect(without).toMatchObject({ outcome: 'made' })
    expect(without.pinLetter).toBeUndefined()
  })

  it('is not begun where a record that the card names would be empty', async () => {
    const { document: _document, extendedName: _name, ...applicant } = EXAMPLE
    const result = await deskWith(chip()).make.make('reader', debitOrder({ applicant }))
    expect(result.findings.filter(({ level }) => level === 'failed').map(({ path }) => path)).toEqual([
      'extendedName'
    ])
  })

  it('stops before the first change, and leaves the chip as it was', async () => {
    const card = chip()
    const abort = new AbortController()
    const before = card.toImage()
    const result = await deskWith(card).make.make('reader', debitOrder(), {
      onProgress: () => abort.abort(),
      signal: abort.signal
    })
    expect(result.outcome).toBe('cancelled')
    const instances = (image: typeof before): string[] =>
      Object.keys(image.memory.cells).filter((name) => name.startsWith('registry/instance'))
    expect(instances(card.toImage())).toEqual(instances(before))
  })
})
