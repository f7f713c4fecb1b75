// Notices that nobody is at the keyboard. The moment is compared on waking too, because a sleeping laptop runs no timer.
import { useEffect, useState } from 'react'

const usualMinutes = 15
const signs = ['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchstart'] as const

export const useIdle = (awake: boolean, minutes = usualMinutes): boolean => {
  const [idle, setIdle] = useState(false)
  useEffect(() => {
    if (!awake || idle) return
    let last = Date.now()
    const look = () => Date.now() - last > minutes * 60_000 && setIdle(true)
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
  }, [awake, idle, minutes])
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
