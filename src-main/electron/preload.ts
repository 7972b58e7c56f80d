import { contextBridge, ipcRenderer } from 'electron'
import { BRIDGE_NAME, calls, events, type Bridge, type CallAnswer } from '../contract/ipc'

// Everything the window may ever ask for is a name in the contract; nothing else passes.
const allowedCalls: ReadonlySet<string> = new Set(Object.keys(calls))
const allowedEvents: ReadonlySet<string> = new Set(Object.keys(events))

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
