// What runs before courts and offices, one row for each: what it is, where it stands, who stands for her, and what is next.
import { Badge, Button, EmptyState, List, ListItem, Name, Section } from '#kit/ui/index.ts'
import { day, t } from '#language/here.ts'
import { countryName } from '#language/ui/names.ts'
import type { Matter } from '../matter.ts'
import { matterName, missingIn, nextHearing, statusTones } from './matter-words.ts'

export function LawyerLine({ lawyer }: { lawyer: Matter['lawyer'] }) {
  if (lawyer.kind === 'none') return <>{t('proceedings.lawyer.none')}</>
  return (
    <>
      <Name>{lawyer.name}</Name> · {t(`proceedings.lawyer.kind.${lawyer.kind}`)} ·{' '}
      {t(`proceedings.lawyer.status.${lawyer.status}`)}
    </>
  )
}

function Row({ matter, today, onOpen }: { matter: Matter; today: string; onOpen: () => void }) {
  const next = nextHearing(matter, today)
  const { court, number, jurisdiction, status, lawyer } = matter
  return (
    <ListItem
      icon="file"
      title={matterName(matter)}
      detail={
        <>
          <bdi dir="auto">{[court, number].filter(Boolean).join(' · ') || countryName(jurisdiction)}</bdi>
          <br />
          <LawyerLine lawyer={lawyer} />
          {next && (
            <span className="matter-next">
              {t('proceedings.matter.next', {
                what: t(`proceedings.hearing.kind.${next.kind}`),
                day: day(next.on_day, 'long'),
              })}
              {next.preparation.length > 0 && <> · {missingIn(next)}</>}
            </span>
          )}
        </>
      }
      aside={
        <>
          <Badge tone={statusTones[status]}>{t(`proceedings.matter.status.${status}`)}</Badge>
          <Button small onPress={onOpen} aria-label={`${t('proceedings.matter.open')}: ${matterName(matter)}`}>
            {t('proceedings.matter.open')}
          </Button>
        </>
      }
    />
  )
}

interface Props {
  matters: Matter[]
  today: string
  mayWrite: boolean
  onOpen: (matter: Matter) => void
  onAdd: () => void
}

export function Matters({ matters, today, mayWrite, onOpen, onAdd }: Props) {
  const add = mayWrite && (
    <Button icon="add" kind={matters.length === 0 ? 'primary' : 'secondary'} onPress={onAdd}>
      {t('proceedings.matter.add')}
    </Button>
  )
  return (
    <Section
      title={t('proceedings.matters')}
      lead={t('proceedings.matters.lead')}
      {...(matters.length > 0 && { actions: add })}
    >
      {matters.length === 0 ? (
        <EmptyState icon="file" title={t('proceedings.matters.none')} {...(add && { action: add })}>
          <p>{t('proceedings.matters.none_why')}</p>
        </EmptyState>
      ) : (
        <List label={t('proceedings.matters')}>
          {matters.map((matter) => (
            <Row key={matter.matter_id} matter={matter} today={today} onOpen={() => onOpen(matter)} />
          ))}
        </List>
      )}
    </Section>
  )
}
