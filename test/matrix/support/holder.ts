import type { CardQuestion, CardReply } from '../../../src-main/contract/ecash'

/** What the ready-made cards come with, and what a holder changes it to. */
export const PIN = '123456'
export const NEW_PIN = '654321'

/** The holder knows the PIN that is right, agrees, and takes the first application. */
export function answerOf(question: CardQuestion, pin: string): CardReply {
  switch (question.kind) {
    case 'pin':
      return { kind: 'pin', pin: question.purpose === 'new' ? NEW_PIN : pin }
    case 'application':
      return { kind: 'application', index: 0 }
    case 'confirm':
      return { kind: 'confirm', yes: true }
  }
}
