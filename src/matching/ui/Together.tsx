// Several needs at once: the fewest organisations that cover them, and what each gives.
import { useState } from 'react'
import type { CaseFile } from '#cases/case.ts'
import needs from '#data/instruments/needs.json' with { type: 'json' }
import { needName } from '#directory/ui/service-words.ts'
import { useGet } from '#gate/query.ts'
import type { ReplyOf } from '#kit/endpoint.ts'
import {
  EmptyState,
  LinkButton,
  List,
  ListItem,
  Loaded,
  MultiSelect,
  Name,
  Notice,
  Section,
  Stack,
} from '#kit/ui/index.ts'
import { list, t } from '#language/here.ts'
import { matchTogether, mostNeeds, type Together as Way } from '../ask.ts'
import type { MatchUrgency } from '../match.ts'

function OneWay({ way }: { way: Way }) {
  return (
    <Section title={t('match.together.way', { places: way.places.length })}>
      <List label={t('match.together.way', { places: way.places.length })}>
        {way.places.map(({ provider_id, provider_name, one_door, covers }) => (
          <ListItem
            key={provider_id}
            icon="services"
            title={<Name>{provider_name}</Name>}
            detail={
              <>
                <ul>
                  {covers.map(({ need, service_id, service_name }) => (
                    <li key={`${need} ${service_id}`} dir="auto">
                      {t('match.together.covers', { need: needName(need), service: service_name })}{' '}
                      <LinkButton small kind="quiet" href={`/desk/services/${service_id}`}>
                        {t('services.open')}
                      </LinkButton>
                    </li>
                  ))}
                </ul>
                {covers.length > 1 && t(one_door ? 'match.together.one_door' : 'match.together.more_doors')}
              </>
            }
          />
        ))}
      </List>
    </Section>
  )
}

function Ways({ found }: { found: ReplyOf<typeof matchTogether> }) {
  const { ways, one_by_one, uncovered } = found
  const [first] = ways
  return (
    <Stack>
      {uncovered.length > 0 && (
        <Notice tone="warning">{t('match.together.uncovered', { needs: list(uncovered.map(needName)) })}</Notice>
      )}
      {!first && <EmptyState icon="services" title={t('match.together.none')} />}
      {first && first.places.length < one_by_one && <p>{t('match.together.instead', { count: one_by_one })}</p>}
      {ways.map((way) => (
        <OneWay key={way.places.map(({ provider_id }) => provider_id).join(' ')} way={way} />
      ))}
    </Stack>
  )
}

interface Props {
  file: CaseFile
  country: string
  urgency: MatchUrgency
}

export function Together({ file, country, urgency }: Props) {
  const [chosen, setChosen] = useState<string[]>([])
  const { case_id } = file
  const enough = chosen.length >= 2
  const found = useGet(matchTogether, enough ? { case_id, needs: chosen.join(','), country, urgency } : null)
  return (
    <Section title={t('match.together.title')} lead={t('match.together.lead')}>
      <MultiSelect
        label={t('match.together.needs')}
        description={t('match.together.choose')}
        options={needs.domains.map(({ code }) => ({ id: code, label: needName(code) }))}
        value={chosen}
        onChange={(codes) => setChosen(codes.slice(0, mostNeeds))}
      />
      {enough && <Loaded of={found}>{(reply) => <Ways found={reply} />}</Loaded>}
    </Section>
  )
}
