import type { CardQuestion, CardReply } from '../contract/ecash'
import { amountText } from '../engine/trace/explain/values/money'
import type { LocalText } from '../texts/local-text'
import { transactTexts as say } from '../texts/cli/transact'
import { note, type CliContext } from './context'
import { safeText } from './output/safe-text'
import type { PinLines } from './pin-lines'

const PIN = /^\d{4,12}$/

/**
 * Puts the questions of a card action to the person at the terminal. PINs are typed unseen, or come from `pins`. Where
 * nobody is there to answer, the action goes on without a PIN that is optional, else it is cancelled.
 */
export function cardQuestions(
  context: CliContext,
  pins?: PinLines
): (question: CardQuestion) => Promise<CardReply> {
  return (question) => {
    switch (question.kind) {
      case 'pin':
        return askPin(context, question, pins)
      case 'application':
        return askApplication(context, question)
      case 'confirm':
        return askConfirmation(context, question.text)
    }
  }
}

/**
 * An empty line passes over the PIN; what is no PIN is asked for again, as the card would count it. A new one is typed
 * twice, since nobody sees it.
 */
async function askPin(
  context: CliContext,
  question: CardQuestion & { kind: 'pin' },
  pins: PinLines | undefined
): Promise<CardReply> {
  const { language, terminal } = context
  const prompt = pinPrompt(question)[language]
  for (;;) {
    const line = pins === undefined ? await terminal.askHidden(prompt) : pins.next()
    if (line === undefined) {
      if (question.optional === true) return { kind: 'pin', pin: null }
      note(context, say.noPinGiven)
      return { kind: 'cancelled' }
    }
    if (line === '') return { kind: 'pin', pin: null }
    if (!PIN.test(line)) note(context, say.notAPin)
    else if (question.purpose !== 'new' || pins !== undefined) return { kind: 'pin', pin: line }
    else {
      const again = await terminal.askHidden(say.newPinAgain[language])
      if (again === undefined) return { kind: 'cancelled' }
      if (again === line) return { kind: 'pin', pin: line }
      note(context, say.pinsDiffer)
    }
  }
}

function pinPrompt({ purpose, triesLeft, amount, currency }: CardQuestion & { kind: 'pin' }): LocalText {
  const money =
    amount === undefined || currency === undefined
      ? undefined
      : amountText(amount, String(currency).padStart(3, '0'))
  return say.pin(purpose, money, triesLeft)
}

async function askApplication(
  { terminal, language }: CliContext,
  { candidates }: CardQuestion & { kind: 'application' }
): Promise<CardReply> {
  const lines = candidates.map(({ aid, label }, index) => `  ${index + 1}  ${safeText(label)}  ${aid}`)
  const answer = await terminal.ask(`${lines.join('\n')}\n${say.whichApplication[language]}`)
  const index = Number(answer ?? NaN) - 1
  return candidates[index] === undefined ? { kind: 'cancelled' } : { kind: 'application', index }
}

async function askConfirmation({ terminal, language }: CliContext, text: LocalText): Promise<CardReply> {
  const answer = await terminal.ask(`${text[language]} ${say.yesOrNo[language]}`)
  if (answer === undefined) return { kind: 'cancelled' }
  return { kind: 'confirm', yes: /^(?:y|yes|是)$/i.test(answer.trim()) }
}
