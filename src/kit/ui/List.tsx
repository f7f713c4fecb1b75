// A plain list of things to read or open, each with a line that names it and a line that explains it.
import type { ReactNode } from 'react'
import { Link } from 'react-aria-components'
import { Icon, type IconName } from './Icon.tsx'

export function List({ label, children }: { label?: string; children: ReactNode }) {
  return (
    <ul className="list" {...(label ? { 'aria-label': label } : {})}>
      {children}
    </ul>
  )
}

interface ItemProps {
  title: ReactNode
  detail?: ReactNode
  /** A path of the desk: makes the title a link and the whole row pressable. */
  href?: string
  icon?: IconName
  /** Badges, dates and buttons at the end of the row. */
  aside?: ReactNode
}

export function ListItem({ title, detail, href, icon, aside }: ItemProps) {
  return (
    <li className="list-item">
      {icon && (
        <span className="list-icon">
          <Icon name={icon} />
        </span>
      )}
      <div className="list-words">
        {href ? (
          <Link href={href} className="list-title list-link">
            {title}
          </Link>
        ) : (
          <span className="list-title">{title}</span>
        )}
        {detail && <span className="list-detail">{detail}</span>}
      </div>
      {aside && <div className="list-aside">{aside}</div>}
    </li>
  )
}
