// To whom a summary was given on paper, and giving one; and the coded facts for a system that reads the standard.
import { useState } from 'react'
import type { CaseFile } from '#cases/case.ts'
import { call } from '#gate/call.ts'
import { isProblem, Problem } from '#kit/problem.ts'
import { Button, ErrorNotice, List, ListItem, Name, Section, toast } from '#kit/ui/index.ts'
import { day, t } from '#language/here.ts'
import { saveAs } from '#media/ui/save-as.ts'
import { SecondFactorDialog } from '#organisations/ui/SecondFactorDialog.tsx'
import { readAsHtcds } from '../fact.ts'
import type { Given, Telling } from '../telling.ts'
import { GiveDialog } from './GiveDialog.tsx'

const asBytes = (value: unknown): string =>
  btoa(String.fromCharCode(...new TextEncoder().encode(JSON.stringify(value, null, 2))))

export function GivenOnPaper({ file, tellings, given }: { file: CaseFile; tellings: Telling[]; given: Given[] }) {
  const [giving, setGiving] = useState(false)
  const [problem, setProblem] = useState<Problem | null>(null)
  const { case_id } = file
  const readable = tellings.some(({ may_read }) => may_read)
  const takeStandard = async () => {
    setProblem(null)
    try {
      saveAs('htcds.json', asBytes(await call(readAsHtcds, { case_id })))
      toast(t('story.htcds.done'))
    } catch (error) {
      setProblem(isProblem(error) ? error : new Problem('broken', 'ui.problem.broken'))
    }
  }
  if (problem?.key === 'access.second_factor_needed')
    return <SecondFactorDialog onShown={() => void takeStandard()} onClose={() => setProblem(null)} />
  return (
    <Section title={t('story.give.title')} lead={t('story.give.lead')}>
      {problem && <ErrorNotice problem={problem} />}
      {given.length > 0 && (
        <List label={t('story.give.before')}>
          {given.map((each) => (
            <ListItem
              key={each.given_id}
              icon="file"
              title={<Name>{each.recipient}</Name>}
              detail={t('story.give.line', {
                as: t(`story.profession.${each.profession}`),
                day: day(each.given_at.slice(0, 10), 'long'),
                name: each.given_name,
                count: each.count,
              })}
            />
          ))}
        </List>
      )}
      <div className="story-actions">
        {readable && (
          <Button icon="download" onPress={() => setGiving(true)}>
            {t('story.give')}
          </Button>
        )}
        {file.sections.includes('story') && (
          <Button kind="quiet" onPress={() => void takeStandard()}>
            {t('story.htcds')}
          </Button>
        )}
      </div>
      {giving && <GiveDialog file={file} tellings={tellings} onClose={() => setGiving(false)} />}
    </Section>
  )
}
