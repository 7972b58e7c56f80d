import type { IpcMain, IpcMainInvokeEvent, WebContents } from 'electron'
import {
  calls,
  events,
  type CallAnswer,
  type CallInput,
  type CallOutput,
  type EventData
} from '../contract/ipc'
import { callNames, type CallName, type EventName } from '../contract/names'
import { AppFailure, appErrorOf } from '../services/app-failure'
import { APP_ORIGIN } from './app-protocol'
import { windowError } from './window-error'

export type CallHandlers = {
  readonly [N in CallName]: (input: CallInput<N>) => CallOutput<N> | Promise<CallOutput<N>>
}

/**
 * Answers the window's calls. Every call is checked for who sends it (the main frame of our own page) and for its
 * shape in both directions; an error crosses as its sentence, never as a stack.
 */
export function routeCalls(
  ipcMain: IpcMain,
  handlers: CallHandlers,
  onFault: (call: string, error: unknown) => void
): void {
  for (const name of callNames) {
    ipcMain.handle(name, async (event, input: unknown): Promise<CallAnswer<unknown>> => {
      try {
        if (!isOurPage(event)) throw new AppFailure('bad-request')
        return { ok: true, value: await answer(name, input, handlers) }
      } catch (error) {
        if (!(error instanceof AppFailure)) onFault(name, error)
        return { ok: false, error: windowError(appErrorOf(error)) }
      }
    })
  }
}

async function answer<N extends CallName>(name: N, input: unknown, handlers: CallHandlers): Promise<unknown> {
  const { input: inputSchema, output: outputSchema } = calls[name]
  const parsed = inputSchema.safeParse(input)
  if (!parsed.success) throw new AppFailure('bad-request')
  const handler: (input: CallInput<N>) => unknown = handlers[name]
  return outputSchema.parse(await handler(parsed.data as CallInput<N>))
}

function isOurPage(event: IpcMainInvokeEvent): boolean {
  const frame = event.senderFrame
  if (frame === null || frame !== event.sender.mainFrame) return false
  return frame.url.startsWith(`${APP_ORIGIN}/`)
}

/** Tells the window something, in the shape of the contract. A window that is gone is passed over. */
export function sendEvent<N extends EventName>(
  target: WebContents | undefined,
  name: N,
  data: EventData<N>
): void {
  if (target === undefined || target.isDestroyed()) return
  const told = 'error' in data ? Object.assign({}, data, { error: windowError(data.error) }) : data
  target.send(name, events[name].parse(told))
}
