// A short word about a thing's state, and neutral chips for what it has. The word carries the meaning; colour only helps.
import type { ReactNode } from 'react'
import { Icon, type IconName } from './Icon.tsx'

export type BadgeTone = 'neutral' | 'calm' | 'good' | 'warning' | 'danger'

export function Badge({
  tone = 'neutral',
  icon,
  children,
}: {
  tone?: BadgeTone
  icon?: IconName
  children: ReactNode
}) {
  return (
    <span className={`badge badge-${tone}`}>
      {icon && <Icon name={icon} size={14} />}
      {children}
    </span>
  )
}

export function Chip({ children }: { children: ReactNode }) {
  return (
    <span className="chip" dir="auto">
      {children}
    </span>
  )
}

/** Chips that wrap, with one name for the whole. */
export function Chips({ label, items }: { label: string; items: string[] }) {
  return (
    <ul className="chips" aria-label={label}>
      {items.map((item) => (
        <li key={item}>
          <Chip>{item}</Chip>
        </li>
      ))}
    </ul>
  )
}
