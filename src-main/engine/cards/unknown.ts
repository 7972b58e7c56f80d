import type { CardFamily } from './card-family'

/** The last resort: a card that answered to none of the names we know. */
export const unknownFamily: CardFamily = {
  id: 'unknown',
  name: { en: 'Unknown card', zh: '未知卡片' },
  probes: [],
  evidence: ({ aids }) =>
    aids.length === 0
      ? [{ en: 'No application that we know answered.', zh: '没有已知应用应答。' }]
      : aids.map((aid) => ({ en: `It has the application ${aid}.`, zh: `卡上有应用 ${aid}。` }))
}
