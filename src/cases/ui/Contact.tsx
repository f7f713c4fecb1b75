// Contact and safety: how the person may be reached and what left, and whom they must not meet.
import { useState } from 'react'
import { useGet } from '#gate/query.ts'
import { Button, Notice, Section, Stack } from '#kit/ui/index.ts'
import { list, t } from '#language/here.ts'
import { readExcluded } from '#people/exclusion.ts'
import { ContactDialog } from '#people/ui/ContactDialog.tsx'
import { Departures } from '#people/ui/Departures.tsx'
import { Exclusions } from '#people/ui/Exclusions.tsx'
import type { CaseFile } from '../case.ts'
import { ContactRule } from './ContactRule.tsx'
import { useColleagues } from './colleagues.ts'

/** Nobody is taken off by a rule: that a colleague on the file must not be met is said, for somebody to act on. */
function StandsAllTheSame({ file }: { file: CaseFile }) {
  const excluded = useGet(readExcluded, { case_id: file.case_id }).data?.colleagues ?? []
  const standing = file.team.filter(({ staff_id }) => excluded.some((each) => each.staff_id === staff_id))
  if (standing.length === 0) return null
  return <Notice tone="danger">{t('exclusions.stands', { names: list(standing.map(({ name }) => name)) })}</Notice>
}

export function Contact({ file, today }: { file: CaseFile; today: string }) {
  const [doing, setDoing] = useState<'contact' | 'rule' | null>(null)
  const { colleagues } = useColleagues()
  const { case_id } = file
  const mayReach = file.writes.length > 0
  const done = () => setDoing(null)
  return (
    <Stack>
      {doing === 'rule' ? (
        <ContactRule file={file} onDone={done} />
      ) : (
        <Section
          title={t('contact.title')}
          lead={t('contact.lead')}
          actions={
            <>
              {mayReach && (
                <Button kind="primary" icon="phone" onPress={() => setDoing('contact')}>
                  {t('contact.make')}
                </Button>
              )}
              {file.writes.includes('safety') && (
                <Button icon="edit" onPress={() => setDoing('rule')}>
                  {t('people.contact.change')}
                </Button>
              )}
            </>
          }
        >
          <Departures case_id={case_id} mayRecord={mayReach} />
        </Section>
      )}
      {doing === 'contact' && <ContactDialog case_id={case_id} spoken={file.card.languages} onClose={done} />}
      <StandsAllTheSame file={file} />
      {file.sections.includes('safety') && (
        <Exclusions
          case_id={case_id}
          today={today}
          colleagues={colleagues.map(({ staff_id, name }) => ({ id: staff_id, label: name }))}
          mayWrite={file.writes.includes('safety')}
        />
      )}
    </Stack>
  )
}
