import { contextBridge, ipcRenderer } from 'electron'
import type { Bridge, CallAnswer } from '../contract/ipc'
import { BRIDGE_NAME, callNames, eventNames } from '../contract/names'

// Everything the window may ever ask for is a name in the contract; nothing else passes.
const allowedCalls: ReadonlySet<string> = new Set(callNames)
const allowedEvents: ReadonlySet<string> = new Set(eventNames)

const bridge: Bridge = {
  async call(name, input) {
    if (!allowedCalls.has(name)) throw new Error('this call is not in the contract')
    return (await ipcRenderer.invoke(name, input)) as CallAnswer<unknown>
  },
  on(name, listener) {
    if (!allowedEvents.has(name)) throw new Error('this event is not in the contract')
    const forward = (_event: unknown, data: unknown): void => listener(data)
    ipcRenderer.on(name, forward)
    return () => ipcRenderer.removeListener(name, forward)
  }
}

contextBridge.exposeInMainWorld(BRIDGE_NAME, bridge)
