// The protection that was ordered, what still holds first; whom a measure keeps away becomes an exclusion with one press.
import { useState } from 'react'
import { useWrite } from '#gate/query.ts'
import { Badge, Button, ErrorNotice, List, ListItem, Section, toast } from '#kit/ui/index.ts'
import { list, t } from '#language/here.ts'
import { readExclusions } from '#people/exclusion.ts'
import { exclusionsOf } from '../matter.rules.ts'
import type { Matter } from '../matter.ts'
import { excludeByMeasure, type Measure } from '../measure.ts'
import { MeasureForm } from './MeasureForm.tsx'
import { endsSoon, holds, isOver } from './matter-words.ts'
import { matterReadings } from './writing.ts'

interface Props {
  case_id: string
  measures: Measure[]
  matters: Matter[]
  may: { write: boolean; exclude: boolean }
  today: string
}

function Row({ measure, props, onChange }: { measure: Measure; props: Props; onChange: () => void }) {
  const { case_id, may, today } = props
  const exclude = useWrite(excludeByMeasure, { invalidates: [...matterReadings, readExclusions] })
  const { kind, against, distance_m, places, ordered_by, number, words, excluded, measure_id, version } = measure
  const over = isOver(measure, today)
  const soon = over ? null : endsSoon(measure, today)
  const name = t(`proceedings.measure.kind.${kind}`)
  const reason = t('proceedings.measure.exclude_reason', {
    ...{ kind: name, by: ordered_by || t('proceedings.measure.by_unknown'), number: number || '–' },
  })
  return (
    <ListItem
      icon="shield"
      title={
        <>
          {name}
          {distance_m !== null && <> · {t('proceedings.measure.metres', { count: distance_m })}</>}
        </>
      }
      detail={
        <>
          {against.length > 0 && (
            <>
              <bdi dir="auto">{list(against)}</bdi>
              {' · '}
            </>
          )}
          {holds(measure)}
          {[list(places), [ordered_by, number].filter(Boolean).join(', '), words]
            .filter((text) => text !== '')
            .map((text) => (
              <span key={text} className="matter-line" dir="auto">
                {text}
              </span>
            ))}
          {exclude.error && <ErrorNotice problem={exclude.error} />}
        </>
      }
      aside={
        <>
          {over && <Badge>{t('proceedings.measure.over')}</Badge>}
          {soon && (
            <Badge tone="warning" icon="clock">
              {soon}
            </Badge>
          )}
          {excluded && (
            <Badge tone="good" icon="check">
              {t('proceedings.measure.excluded')}
            </Badge>
          )}
          {!excluded && !over && may.exclude && exclusionsOf(kind, measure).length > 0 && (
            <Button
              small
              icon="shield"
              busy={exclude.isPending}
              onPress={() =>
                exclude.mutate(
                  { case_id, measure_id, version, reason },
                  { onSuccess: () => toast(t('proceedings.measure.excluded_now')) },
                )
              }
            >
              {t('proceedings.measure.exclude')}
            </Button>
          )}
          {may.write && (
            <Button
              small
              kind="quiet"
              icon="edit"
              aria-label={t('proceedings.measure.change_of', { what: name })}
              onPress={onChange}
            />
          )}
        </>
      }
    />
  )
}

export function Measures(props: Props) {
  const { case_id, measures, matters, may, today } = props
  const [editing, setEditing] = useState<Measure | 'new' | null>(null)
  const stop = () => setEditing(null)
  return (
    <Section
      title={t('proceedings.measures')}
      lead={t('proceedings.measures.lead')}
      actions={
        may.write &&
        editing === null && (
          <Button icon="add" onPress={() => setEditing('new')}>
            {t('proceedings.measure.add')}
          </Button>
        )
      }
    >
      {editing !== null && (
        <MeasureForm
          key={editing === 'new' ? 'new' : editing.measure_id}
          {...{ case_id, matters, today }}
          measure={editing === 'new' ? null : editing}
          onDone={stop}
        />
      )}
      {measures.length === 0 && editing === null && (
        <p className="proceedings-quiet">{t('proceedings.measures.none')}</p>
      )}
      <List label={t('proceedings.measures')}>
        {measures.map((measure) => (
          <Row key={measure.measure_id} measure={measure} props={props} onChange={() => setEditing(measure)} />
        ))}
      </List>
    </Section>
  )
}
