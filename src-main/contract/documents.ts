import { z } from 'zod'
import { virtualCardKind } from './views'

/** A virtual card on the shelf. `number` counts the cards of one kind from 1; `reader` is where it lies. */
const shelfCard = z.object({
  id: z.string(),
  kind: virtualCardKind,
  number: z.number().int(),
  reader: z.string().optional()
})

/** How the shelf of virtual cards lies in the data folder. */
export const shelfDocument = z.object({
  readers: z.array(z.object({ name: z.string(), contactless: z.boolean() })),
  cards: z.array(shelfCard)
})

export type ShelfCard = z.infer<typeof shelfCard>
export type ShelfDocument = z.infer<typeof shelfDocument>
