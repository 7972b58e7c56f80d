// The same tasks on a real PC/SC reader: pcscd with its virtual reader, and a virtual card served into it.
import { afterAll, beforeAll, expect, it } from 'vitest'
import { serveCard, type ServedCard } from '../../src-main/adapters/vpcd/serve-card'
import { readyMadeCard } from '../../src-main/virtual-card/ready-made/ready-made-cards'
import { VirtualCard } from '../../src-main/virtual-card/virtual-card'
import { startPcscd, type Pcscd } from '../support/pcscd'
import { launchApp, shot, type LaunchedApp } from './support/app'
import { anyReadButton, readButton, readCard, readerChip } from './support/window'

const READER = 'Virtual PCD 00 00'
/** The service exists once on a machine: another test run may have it. */
const LOCK_WAIT_MS = 10 * 60_000

let pcscd: Pcscd
let running: LaunchedApp
let served: ServedCard | undefined

async function insertCard(kind: 'debit-ecash' | 'credit-ecash'): Promise<VirtualCard> {
  const card = VirtualCard.fromImage(readyMadeCard(kind))
  served = await serveCard({ card })
  return card
}

async function chooseReader(): Promise<void> {
  await readerChip(running.page, READER).click()
}

beforeAll(async () => {
  pcscd = await startPcscd()
  running = await launchApp()
}, LOCK_WAIT_MS)
afterAll(async () => {
  await served?.remove()
  await running.close()
  await pcscd.release()
})

it('sees the reader, and a card that is put on it', async () => {
  const { page } = running
  await chooseReader()
  await page.getByText('Put a card on the reader').waitFor()
  await insertCard('credit-ecash')
  await readButton(page).waitFor()
  await shot(page, 'pcsc-ready')
})

it('reads it', async () => {
  const { page } = running
  await readCard(page)
  await page.getByRole('tab', { name: 'All data' }).waitFor()
  await shot(page, 'pcsc-read')
})

it('says what is certain when the card is pulled in mid-read, and reads it when it is back', async () => {
  const { page } = running
  await served?.remove()
  await page.getByText('The card was taken').waitFor()
  const card = await insertCard('debit-ecash')
  await page.getByText('A card was put on the reader since').waitFor()
  let seen = 0
  card.observe(({ kind }) => {
    seen += kind === 'command' ? 1 : 0
    if (seen === 25) void served?.remove()
  })
  await anyReadButton(page).click()
  const sentence = page.getByText('The card was taken away while it was being read')
  await sentence.waitFor().finally(() => shot(page, 'pcsc-pulled'))
  await insertCard('debit-ecash')
  await page.getByText('A card is on the reader. Read it again.').waitFor()
  await anyReadButton(page).click()
  await page.getByText(/Read completely:/).waitFor()
})

it('lives through the service going away and coming back', async () => {
  const { page } = running
  await pcscd.stop()
  await expect.poll(() => readerChip(page, READER).count(), { timeout: 15_000 }).toBe(0)
  await shot(page, 'pcsc-service-gone')
  await pcscd.start()
  await readerChip(page, READER).waitFor({ timeout: 30_000 })
})
