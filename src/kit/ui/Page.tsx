// The head of a screen, its sections, and the pairs of a word and its value that files are made of.
import { createContext, type ReactNode, useContext, useEffect, useId } from 'react'
import { Link } from 'react-aria-components'
import { t } from '#kit/say.ts'
import { Icon } from './Icon.tsx'

interface HeaderProps {
  title: string
  /** One line under the title. */
  lead?: ReactNode
  /** Badges beside the title. */
  marks?: ReactNode
  /** At most one primary button. */
  actions?: ReactNode
  back?: { href: string; label: string }
}

export function PageHeader({ title, lead, marks, actions, back }: HeaderProps) {
  useEffect(() => {
    document.title = `${title} · ${t('shell.product')}`
  }, [title])
  return (
    <header className="page-head">
      {back && (
        <Link href={back.href} className="page-back">
          <Icon name="back" size={16} />
          {back.label}
        </Link>
      )}
      <div className="page-line">
        <h1 className="page-title" dir="auto">
          {title}
        </h1>
        {marks}
        {actions && <div className="page-actions">{actions}</div>}
      </div>
      {lead && <p className="page-lead">{lead}</p>}
    </header>
  )
}

interface SectionProps {
  title: string
  lead?: ReactNode
  actions?: ReactNode
  children: ReactNode
  /** Without the card around it. */
  plain?: boolean
}

const Depth = createContext<2 | 3 | 4>(2)

/** A section inside another is a heading below it for whoever listens. */
export function Section({ title, lead, actions, children, plain }: SectionProps) {
  const id = useId()
  const depth = useContext(Depth)
  const Heading = `h${depth}` as const
  return (
    <section className={plain ? 'section' : 'section section-card'} aria-labelledby={id}>
      <div className="section-head">
        <Heading id={id} className="section-title">
          {title}
        </Heading>
        {actions && <div className="section-actions">{actions}</div>}
      </div>
      {lead && <p className="section-lead">{lead}</p>}
      <Depth value={depth === 2 ? 3 : 4}>{children}</Depth>
    </section>
  )
}

/** Word and value, in as many columns as fit; values not known are left out by the screen. */
export function Facts({ items }: { items: { label: string; value: ReactNode }[] }) {
  return (
    <dl className="facts">
      {items.map(({ label, value }) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}

/** Two columns on a wide screen: the work, and what stands beside it. */
export function Columns({ children, aside }: { children: ReactNode; aside: ReactNode }) {
  return (
    <div className="columns">
      <div className="stack">{children}</div>
      <aside className="stack">{aside}</aside>
    </div>
  )
}

export function Stack({ children }: { children: ReactNode }) {
  return <div className="stack">{children}</div>
}

/** Filters and searches above a list. */
export function Toolbar({ children }: { children: ReactNode }) {
  return <div className="toolbar">{children}</div>
}
