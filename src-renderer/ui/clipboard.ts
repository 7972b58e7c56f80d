/**
 * Puts text on the clipboard from within a click. The window denies every permission, the clipboard's too, so this
 * takes the way that needs none: copying a selection.
 */
export function copyText(text: string): boolean {
  const area = document.createElement('textarea')
  area.value = text
  area.className = 'visually-hidden'
  area.readOnly = true
  const focused = document.activeElement
  // Inside a dialog, so that its focus trap lets the selection be.
  const host = focused?.closest('[role="dialog"], [role="menu"]') ?? document.body
  host.append(area)
  area.select()
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- its successor needs a permission
  const copied = document.execCommand('copy')
  area.remove()
  if (focused instanceof HTMLElement) focused.focus({ preventScroll: true })
  return copied
}
