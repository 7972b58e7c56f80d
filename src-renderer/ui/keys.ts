const onMac = navigator.userAgent.includes('Mac')

const onMacSigns: Readonly<Record<string, string>> = { Mod: '⌘', Shift: '⇧', Alt: '⌥' }

/** `Mod+K` as this system writes it: its parts in order. */
export function keyParts(keys: string): readonly string[] {
  return keys.split('+').map((key) => (onMac ? (onMacSigns[key] ?? key) : key === 'Mod' ? 'Ctrl' : key))
}

/** Whether the pressed keys are `Mod` (Ctrl, or Command on a Mac) and this key, and nothing else. */
export function isMod(event: KeyboardEvent, key: string): boolean {
  const mod = onMac ? event.metaKey && !event.ctrlKey : event.ctrlKey && !event.metaKey
  return mod && !event.altKey && !event.shiftKey && event.key.toLowerCase() === key
}
