// One of many of a kind, with its own heading. Not a landmark: ten services of one name would be ten doors that a
// screen reader cannot tell apart.
import { type ReactNode, useId } from 'react'

interface Props {
  title: string
  /** 2 straight under the title of the page. */
  level?: 2 | 3
  lead?: ReactNode
  /** Badges and small buttons beside the title. */
  actions?: ReactNode
  children: ReactNode
}

export function Card({ title, level = 3, lead, actions, children }: Props) {
  const Heading = `h${level}` as const
  const id = useId()
  return (
    <article className="section section-card" aria-labelledby={id}>
      <div className="section-head">
        <Heading id={id} className="section-title" dir="auto">
          {title}
        </Heading>
        {actions && <div className="section-actions">{actions}</div>}
      </div>
      {lead && <p className="section-lead">{lead}</p>}
      {children}
    </article>
  )
}
