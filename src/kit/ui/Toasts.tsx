// Shows what was just done and offers to undo it. A message waits while it is being read or reached with the keyboard.
import { useEffect, useState, useSyncExternalStore } from 'react'
import { t } from '#kit/say.ts'
import { Button } from './Button.tsx'
import { Icon } from './Icon.tsx'
import { dismiss, type ToastMessage, toastStore } from './toasts.ts'

const staysMs = 7000
const staysWithUndoMs = 15_000

function Toast({ message }: { message: ToastMessage }) {
  const [held, setHeld] = useState(false)
  useEffect(() => {
    if (held || message.tone === 'danger') return
    const timer = setTimeout(() => dismiss(message.id), message.undo ? staysWithUndoMs : staysMs)
    return () => clearTimeout(timer)
  }, [held, message])
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: only holds the message while it is read
    <div
      className={`toast toast-${message.tone}`}
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      <Icon name={message.tone === 'good' ? 'check' : 'warning'} />
      <span dir="auto">{message.text}</span>
      {message.undo && (
        <Button
          small
          onPress={() => {
            dismiss(message.id)
            void message.undo?.()
          }}
        >
          {t('ui.undo')}
        </Button>
      )}
      <Button small kind="quiet" icon="close" aria-label={t('ui.close')} onPress={() => dismiss(message.id)} />
    </div>
  )
}

/** Stands once, in the shell. */
export function Toasts() {
  const messages = useSyncExternalStore(toastStore.subscribe, toastStore.read)
  return (
    <div className="toasts" role="status" aria-live="polite">
      {messages.map((message) => (
        <Toast key={message.id} message={message} />
      ))}
    </div>
  )
}
