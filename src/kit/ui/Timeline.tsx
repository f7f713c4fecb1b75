// What happened, newest first: when, what, by whom, and what was written about it.
import type { ReactNode } from 'react'
import { Icon, type IconName } from './Icon.tsx'

export interface TimelineEntry {
  id: string
  icon?: IconName
  /** Already written for the reader: a date, or a date and an hour. */
  when: string
  /** The same moment for machines. */
  at: string
  title: ReactNode
  who?: ReactNode
  body?: ReactNode
  actions?: ReactNode
}

export function Timeline({ label, entries }: { label: string; entries: TimelineEntry[] }) {
  return (
    <ol className="timeline" aria-label={label}>
      {entries.map((entry) => (
        <li key={entry.id} className="timeline-entry">
          <span className="timeline-mark">
            <Icon name={entry.icon ?? 'note'} size={16} />
          </span>
          <div className="timeline-words">
            <p className="timeline-head">
              <strong>{entry.title}</strong>
              <span className="timeline-when">
                <time dateTime={entry.at}>{entry.when}</time>
                {entry.who && <> · {entry.who}</>}
              </span>
            </p>
            {entry.body && (
              <div className="timeline-body" dir="auto">
                {entry.body}
              </div>
            )}
            {entry.actions}
          </div>
        </li>
      ))}
    </ol>
  )
}
