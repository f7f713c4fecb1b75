// What is known of the person's health, list by list: what holds now in sight, what is over behind one press.
import { useState } from 'react'
import { Badge, Button, type IconName, List, ListItem, Menu, Section } from '#kit/ui/index.ts'
import { day, t } from '#language/here.ts'
import { weeksOf } from '../pregnancy.rules.ts'
import { isCurrent, nameOfAllergy } from '../record.rules.ts'
import type { HealthRecord, RecordKind } from '../record.ts'
import { joined, medicationLine, type SideProps } from './care-words.ts'
import { RecordDialog } from './RecordDialog.tsx'

const kinds: readonly RecordKind[] = ['medication', 'allergy', 'condition', 'vaccination', 'pregnancy']
const icons: Record<RecordKind, IconName> = {
  medication: 'clock',
  allergy: 'warning',
  condition: 'heart',
  vaccination: 'check',
  pregnancy: 'heart',
}

const titleOf = (record: HealthRecord): string => {
  const { says } = record
  if (says.kind === 'medication') return medicationLine(record)
  if (says.kind === 'allergy') return nameOfAllergy(record)
  if (says.kind === 'vaccination') return t(`care.vaccine.${says.vaccine}`)
  return says.kind === 'condition' ? t(`care.condition.${says.condition}`) : t('care.record.pregnancy')
}

const pregnancyLine = (says: Extract<HealthRecord['says'], { kind: 'pregnancy' }>, today: string): string => {
  const weeks = weeksOf(says, today)
  if (says.ended_on)
    return t('care.pregnancy.ended_line', { how: t(`care.pregnancy.ended.${says.ended_how}`), day: day(says.ended_on) })
  if (!weeks) return t('care.pregnancy.no_count')
  return joined(
    t(weeks.estimate ? 'care.pregnancy.weeks_estimate' : 'care.pregnancy.weeks', { ...weeks }),
    t(weeks.estimate ? 'care.pregnancy.term_estimate' : 'care.pregnancy.term', { day: day(weeks.term_on) }),
    says.wish !== 'not_said' && t(`care.pregnancy.wish.${says.wish}`),
  )
}

const detailOf = ({ says }: HealthRecord, today: string): string => {
  if (says.kind === 'medication')
    return joined(
      says.since && t('care.since', { day: day(says.since) }),
      says.until && t('care.until', { day: day(says.until) }),
      says.prescribed_by && t('care.medication.by', { who: says.prescribed_by }),
      says.words,
    )
  if (says.kind === 'allergy') return joined(says.reaction, says.words)
  if (says.kind === 'vaccination')
    return joined(
      says.given_on && day(says.given_on),
      says.dose !== null && t('care.vaccination.dose', { dose: says.dose }),
      t(`care.vaccination.seen.${says.seen}`),
      says.next_on && t('care.vaccination.next', { day: day(says.next_on) }),
      says.words,
    )
  if (says.kind === 'condition')
    return joined(says.since_year !== null && t('care.condition.since', { year: String(says.since_year) }), says.words)
  return joined(pregnancyLine(says, today), says.words)
}

function MarksOf({ record }: { record: HealthRecord }) {
  const { says, status, alert_id } = record
  return (
    <>
      {says.kind === 'medication' && says.safe_to_have === 'not_safe' && (
        <Badge tone="danger" icon="warning">
          {t('care.medication.not_safe')}
        </Badge>
      )}
      {says.kind === 'allergy' && (
        <Badge tone={says.severity === 'mild' ? 'neutral' : 'danger'}>{t(`care.severity.${says.severity}`)}</Badge>
      )}
      {alert_id && <Badge>{t('care.allergy.on_top')}</Badge>}
      {status !== 'live' && <Badge>{t(`care.status.${status}`)}</Badge>}
    </>
  )
}

export function Health(props: SideProps) {
  const { file, care, today } = props
  const [open, setOpen] = useState<HealthRecord | RecordKind | null>(null)
  const [past, setPast] = useState(false)
  const current = care.records.filter((record) => isCurrent(record, today))
  const over = care.records.filter((record) => !current.includes(record))
  const possible = kinds.filter((kind) =>
    file.writes.includes('health')
      ? true
      : file.writes.includes('mind') && (kind === 'medication' || kind === 'condition'),
  )
  const shown = past ? care.records : current
  const rows = (kind: RecordKind) => shown.filter(({ says }) => says.kind === kind)
  return (
    <Section
      title={t('care.health.title')}
      actions={
        possible.length > 0 && (
          <Menu
            label={t('care.health.add')}
            icon="add"
            showLabel
            items={possible.map((kind) => ({
              id: kind,
              label: t(`care.record.${kind}`),
              onAction: () => setOpen(kind),
            }))}
          />
        )
      }
    >
      {shown.length === 0 && care.loose_alerts.length === 0 && <p className="care-quiet">{t('care.health.none')}</p>}
      {kinds
        .filter((kind) => rows(kind).length > 0 || (kind === 'allergy' && care.loose_alerts.length > 0))
        .map((kind) => (
          <div key={kind}>
            <h3 className="care-head">{t(`care.records.${kind}`)}</h3>
            <List label={t(`care.records.${kind}`)}>
              {rows(kind).map((record) => (
                <ListItem
                  key={record.record_id}
                  icon={icons[kind]}
                  title={
                    <button type="button" className="care-open" dir="auto" onClick={() => setOpen(record)}>
                      {titleOf(record)}
                    </button>
                  }
                  detail={<bdi dir="auto">{detailOf(record, today)}</bdi>}
                  aside={<MarksOf record={record} />}
                />
              ))}
              {kind === 'allergy' &&
                care.loose_alerts.map(({ alert_id, words }) => (
                  <ListItem
                    key={alert_id}
                    icon="warning"
                    title={<bdi dir="auto">{words}</bdi>}
                    detail={t('care.allergy.only_on_top')}
                  />
                ))}
            </List>
          </div>
        ))}
      {over.length > 0 && (
        <div>
          <Button small kind="quiet" onPress={() => setPast(!past)}>
            {t(past ? 'care.health.hide_over' : 'care.health.show_over', { count: over.length })}
          </Button>
        </div>
      )}
      {open && (
        <RecordDialog
          {...props}
          kind={typeof open === 'string' ? open : open.says.kind}
          record={typeof open === 'string' ? null : open}
          onDone={() => setOpen(null)}
        />
      )}
    </Section>
  )
}
