// The person, beside their work: the card, the legal identity that is opened on purpose, and the people around.
import { useWrite } from '#gate/query.ts'
import { Section, Stack, toast } from '#kit/ui/index.ts'
import { t } from '#language/here.ts'
import { Around } from '#people/ui/Around.tsx'
import { CardFacts } from '#people/ui/CardFacts.tsx'
import { Identity } from '#people/ui/Identity.tsx'
import { type CaseFile, changeCard, openFile } from '../case.ts'

export function Person({ file, today }: { file: CaseFile; today: string }) {
  const change = useWrite(changeCard, { invalidates: [openFile] })
  const { case_id, version, card } = file
  const bringInLine = {
    write: (age: Pick<CaseFile['card'], 'birth_year' | 'age_in_doubt'>) =>
      change.mutate(
        { case_id, version, card: { ...card, ...age } },
        { onSuccess: () => toast(t('person.age.in_line')) },
      ),
    busy: change.isPending,
    problem: change.error,
  }
  return (
    <Stack>
      <Section title={t('cases.about')} lead={t('person.card_lead')}>
        <CardFacts card={card} />
      </Section>
      {file.sections.includes('identity') && (
        <Identity file={file} today={today} bringInLine={file.may['case.change'] ? bringInLine : undefined} />
      )}
      <Around file={file} today={today} />
    </Stack>
  )
}
