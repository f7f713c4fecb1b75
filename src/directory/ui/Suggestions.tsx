// What colleagues and services say should be corrected, and the decision: take it into the record, or refuse it.
import { useGet, useWrite } from '#gate/query.ts'
import { Button, EmptyState, LinkButton, Loaded, PageHeader, Prose, Stack, toast } from '#kit/ui/index.ts'
import { day, t } from '#language/here.ts'
import { listServiceChanges } from '../edit.ts'
import { listServices, readService } from '../service.ts'
import { decideSuggestion, listSuggestions, type Suggestion } from '../suggestion.ts'
import { Card } from './Card.tsx'
import { Changes } from './History.tsx'

const invalidates = [listSuggestions, readService, listServices, listServiceChanges]

export function SuggestionCard({ suggestion, titled = true }: { suggestion: Suggestion; titled?: boolean }) {
  const decide = useWrite(decideSuggestion, { invalidates })
  const { suggestion_id, version, by, changes, words, made_on, service_id } = suggestion
  const say = (decision: 'taken' | 'refused') =>
    decide.mutate(
      { suggestion_id, version, decision },
      {
        onSuccess: () =>
          toast(t(changes.length === 0 && words && decision === 'taken' ? 'directory.noted' : `directory.${decision}`)),
        onError: () => toast(t('problem.service.decided'), { tone: 'danger' }),
      },
    )
  const from = t('directory.suggested_by', { by: by ?? t('directory.by_service'), day: day(made_on) })
  return (
    <Card
      level={titled ? 2 : 3}
      title={titled ? suggestion.service_name : from}
      lead={titled ? from : undefined}
      actions={
        titled && (
          <LinkButton small kind="quiet" href={`/desk/services/${service_id}`}>
            {t('services.open')}
          </LinkButton>
        )
      }
    >
      {changes.length > 0 && <Changes changes={changes} />}
      {words && <Prose>{words}</Prose>}
      {changes.length === 0 && !words && <p>{t('directory.confirms')}</p>}
      <div className="form-actions">
        <Button kind="primary" icon="check" busy={decide.isPending} onPress={() => say('taken')}>
          {t(changes.length === 0 && words ? 'directory.done' : 'directory.take')}
        </Button>
        {changes.length === 0 && words && (
          <LinkButton icon="edit" href={`/desk/services/${service_id}/edit`}>
            {t('directory.edit')}
          </LinkButton>
        )}
        <Button kind="quiet" onPress={() => say('refused')}>
          {t('directory.refuse')}
        </Button>
      </div>
    </Card>
  )
}

export function Suggestions() {
  const found = useGet(listSuggestions, {})
  return (
    <Stack>
      <PageHeader
        title={t('directory.suggestions')}
        lead={t('directory.suggestions_lead')}
        back={{ href: '/desk/services', label: t('services.title') }}
      />
      <Loaded of={found}>
        {({ suggestions }) => (
          <Stack>
            {suggestions.length === 0 && <EmptyState icon="services" title={t('directory.suggestions_none')} />}
            {suggestions.map((each) => (
              <SuggestionCard key={each.suggestion_id} suggestion={each} />
            ))}
          </Stack>
        )}
      </Loaded>
    </Stack>
  )
}
