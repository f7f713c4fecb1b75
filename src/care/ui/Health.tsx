// What is known of the person's health, list by list: what holds now in sight, what is over behind one press.
import { useState } from 'react'
import { Badge, Button, type IconName, List, ListItem, Menu, Section } from '#kit/ui/index.ts'
import { day, t } from '#language/here.ts'
import { isCurrent } from '../record.rules.ts'
import type { HealthRecord, RecordKind } from '../record.ts'
import { tellRecord, tellRecordName } from '../told.rules.ts'
import type { SideProps } from './care-words.ts'
import { RecordDialog } from './RecordDialog.tsx'

const kinds: readonly RecordKind[] = ['medication', 'allergy', 'condition', 'vaccination', 'pregnancy']
const icons: Record<RecordKind, IconName> = {
  medication: 'clock',
  allergy: 'warning',
  condition: 'heart',
  vaccination: 'check',
  pregnancy: 'heart',
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
  const telling = { say: t, day: (on: string) => day(on), today }
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
                      {tellRecordName(telling, record)}
                    </button>
                  }
                  detail={<bdi dir="auto">{tellRecord(telling, record)}</bdi>}
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
