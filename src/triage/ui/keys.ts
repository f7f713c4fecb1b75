// The keys of triage: one letter does one thing, wherever one is not writing, and never as the second key of `g …`.
import { useEffect, useRef } from 'react'

export type Keys = Record<string, (() => void) | undefined>

const togetherMs = 1200
const isBusy = (target: EventTarget | null): boolean =>
  target instanceof Element &&
  (/^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName) ||
    (target as HTMLElement).isContentEditable ||
    target.closest('[role="dialog"], [role="alertdialog"], [role="listbox"], [role="menu"]') !== null)

export const useKeys = (keys: Keys): void => {
  const latest = useRef(keys)
  latest.current = keys
  useEffect(() => {
    let goingAt = Number.NEGATIVE_INFINITY
    const listen = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || isBusy(event.target)) return
      // A question that is open has the keyboard to itself.
      if (document.querySelector('[role="dialog"], [role="alertdialog"]')) return
      if (event.key === 'g') {
        goingAt = event.timeStamp
        return
      }
      const act = latest.current[event.key]
      if (!act || event.timeStamp - goingAt < togetherMs) return
      event.preventDefault()
      act()
    }
    window.addEventListener('keydown', listen)
    return () => window.removeEventListener('keydown', listen)
  }, [])
}
