// The keyboard of the desk: `g` and a letter to go, Ctrl+K to find, `?` to ask, Shift+Q to leave at once.
import { useEffect, useRef } from 'react'
import { places } from './navigation.ts'

interface Answers {
  go: (href: string) => void
  find: () => void
  help: () => void
  leave: () => void
}

export const findKeys = 'Ctrl K'
const togetherMs = 1200
const isWriting = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))

export const useShortcuts = (answers: Answers, awake: boolean): void => {
  const latest = useRef(answers)
  latest.current = answers
  useEffect(() => {
    if (!awake) return
    let goingAt = Number.NEGATIVE_INFINITY
    const onKey = (event: KeyboardEvent) => {
      const { go, find, help, leave } = latest.current
      if ((event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === 'k') {
        event.preventDefault()
        find()
        return
      }
      const inDialog = event.target instanceof Element && event.target.closest('[role="dialog"], [role="listbox"]')
      if (event.ctrlKey || event.metaKey || event.altKey || isWriting(event.target) || inDialog) return
      if (event.key === '?') help()
      else if (event.key === 'Q' && event.shiftKey) leave()
      else if (event.key === 'g') goingAt = event.timeStamp
      else if (event.timeStamp - goingAt < togetherMs) {
        const place = places.find(({ key }) => key === event.key)
        goingAt = Number.NEGATIVE_INFINITY
        if (place) go(place.href)
      }
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [awake])
}
