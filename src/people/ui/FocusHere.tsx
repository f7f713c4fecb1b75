// Takes the focus when it appears: the button that was pressed has gone, and whoever works by keyboard goes on from here.
import { type ReactNode, useEffect, useRef } from 'react'

export function FocusHere({ label, children }: { label: string; children: ReactNode }) {
  const here = useRef<HTMLElement>(null)
  useEffect(() => here.current?.focus({ preventScroll: true }), [])
  return (
    <section ref={here} tabIndex={-1} aria-label={label} className="focus-here">
      {children}
    </section>
  )
}
