// Opening a file: the duplicate question first, then the card, then who walks with her. What is written stays on this
// device, sealed, until it is saved.
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useDraft } from '#gate/draft.ts'
import { useWrite } from '#gate/query.ts'
import { useSession } from '#gate/session.ts'
import { newId } from '#kit/id.ts'
import { Button, Form, FormActions, Notice, PageHeader, Section, Select, toast } from '#kit/ui/index.ts'
import { t } from '#language/here.ts'
import type { Card } from '#people/card.ts'
import { CardFields, emptyCard } from '#people/ui/CardFields.tsx'
import { createFile, listFiles } from '../case.ts'
import { useColleagues } from './colleagues.ts'
import { type Asked, DuplicateQuestion } from './DuplicateQuestion.tsx'

interface Draft {
  /** Made before the first press, so that pressing twice opens one file. */
  new_case_id: string
  step: 'ask' | 'card'
  asked: Asked
  card: Card
  reference_worker_id: string | null
}

/** Who may stand on a file as its reference worker. */
const accompanies = (roles: string[]): boolean =>
  roles.some((role) => ['reference_worker', 'coordinator', 'psychologist', 'lawyer', 'job_counsellor'].includes(role))

export function NewFile() {
  const { report } = useSearch({ strict: false }) as { report?: string }
  const navigate = useNavigate()
  const { actor } = useSession()
  const { colleagues } = useColleagues()
  const [draft, setDraft, clear, returned] = useDraft<Draft>(`new file ${report ?? ''}`, {
    new_case_id: newId(),
    step: 'ask',
    asked: { name: '', birth_year: null },
    card: emptyCard,
    reference_worker_id: accompanies(actor.roles) ? actor.staff_id : null,
  })
  const create = useWrite(createFile, { invalidates: [listFiles] })
  const goOn = () => {
    const { birth_year } = draft.asked
    setDraft({ ...draft, step: 'card', card: { ...draft.card, birth_year: draft.card.birth_year ?? birth_year } })
  }
  const save = () => {
    const { new_case_id, card, reference_worker_id } = draft
    if (!reference_worker_id) return
    create.mutate(
      {
        new_case_id,
        card,
        reference_worker_id,
        also_called: draft.asked.name.trim() ? [draft.asked.name] : [],
        ...(report && { report_id: report }),
      },
      {
        onSuccess: ({ case_id }) => {
          clear()
          toast(t('cases.new.opened'))
          void navigate({ to: `/people/${case_id}` as never })
        },
      },
    )
  }
  return (
    <>
      <PageHeader
        title={t('cases.new.title')}
        lead={t(report ? 'cases.new.lead_report' : 'cases.new.lead')}
        back={{ href: '/desk/people', label: t('cases.list.title') }}
      />
      {returned && <Notice>{t('cases.draft_returned')}</Notice>}
      {draft.step === 'ask' ? (
        <DuplicateQuestion asked={draft.asked} onAsk={(asked) => setDraft({ ...draft, asked })} onGoOn={goOn} />
      ) : (
        <Section title={t('cases.new.card')} lead={t('cases.new.card_why')}>
          <Form problem={create.error} onSubmit={save}>
            <CardFields card={draft.card} onChange={(card) => setDraft({ ...draft, card })} />
            <Select
              name="reference_worker_id"
              label={t('cases.new.reference_worker')}
              description={t('cases.new.reference_worker_why')}
              isRequired
              options={colleagues
                .filter(({ roles }) => accompanies(roles))
                .map(({ staff_id, name }) => ({ id: staff_id, label: name }))}
              value={draft.reference_worker_id}
              onChange={(reference_worker_id) => setDraft({ ...draft, reference_worker_id })}
            />
            <Notice>{t('cases.new.no_contact_yet')}</Notice>
            <FormActions>
              <Button type="submit" kind="primary" busy={create.isPending}>
                {t('cases.new.save')}
              </Button>
              <Button kind="quiet" onPress={() => setDraft({ ...draft, step: 'ask' })}>
                {t('cases.new.back')}
              </Button>
            </FormActions>
          </Form>
        </Section>
      )}
    </>
  )
}
