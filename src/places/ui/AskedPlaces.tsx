// What we keep or wait for in other houses for this person, and what they said; it can be let go again.
import type { CaseFile } from '#cases/case.ts'
import { useGet, useWrite } from '#gate/query.ts'
import { Badge, type BadgeTone, Button, ErrorNotice, List, ListItem, Name, Section, toast } from '#kit/ui/index.ts'
import { isolate, moment, t } from '#language/here.ts'
import { type AskedPlace, letGoTheirs, listAsked } from '../asked.ts'
import { listUnits } from '../unit.ts'
import { refusalName } from './place-words.ts'

type State = 'asked' | 'confirmed' | 'expired' | 'let_go' | 'refused' | 'over'
const stateOf = ({ ended_at, ended_how, confirmed_at, released_why }: AskedPlace): State => {
  if (!ended_at) return confirmed_at ? 'confirmed' : 'asked'
  if (ended_how === 'expired') return 'expired'
  if (released_why || ended_how === 'not_taken') return 'refused'
  return ended_how === 'released' || ended_how === 'gave_up' ? 'let_go' : 'over'
}
const tones: Record<State, BadgeTone> = {
  asked: 'warning',
  confirmed: 'good',
  expired: 'neutral',
  let_go: 'neutral',
  refused: 'neutral',
  over: 'neutral',
}

function One({ of, mayLetGo }: { of: AskedPlace; mayLetGo: boolean }) {
  const letGo = useWrite(letGoTheirs, { invalidates: [listAsked, listUnits] })
  const { ref_id, what, unit_name, house_name, until_at, asked_at, released_why, ended_at, version } = of
  const state = stateOf(of)
  return (
    <ListItem
      icon="place"
      title={<Name>{unit_name}</Name>}
      detail={
        <>
          {isolate(house_name)} ·{' '}
          {what === 'hold' && until_at
            ? t('places.theirs_until', { when: moment(until_at) })
            : t('places.theirs_since', { when: moment(asked_at) })}
          {released_why && <> · {refusalName(released_why)}</>}
          {letGo.error && <ErrorNotice problem={letGo.error} />}
        </>
      }
      aside={
        <>
          <Badge tone={tones[state]}>{t(`places.theirs_state.${state}`)}</Badge>
          {!ended_at && mayLetGo && (
            <Button
              small
              busy={letGo.isPending}
              onPress={() => letGo.mutate({ ref_id, version }, { onSuccess: () => toast(t('places.theirs_let_go')) })}
            >
              {t('places.release')}
            </Button>
          )}
        </>
      }
    />
  )
}

export function AskedPlaces({ file, mayLetGo }: { file: CaseFile; mayLetGo: boolean }) {
  const asked = useGet(listAsked, { case_id: file.case_id }).data?.asked ?? []
  if (asked.length === 0) return null
  return (
    <Section title={t('places.theirs_title')} lead={t('places.theirs_lead')}>
      <List label={t('places.theirs_title')}>
        {asked.map((of) => (
          <One key={of.ref_id} of={of} mayLetGo={mayLetGo} />
        ))}
      </List>
    </Section>
  )
}
