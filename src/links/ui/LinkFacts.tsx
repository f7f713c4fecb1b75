// How a link stands, and who opened it when.
import { Badge, type BadgeTone, List, ListItem } from '#kit/ui/index.ts'
import { day, isolate, moment, t } from '#language/here.ts'
import type { LinkOpening, LinkShown, LinkState } from '../link.ts'

const tones: Record<LinkState, BadgeTone> = {
  open: 'calm',
  used: 'good',
  locked: 'danger',
  expired: 'neutral',
  revoked: 'neutral',
}

export function LinkBadge({ link }: { link: LinkShown }) {
  return <Badge tone={tones[link.state]}>{t(`links.state.${link.state}`)}</Badge>
}

export const linkText = ({ link_by, code_by, made_at, expires_at, tries_left, state }: LinkShown): string =>
  [
    t('links.made_on', { day: day(made_at.slice(0, 10)), until: day(expires_at.slice(0, 10)) }),
    t('links.ways', { link: t(`links.by.${link_by}`), code: t(`links.by.${code_by}`) }),
    ...(state === 'open' || state === 'used' ? [t('links.tries_left', { count: tries_left })] : []),
  ].join(' · ')

export function Openings({ openings }: { openings: LinkOpening[] }) {
  if (openings.length === 0) return <p className="quiet">{t('links.never_opened')}</p>
  return (
    <List label={t('links.openings')}>
      {openings.map(({ opened_at, reader }) => (
        <ListItem key={opened_at} icon="person" title={isolate(reader)} detail={moment(opened_at)} />
      ))}
    </List>
  )
}
