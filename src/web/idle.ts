// Notices that nobody is at the keyboard. The moment is compared on waking too, because a sleeping laptop runs no timer.
import { useEffect, useState } from 'react'

const idleMs = 15 * 60_000
const signs = ['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchstart'] as const

export const useIdle = (awake: boolean): boolean => {
  const [idle, setIdle] = useState(false)
  useEffect(() => {
    if (!awake || idle) return
    let last = Date.now()
    const look = () => Date.now() - last > idleMs && setIdle(true)
    const here = () => {
      look()
      last = Date.now()
    }
    const timer = setInterval(look, 15_000)
    for (const sign of signs) window.addEventListener(sign, here, { passive: true })
    document.addEventListener('visibilitychange', look)
    return () => {
      clearInterval(timer)
      for (const sign of signs) window.removeEventListener(sign, here)
      document.removeEventListener('visibilitychange', look)
    }
  }, [awake, idle])
  return idle
}

const listen = (tell: () => void) => {
  window.addEventListener('online', tell)
  window.addEventListener('offline', tell)
  return () => {
    window.removeEventListener('online', tell)
    window.removeEventListener('offline', tell)
  }
}
export const lineStore = { subscribe: listen, read: () => navigator.onLine }
