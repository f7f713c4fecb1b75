// What was just done, waiting to be shown: any part of the desk may add one, and undo runs the way back.

export interface ToastMessage {
  id: number
  text: string
  tone: 'good' | 'danger'
  undo?: () => void | Promise<void>
}

let shown: readonly ToastMessage[] = []
let last = 0
let lastAt = 0
const listeners = new Set<() => void>()

const change = (next: readonly ToastMessage[]): void => {
  shown = next
  for (const listener of listeners) listener()
}

/** Shows a sentence at the foot of the desk; with `undo` it offers the way back. */
export const toast = (text: string, options: { tone?: 'good' | 'danger'; undo?: () => void | Promise<void> } = {}) => {
  // A second press within a moment does the same thing once more, to no effect: once is enough to say.
  const again = Date.now() - lastAt < 1000 && shown.at(-1)?.id === last && shown.at(-1)?.text === text
  lastAt = Date.now()
  if (again && !options.undo) return
  last += 1
  const added = { id: last, text, tone: options.tone ?? 'good', ...(options.undo ? { undo: options.undo } : {}) }
  change([...shown.slice(-2), added])
}

export const dismiss = (id: number): void => change(shown.filter((each) => each.id !== id))

export const toastStore = {
  subscribe: (listener: () => void) => {
    listeners.add(listener)
    return () => listeners.delete(listener)
  },
  read: () => shown,
}
