// One matter whole: where it runs, who is in it, who stands for her, her hearings, statements and what was decided.
import { useState } from 'react'
import { Badge, Button, Facts, Section, Stack } from '#kit/ui/index.ts'
import { day, t } from '#language/here.ts'
import { countryName } from '#language/ui/names.ts'
import type { Matter } from '../matter.ts'
import { Decisions } from './Decisions.tsx'
import { Hearings } from './Hearings.tsx'
import { LawyerForm } from './LawyerForm.tsx'
import { MatterForm } from './MatterForm.tsx'
import { LawyerLine } from './Matters.tsx'
import { matterName, statusTones } from './matter-words.ts'
import { Statements } from './Statements.tsx'

interface Props {
  case_id: string
  matter: Matter
  lawyers: { staff_id: string; name: string }[]
  may: { write: boolean; statements: boolean }
  today: string
  onBack: () => void
}

function Parties({ parties }: { parties: Matter['parties'] }) {
  if (parties.length === 0) return <p className="proceedings-quiet">{t('proceedings.parties.none')}</p>
  return (
    <ul className="matter-parties">
      {parties.map(({ name, side, role, birth_year }) => (
        <li key={`${name} ${role}`}>
          <bdi dir="auto">{[name, birth_year].filter(Boolean).join(', ')}</bdi>
          {role && <span className="proceedings-quiet">{role}</span>}
          <Badge tone={side === 'adverse' ? 'warning' : side === 'with_her' ? 'good' : 'neutral'}>
            {t(`proceedings.party.side.${side}`)}
          </Badge>
        </li>
      ))}
    </ul>
  )
}

export function MatterPanel({ case_id, matter, lawyers, may, today, onBack }: Props) {
  const [doing, setDoing] = useState<'change' | 'lawyer' | null>(null)
  const stop = () => setDoing(null)
  const { court, number, jurisdiction, status, opened_on, ended_on, words, lawyer, parties } = matter
  return (
    <Stack>
      <div>
        <Button kind="quiet" icon="back" onPress={onBack}>
          {t('proceedings.matter.back')}
        </Button>
      </div>
      {doing === 'change' ? (
        <MatterForm {...{ case_id, matter, today }} onDone={stop} />
      ) : (
        <Section
          title={matterName(matter)}
          actions={
            may.write && (
              <Button icon="edit" onPress={() => setDoing('change')}>
                {t('proceedings.matter.change')}
              </Button>
            )
          }
        >
          <Facts
            items={[
              {
                label: t('proceedings.matter.status'),
                value: <Badge tone={statusTones[status]}>{t(`proceedings.matter.status.${status}`)}</Badge>,
              },
              ...(court ? [{ label: t('proceedings.matter.court'), value: <bdi dir="auto">{court}</bdi> }] : []),
              ...(number ? [{ label: t('proceedings.matter.number'), value: <bdi dir="ltr">{number}</bdi> }] : []),
              { label: t('proceedings.matter.jurisdiction'), value: countryName(jurisdiction) },
              { label: t('proceedings.matter.opened_on'), value: day(opened_on, 'long') },
              ...(ended_on ? [{ label: t('proceedings.matter.ended_on'), value: day(ended_on, 'long') }] : []),
              { label: t('proceedings.lawyer'), value: <LawyerLine lawyer={lawyer} /> },
              ...(['office', 'reach'] as const)
                .filter((part) => lawyer.kind !== 'colleague' && lawyer[part] !== '')
                .map((part) => ({
                  label: t(`proceedings.lawyer.${part}`),
                  value: <bdi dir="auto">{lawyer[part]}</bdi>,
                })),
            ]}
          />
          {may.write && doing !== 'lawyer' && (
            <div>
              <Button small icon="person" onPress={() => setDoing('lawyer')}>
                {t('proceedings.lawyer.put')}
              </Button>
            </div>
          )}
          {doing === 'lawyer' && (
            <div className="matter-card">
              <LawyerForm {...{ case_id, matter, lawyers }} onDone={stop} />
            </div>
          )}
          {words && (
            <p className="matter-words" dir="auto">
              {words}
            </p>
          )}
          <h3 className="matter-heading">{t('proceedings.parties')}</h3>
          <Parties parties={parties} />
        </Section>
      )}
      <Hearings {...{ case_id, matter, today }} mayWrite={may.write} />
      <Decisions {...{ case_id, matter, today }} mayWrite={may.write} />
      <Statements {...{ case_id, matter, today }} mayWrite={may.statements} />
    </Stack>
  )
}
