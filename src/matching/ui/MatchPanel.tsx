// For one need of this person: the services that fit, best first, with the reasons in words, and the nearest misses
// with why not. From here one refers to a partner, or calls.
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import type { CaseFile } from '#cases/case.ts'
import needs from '#data/instruments/needs.json' with { type: 'json' }
import { kindName, needName } from '#directory/ui/service-words.ts'
import { useGet } from '#gate/query.ts'
import { EmptyState, Loaded, Notice, Section, Select, Stack, Toolbar } from '#kit/ui/index.ts'
import { list, t } from '#language/here.ts'
import { countryName } from '#language/ui/names.ts'
import { matchNeed } from '../ask.ts'
import { MatchUrgency } from '../match.ts'
import { MatchCard } from './MatchCard.tsx'
import { PersonBarriers } from './PersonBarriers.tsx'
import { Together } from './Together.tsx'

const here = 'ES'

export function MatchPanel({ file }: { file: CaseFile; today: string }) {
  const search = useSearch({ strict: false }) as Record<string, unknown>
  const navigate = useNavigate()
  const need = needs.domains.find(({ code }) => code === search.need)?.code ?? null
  const [country, setCountry] = useState(here)
  const [urgency, setUrgency] = useState<MatchUrgency>('can_wait')
  const mayMatch = Boolean(file.may['services.match'])
  const found = useGet(matchNeed, mayMatch && need ? { case_id: file.case_id, need, country, urgency } : null)
  if (!mayMatch) return <EmptyState icon="services" title={t('services.match.not_yours')} />
  const choose = (code: string) =>
    void navigate({ search: { ...search, need: code } as never, replace: true, to: '.' as never })
  const home = file.card.country
  const mayBeCalled = file.safe_contact?.channels.some(({ allowed }) => allowed)
  return (
    <Stack>
      <Section title={t('services.match.title')} lead={t('services.match.lead')}>
        <Toolbar>
          <Select
            label={t('services.match.need')}
            width="short"
            options={needs.domains.map(({ code }) => ({ id: code, label: needName(code) }))}
            value={need}
            onChange={choose}
          />
          <Select
            label={t('match.urgency')}
            width="short"
            options={MatchUrgency.options.map((id) => ({ id, label: t(`match.urgency.${id}`) }))}
            value={urgency}
            onChange={(id) => setUrgency(id as MatchUrgency)}
          />
          {home && home !== here && (
            <Select
              label={t('services.match.where')}
              width="short"
              options={[here, home].map((id) => ({ id, label: countryName(id) }))}
              value={country}
              onChange={setCountry}
            />
          )}
        </Toolbar>
        <Notice>{t('services.match.what_is_used')}</Notice>
        <Notice tone="warning">
          {t(mayBeCalled ? 'services.match.call_with_care' : 'services.match.call_without_her')}
        </Notice>
      </Section>
      <PersonBarriers file={file} />
      <Together file={file} country={country} urgency={urgency} />
      {need && (
        <Loaded of={found}>
          {({ kinds, best, best_total, near_misses }) => (
            <Stack>
              <Section
                plain
                title={t('services.match.best', { shown: best.length, total: best_total })}
                lead={t('services.match.looks_for', { kinds: list(kinds.map(kindName)) })}
              >
                {best.length === 0 && (
                  <EmptyState icon="services" title={t('services.match.none')}>
                    {t('services.match.none_how')}
                  </EmptyState>
                )}
                <Stack>
                  {best.map((match, place) => (
                    <MatchCard key={match.service_id} file={file} need={need} match={match} place={place + 1} />
                  ))}
                </Stack>
              </Section>
              {near_misses.length > 0 && (
                <Section plain title={t('services.match.misses')} lead={t('services.match.misses_lead')}>
                  <Stack>
                    {near_misses.map((match) => (
                      <MatchCard key={match.service_id} file={file} need={need} match={match} />
                    ))}
                  </Stack>
                </Section>
              )}
            </Stack>
          )}
        </Loaded>
      )}
    </Stack>
  )
}
