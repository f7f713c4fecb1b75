// On the page of the day: colleagues who were not heard from, and that somebody would like to talk.
import { useGet } from '#gate/query.ts'
import { List, ListItem, Section, Stack } from '#kit/ui/index.ts'
import { t } from '#language/here.ts'
import { readMyCare } from '../staff-care.ts'
import { OutAlarms } from './OutAlarms.tsx'

export function CareToday() {
  const asked =
    useGet(readMyCare, {}, { staleMs: 0 }).data?.asked_of_me.filter(({ debrief }) => debrief === 'asked') ?? []
  return (
    <Stack>
      <OutAlarms />
      {asked.length > 0 && (
        <Section title={t('staff_care.asked.title')}>
          <List>
            <ListItem
              icon="people"
              href="/desk/staff-care"
              title={t('staff_care.asked.count', { count: asked.length })}
            />
          </List>
        </Section>
      )}
    </Stack>
  )
}
