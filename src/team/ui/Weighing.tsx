// How heavy the file is, and of what: the stage counts by itself, the rest is ticked by whoever knows the person.
import { useState } from 'react'
import type { CaseFile } from '#cases/case.ts'
import { useWrite } from '#gate/query.ts'
import { Badge, Button, CheckboxGroup, Chips, Form, FormActions, Section, toast } from '#kit/ui/index.ts'
import { day, t } from '#language/here.ts'
import { weightFactors } from '../codes.ts'
import { readTeam } from '../team.ts'
import { proposedFactors } from '../weight.rules.ts'
import { readCaseload, setWeight, type Weight } from '../weight.ts'

const nameOf = (code: string) => t(`team.weight.factor.${code}`)
const isKnown = (code: string): code is keyof typeof weightFactors => code in weightFactors

function WeightForm({ file, weight, onDone }: { file: CaseFile; weight: Weight; onDone: () => void }) {
  const [factors, setFactors] = useState(() =>
    weight.version === 0 ? proposedFactors(file.card, file.presumed_minor) : weight.factors,
  )
  const weigh = useWrite(setWeight, { invalidates: [readTeam, readCaseload] })
  const save = () =>
    weigh.mutate(
      { case_id: file.case_id, version: weight.version, factors },
      {
        onSuccess: () => {
          toast(t('team.weight.saved'))
          onDone()
        },
      },
    )
  return (
    <Form problem={weigh.error} onSubmit={save}>
      <CheckboxGroup
        name="factors"
        label={t('team.weight.what')}
        description={t(weight.version === 0 ? 'team.weight.proposed' : 'team.weight.what_why')}
        options={Object.entries(weightFactors).map(([id, points]) => ({
          id,
          label: t('team.weight.with_points', { factor: nameOf(id), points }),
        }))}
        value={factors}
        onChange={setFactors}
      />
      <FormActions>
        <Button type="submit" kind="primary" busy={weigh.isPending}>
          {t('team.weight.save')}
        </Button>
        <Button kind="quiet" onPress={onDone}>
          {t('ui.cancel')}
        </Button>
      </FormActions>
    </Form>
  )
}

export function Weighing({ file, weight, mayWeigh }: { file: CaseFile; weight: Weight; mayWeigh: boolean }) {
  const [weighing, setWeighing] = useState(false)
  return (
    <Section
      title={t('team.weight.title')}
      lead={t('team.weight.lead')}
      actions={
        mayWeigh &&
        !weighing && (
          <Button icon="edit" onPress={() => setWeighing(true)}>
            {t('team.weight.weigh')}
          </Button>
        )
      }
    >
      {weighing ? (
        <WeightForm file={file} weight={weight} onDone={() => setWeighing(false)} />
      ) : (
        <>
          <p>
            <Badge tone="calm">{t('team.weight.points', { count: weight.points })}</Badge>{' '}
            {weight.weighed_on
              ? t('team.weight.weighed_on', { day: day(weight.weighed_on, 'long') })
              : t('team.weight.not_yet')}
          </p>
          {weight.factors.length > 0 && (
            <Chips label={t('team.weight.what')} items={weight.factors.filter(isKnown).map(nameOf)} />
          )}
        </>
      )}
    </Section>
  )
}
