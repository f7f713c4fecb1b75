// What is free tonight: our own units first, then what partners publish.
import { useState } from 'react'
import { Card } from '#directory/ui/Card.tsx'
import { useGet } from '#gate/query.ts'
import { useSession } from '#gate/session.ts'
import { Badge, Button, EmptyState, LinkButton, Loaded, Meter, PageHeader, Section, Stack } from '#kit/ui/index.ts'
import { t } from '#language/here.ts'
import { listUnits, type Unit } from '../unit.ts'
import { useCameFrom } from './PersonField.tsx'
import { admitsWords, takenText, unitName } from './place-words.ts'
import { AssignDialog, HoldDialog, WaitDialog } from './TakeDialogs.tsx'
import { HoldTheirsDialog, WaitTheirsDialog } from './TheirsDialogs.tsx'
import { UnitForm } from './UnitForm.tsx'
import './places.css'

export function UnitMarks({ unit }: { unit: Unit }) {
  return (
    <>
      <Badge tone={unit.counts.free > 0 ? 'good' : 'neutral'}>{t('places.free', { count: unit.counts.free })}</Badge>
      {unit.closed_on && <Badge tone="warning">{t('places.closed_mark')}</Badge>}
    </>
  )
}

export function UnitNumbers({ unit }: { unit: Unit }) {
  const { counts } = unit
  const shown = (
    [
      ['places.lived_in', counts.lived_in, true],
      ['places.away', counts.away, counts.away > 0],
      ['places.held', counts.held, counts.held > 0],
      ['places.out', counts.out_of_service, counts.out_of_service > 0],
      ['places.waiting', counts.waiting, true],
    ] as const
  ).filter(([, , show]) => show)
  return (
    <>
      <Meter
        label={unitName(unit.unit)}
        value={counts.lived_in + counts.held}
        max={Math.max(1, counts.places)}
        text={takenText(unit)}
        tone={counts.free === 0 ? 'warning' : 'calm'}
      />
      <p className="place-more">{shown.map(([key, value]) => `${t(key)}: ${value}`).join(' · ')}</p>
    </>
  )
}

const dialogs = {
  assign: AssignDialog,
  hold: HoldDialog,
  wait: WaitDialog,
  hold_theirs: HoldTheirsDialog,
  wait_theirs: WaitTheirsDialog,
}
type Doing = keyof typeof dialogs

function One({ unit }: { unit: Unit }) {
  const { may } = useSession()
  const from = useCameFrom()
  const [doing, setDoing] = useState<Doing | null>(null)
  const Asking = doing && dialogs[doing]
  const words = admitsWords(unit)
  const keeps = unit.ours && may['places.keep'] && !unit.closed_on
  return (
    <Card
      title={unit.name}
      lead={[t(`places.kind.${unit.kind}`), ...(unit.ours ? [] : [unit.organisation_name]), ...words].join(' · ')}
      actions={<UnitMarks unit={unit} />}
    >
      {!unit.closed_on && <UnitNumbers unit={unit} />}
      {unit.ours && (
        <div className="form-actions">
          {keeps && unit.counts.free > 0 && (
            <>
              <Button kind="primary" onPress={() => setDoing('assign')}>
                {t('places.assign')}
              </Button>
              <Button onPress={() => setDoing('hold')}>{t('places.hold')}</Button>
            </>
          )}
          {keeps && unit.counts.free === 0 && <Button onPress={() => setDoing('wait')}>{t('places.wait')}</Button>}
          <LinkButton
            kind="quiet"
            icon="forward"
            href={`/desk/places/${unit.unit_id}${from ? `?for=${from}` : ''}`}
            aria-label={`${t('places.open_unit')}: ${unit.name}`}
          >
            {t('places.open_unit')}
          </LinkButton>
        </div>
      )}
      {!unit.ours && unit.shared && may['places.keep'] && (
        <div className="form-actions">
          {unit.counts.free > 0 && <Button onPress={() => setDoing('hold_theirs')}>{t('places.theirs_hold')}</Button>}
          <Button kind="quiet" onPress={() => setDoing('wait_theirs')}>
            {t('places.wait')}
          </Button>
        </div>
      )}
      {Asking && <Asking unit={unit} onClose={() => setDoing(null)} />}
    </Card>
  )
}

export function Places() {
  const { may } = useSession()
  const [adding, setAdding] = useState(false)
  const found = useGet(listUnits, {}, { everyMs: 60_000 })
  const add = may['places.manage'] && (
    <Button icon="add" onPress={() => setAdding(true)}>
      {t('places.add')}
    </Button>
  )
  return (
    <Stack>
      <PageHeader title={t('places.title')} lead={t('places.lead')} actions={add} />
      <Loaded of={found}>
        {({ units }) => {
          const ours = units.filter((unit) => unit.ours)
          const theirs = units.filter((unit) => !unit.ours)
          return (
            <Stack>
              {ours.length === 0 && theirs.length === 0 && (
                <EmptyState icon="place" title={t('places.none')}>
                  {t(may['places.manage'] ? 'places.none_why' : 'places.none_not_yours')}
                </EmptyState>
              )}
              {ours.length > 0 && (
                <Section plain title={t('places.ours')}>
                  <Stack>
                    {ours.map((unit) => (
                      <One key={unit.unit_id} unit={unit} />
                    ))}
                  </Stack>
                </Section>
              )}
              {theirs.length > 0 && (
                <Section plain title={t('places.partners')} lead={t('places.partners_why')}>
                  <Stack>
                    {theirs.map((unit) => (
                      <One key={unit.unit_id} unit={unit} />
                    ))}
                  </Stack>
                </Section>
              )}
            </Stack>
          )
        }}
      </Loaded>
      {adding && <UnitForm onClose={() => setAdding(false)} />}
    </Stack>
  )
}
