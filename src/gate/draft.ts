// A form's answers that come back after a crash, a closed tab or a lost line.
import { useCallback, useEffect, useRef, useState } from 'react'

/** At most this much typing is lost when the device dies. */
const pauseMs = 250
// The sealed store is fetched when a first form needs it; most visits to the desk never do.
const drafts = () => import('./drafts.ts')

/** Returns the answers, a way to set them, a way to forget them once saved, and whether they came back from a draft. */
export const useDraft = <Answers>(
  name: string,
  initial: Answers,
): [Answers, (next: Answers) => void, () => void, boolean] => {
  const [answers, show] = useState(initial)
  const [returned, setReturned] = useState(false)
  const touched = useRef(false)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const latest = useRef<Answers | undefined>(undefined)

  const keepNow = useCallback(() => {
    clearTimeout(timer.current)
    timer.current = undefined
    if (latest.current === undefined) return
    const value = latest.current
    latest.current = undefined
    void drafts().then(({ keepDraft }) => keepDraft(name, value))
  }, [name])

  useEffect(() => {
    let here = true
    touched.current = false
    drafts()
      .then(({ findDraft }) => findDraft(name))
      .then((found) => {
        // What she is typing now is newer than what was kept.
        if (!here || touched.current || found === undefined) return
        show(found as Answers)
        setReturned(true)
      })
      .catch(() => {})
    window.addEventListener('pagehide', keepNow)
    document.addEventListener('visibilitychange', keepNow)
    return () => {
      here = false
      window.removeEventListener('pagehide', keepNow)
      document.removeEventListener('visibilitychange', keepNow)
      keepNow()
    }
  }, [name, keepNow])

  const set = useCallback(
    (next: Answers) => {
      touched.current = true
      latest.current = next
      show(next)
      timer.current ??= setTimeout(keepNow, pauseMs)
    },
    [keepNow],
  )

  const clear = useCallback(() => {
    clearTimeout(timer.current)
    timer.current = undefined
    latest.current = undefined
    touched.current = true
    setReturned(false)
    void drafts().then(({ forgetDraft }) => forgetDraft(name))
  }, [name])

  return [answers, set, clear, returned]
}
