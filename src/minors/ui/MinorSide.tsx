// The side of a file for someone under 18, or who may be: what is next, what was decided and heard, and what to do if
// they leave the place.
import { useState } from 'react'
import type { CaseFile } from '#cases/case.ts'
import { useGet } from '#gate/query.ts'
import { Button, Facts, Loaded, Notice, Section, Stack } from '#kit/ui/index.ts'
import { day, t } from '#language/here.ts'
import { readMinor, type MinorSide as Side } from '../minor.ts'
import { MissingNow, SayMissing } from './Missing.tsx'
import { PathList } from './PathList.tsx'
import { Assents, FamilyAndSearch, GuardianRecord, Interests, MissingRecord } from './Records.tsx'
import './minor.css'

function Transition({ side }: { side: Side }) {
  const { transition } = side
  if (!transition) return side.steps.length > 0 ? <Notice>{t('minors.transition.no_day')}</Notice> : null
  const { earliest_on, latest_on, prepare_from, state, changes } = transition
  return (
    <Section title={t('minors.transition.title')} lead={t(`minors.transition.${state}`)}>
      <Facts
        items={[
          { label: t('minors.transition.prepare_from'), value: day(prepare_from, 'long') },
          { label: t('minors.transition.earliest'), value: day(earliest_on, 'long') },
          { label: t('minors.transition.latest'), value: day(latest_on, 'long') },
        ]}
      />
      <p>{t('minors.transition.changes')}</p>
      <ul>
        {changes.map((code) => (
          <li key={code}>{t(`minors.at_18.${code}`)}</li>
        ))}
      </ul>
    </Section>
  )
}

function Away({ file, side }: { file: CaseFile; side: Side }) {
  const [saying, setSaying] = useState(false)
  const { case_id } = file
  const mayWrite = side.walks && file.writes.includes('safety')
  const missing = side.missing_times.find(({ back_at }) => back_at === null)
  if (missing) return <MissingNow case_id={case_id} missing={missing} mayWrite={mayWrite} now={side.now} />
  if (!mayWrite) return null
  if (!saying)
    return (
      <div>
        <Button icon="warning" onPress={() => setSaying(true)}>
          {t('minors.missing.open')}
        </Button>
      </div>
    )
  return (
    <Section title={t('minors.missing.open')}>
      <SayMissing case_id={case_id} onDone={() => setSaying(false)} />
    </Section>
  )
}

export function MinorSide({ file, today }: { file: CaseFile; today: string }) {
  const side = useGet(readMinor, { case_id: file.case_id })
  return (
    <Loaded of={side}>
      {(found) => {
        const props = { file, side: found, today }
        const opens = (section: (typeof file.sections)[number]) => file.sections.includes(section)
        return (
          <Stack>
            <Away file={file} side={found} />
            {found.steps.length > 0 && (
              <Section title={t('minors.path.title')} lead={t('minors.path.lead')}>
                <PathList {...props} />
              </Section>
            )}
            {opens('identity') && <Assents {...props} />}
            {opens('law') && <GuardianRecord {...props} />}
            {opens('safety') && (
              <>
                <FamilyAndSearch {...props} />
                <Interests {...props} />
                <MissingRecord {...props} />
              </>
            )}
            {opens('identity') && <Transition side={found} />}
          </Stack>
        )
      }}
    </Loaded>
  )
}
