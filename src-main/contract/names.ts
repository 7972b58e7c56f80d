// Without a schema in it: the preload script, which knows no more than names, is part of every start.

/** Every call that the window may make; `calls` gives the shapes. */
export const callNames = [
  'app.info',
  'settings.get',
  'settings.set',
  'readers.list',
  'readers.details',
  'readers.signal',
  'inspect.start',
  'job.cancel',
  'reports.recent',
  'reports.get',
  'reports.forget',
  'reports.save',
  'reports.print',
  'reports.open',
  'reports.compare',
  'ecash.read',
  'action.start',
  'action.answer',
  'action.cancel',
  'entries.open',
  'entries.settle',
  'entries.history',
  'receipts.get',
  'receipts.print',
  'receipts.save',
  'terminal.presets',
  'issuer.overview',
  'purchases.upload',
  'trace.entries',
  'trace.explain',
  'trace.clear',
  'trace.save',
  'trace.replay',
  'trace.eject',
  'shelf.list',
  'shelf.create',
  'shelf.insert',
  'shelf.remove',
  'shelf.reset',
  'shelf.delete',
  'shelf.seen',
  'doctor.run'
] as const

/** Everything that main tells the window without being asked; `events` gives the shapes. */
export const eventNames = [
  'readers.changed',
  'shelf.changed',
  'trace.appended',
  'reports.changed',
  'job.progress',
  'job.done',
  'job.failed',
  'action.progress',
  'action.asks',
  'action.committed',
  'action.done',
  'action.failed',
  'entries.changed'
] as const

export type CallName = (typeof callNames)[number]
export type EventName = (typeof eventNames)[number]

export const BRIDGE_NAME = 'cardwright'
