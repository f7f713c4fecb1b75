// An empty place says what will stand here, why it is worth having, and how to begin.
import type { ReactNode } from 'react'
import { Icon, type IconName } from './Icon.tsx'

interface Props {
  icon?: IconName
  title: string
  /** What this place is for, in a sentence or two. */
  children?: ReactNode
  /** The first step, usually one button. */
  action?: ReactNode
}

export function EmptyState({ icon = 'heart', title, children, action }: Props) {
  return (
    <div className="empty">
      <span className="empty-icon">
        <Icon name={icon} size={28} />
      </span>
      <p className="empty-title">{title}</p>
      {children && <div className="empty-words">{children}</div>}
      {action}
    </div>
  )
}
