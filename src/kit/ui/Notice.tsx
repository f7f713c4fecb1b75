// A quiet word beside the work: something to know, to be careful of, or that went well.
import type { ReactNode } from 'react'
import { Icon } from './Icon.tsx'

export type Tone = 'info' | 'good' | 'warning' | 'danger'

export function Notice({ tone = 'info', children }: { tone?: Tone; children: ReactNode }) {
  const icon = tone === 'good' ? 'check' : tone === 'info' ? 'info' : 'warning'
  return (
    <div className={`notice notice-${tone}`} role="note">
      <Icon name={icon} />
      <div>{children}</div>
    </div>
  )
}
