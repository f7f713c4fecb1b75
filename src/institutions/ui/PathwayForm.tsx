// Writing down the pathway agreed with an institution: whom to tell, how, when, and what to mind, step by step.
import { useNavigate, useParams } from '@tanstack/react-router'
import { useDraft } from '#gate/draft.ts'
import { useGet, useWrite } from '#gate/query.ts'
import { addMonths } from '#kit/day.ts'
import {
  Button,
  DateField,
  Form,
  FormActions,
  Loaded,
  Notice,
  PageHeader,
  Section,
  Skeleton,
  Stack,
  TextField,
  toast,
} from '#kit/ui/index.ts'
import { t } from '#language/here.ts'
import { type Institution, keepPathway, listInstitutions, type PathwayStep, readInstitution } from '../institution.ts'
import './institutions.css'

const empty: PathwayStep = { who: '', how: '', when: '', note: '' }
const fields = [
  ['who', 120],
  ['how', 160],
  ['when', 120],
  ['note', 300],
] as const
const most = 8

interface StepsProps {
  steps: PathwayStep[]
  set: (steps: PathwayStep[]) => void
}

function Steps({ steps, set }: StepsProps) {
  return (
    <>
      {steps.map((step, at) => {
        const place = at + 1
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: steps have no id of their own and keep their order
          <fieldset key={at} className="pathway-step">
            <legend className="visually-hidden">{t('institutions.step', { place })}</legend>
            <div className="pathway-step-head">
              <b aria-hidden="true">{t('institutions.step', { place })}</b>
              {steps.length > 1 && (
                <Button
                  small
                  kind="quiet"
                  icon="close"
                  aria-label={t('institutions.step_remove', { place })}
                  onPress={() => set(steps.filter((_, other) => other !== at))}
                />
              )}
            </div>
            <div className="institution-fields">
              {fields.map(([field, maxLength]) => (
                <TextField
                  key={field}
                  name={`steps.${at}.${field}`}
                  label={t(`institutions.step.${field}`)}
                  isRequired={field === 'who'}
                  maxLength={maxLength}
                  {...(at === 0 &&
                    (field === 'who' || field === 'how') && { description: t(`institutions.step.${field}_hint`) })}
                  value={step[field]}
                  onChange={(typed) =>
                    set(steps.map((each, other) => (other === at ? { ...each, [field]: typed } : each)))
                  }
                />
              ))}
            </div>
          </fieldset>
        )
      })}
      {steps.length < most && (
        <FormActions>
          <Button small icon="add" onPress={() => set([...steps, empty])}>
            {t('institutions.step_add')}
          </Button>
        </FormActions>
      )}
    </>
  )
}

function Writing({ of }: { of: Institution }) {
  const navigate = useNavigate()
  const today = new Date().toISOString().slice(0, 10)
  const { institution_id, pathways } = of
  const [standing] = pathways
  const first = {
    steps: standing?.steps ?? [empty],
    agreed_on: today as string | null,
    review_on: addMonths(today, 12) as string | null,
    agreed_with: standing?.agreed_with ?? '',
  }
  const [written, show, clear, returned] = useDraft(`pathway ${institution_id}`, first)
  const save = useWrite(keepPathway, { invalidates: [listInstitutions, readInstitution] })
  const back = () => {
    clear()
    void navigate({ to: `/prevention/institutions/${institution_id}` as never })
  }
  const submit = () => {
    const { agreed_on, review_on } = written
    if (!agreed_on || !review_on) return
    const pathway_version = standing?.pathway_version ?? 0
    save.mutate(
      { institution_id, pathway_version, ...written, agreed_on, review_on },
      {
        onSuccess: () => {
          toast(t('institutions.pathway_saved'))
          back()
        },
      },
    )
  }
  const set = (change: Partial<typeof written>) => show({ ...written, ...change })
  return (
    <Stack>
      <PageHeader
        title={t('institutions.pathway')}
        lead={t('institutions.pathway_lead')}
        back={{ href: `/desk/prevention/institutions/${institution_id}`, label: of.name }}
      />
      {returned && <Notice>{t('institutions.draft_returned')}</Notice>}
      <Notice>{t('institutions.pathway_public')}</Notice>
      <Form problem={save.error} onSubmit={submit}>
        <Section title={of.name}>
          <Steps steps={written.steps} set={(steps) => set({ steps })} />
          <div className="institution-fields">
            <DateField
              name="agreed_on"
              label={t('institutions.agreed_on')}
              isRequired
              max={today}
              value={written.agreed_on}
              onChange={(agreed_on) => set({ agreed_on })}
            />
            <DateField
              name="review_on"
              label={t('institutions.review_on')}
              isRequired
              value={written.review_on}
              onChange={(review_on) => set({ review_on })}
            />
            <TextField
              name="agreed_with"
              label={t('institutions.agreed_with')}
              description={t('institutions.agreed_with_why')}
              maxLength={200}
              value={written.agreed_with}
              onChange={(agreed_with) => set({ agreed_with })}
            />
          </div>
          <FormActions>
            <Button type="submit" kind="primary" busy={save.isPending}>
              {t('institutions.save')}
            </Button>
            <Button kind="quiet" onPress={back}>
              {t('ui.cancel')}
            </Button>
          </FormActions>
        </Section>
      </Form>
    </Stack>
  )
}

export function PathwayForm() {
  const { institution_id } = useParams({ strict: false }) as { institution_id?: string }
  const found = useGet(readInstitution, institution_id ? { institution_id } : null)
  return (
    <Loaded of={found} skeleton={<Skeleton kind="page" />}>
      {(of) => <Writing key={of.pathways.length} of={of} />}
    </Loaded>
  )
}
