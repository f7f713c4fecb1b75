// The safety plan as the person said it, with its earlier versions, and the ways to take it along.
import { useState } from 'react'
import type { CaseFile } from '#cases/case.ts'
import { useGet } from '#gate/query.ts'
import { Button, Loaded, Name, Notice, Phone, Section, Toolbar } from '#kit/ui/index.ts'
import { day, t } from '#language/here.ts'
import { languageName } from '#language/ui/names.ts'
import { readSafetyPlan, type SafetyPlan } from '../plan.ts'
import { PrintPlan } from './PrintPlan.tsx'
import { SafetyPlanForm } from './SafetyPlanForm.tsx'

function Lines({ label, lines }: { label: string; lines: React.ReactNode[] }) {
  if (lines.length === 0) return null
  return (
    <div className="safety-part">
      <h3>{label}</h3>
      <ul className="safety-lines">
        {lines.map((line, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a version never changes, and the same line may stand there twice
          <li key={place}>{line}</li>
        ))}
      </ul>
    </div>
  )
}

export function PlanWords({ plan }: { plan: SafetyPlan }) {
  const said = (lines: string[]) =>
    lines.map((line) => (
      <bdi dir="auto" key={line}>
        {line}
      </bdi>
    ))
  return (
    <div className="safety-plan">
      <Lines label={t('safety.plan.signs')} lines={said(plan.signs)} />
      <Lines label={t('safety.plan.helps')} lines={said(plan.helps)} />
      <Lines
        label={t('safety.plan.people')}
        lines={plan.people.map(({ name, how }) => (
          <span key={name}>
            <Name>{name}</Name>
            {how && (
              <>
                {' · '}
                <bdi dir="auto">{how}</bdi>
              </>
            )}
          </span>
        ))}
      />
      <Lines label={t('safety.plan.places')} lines={said(plan.places)} />
      <Lines label={t('safety.plan.take')} lines={said(plan.take)} />
      {plan.code_word && (
        <Lines
          label={t('safety.plan.code_word')}
          lines={[
            <bdi dir="auto" key="word">
              {plan.code_word}
              {plan.code_means && ` · ${plan.code_means}`}
            </bdi>,
          ]}
        />
      )}
      <Lines
        label={t('safety.plan.calls')}
        lines={plan.calls.map(({ who, number }) => (
          <span key={who + number}>
            <Name>{who}</Name> <Phone number={number} />
          </span>
        ))}
      />
    </div>
  )
}

const about = (plan: SafetyPlan): string =>
  t('safety.plan.about', {
    version: plan.plan_version,
    when: day(plan.written_at.slice(0, 10), 'long'),
    name: plan.written_name,
    language: languageName(plan.language),
  })

type Doing = 'write' | 'print' | null

export function SafetyPlanPanel({ file, today }: { file: CaseFile; today: string }) {
  const [doing, setDoing] = useState<Doing>(null)
  const { case_id } = file
  const found = useGet(readSafetyPlan, { case_id }, { staleMs: 0 })
  const stop = () => setDoing(null)
  return (
    <Section title={t('safety.plan.title')} lead={t('safety.plan.lead')}>
      <Loaded of={found}>
        {({ versions }) => {
          const [plan, ...older] = versions
          return (
            <>
              {plan ? (
                <>
                  <p className="safety-quiet">
                    {about(plan)} · {t(`safety.plan.made.${plan.made}`)} ·{' '}
                    {t('safety.plan.review_on', { day: day(plan.review_on, 'long') })}
                  </p>
                  {plan.made === 'without' && <Notice tone="warning">{t('safety.plan.without')}</Notice>}
                  <PlanWords plan={plan} />
                </>
              ) : (
                <p>{t('safety.plan.none')}</p>
              )}
              {doing === null && (
                <Toolbar>
                  {file.writes.includes('safety') && (
                    <Button icon="edit" onPress={() => setDoing('write')}>
                      {t(plan ? 'safety.plan.next' : 'safety.plan.write')}
                    </Button>
                  )}
                  {plan && (
                    <Button icon="download" kind="quiet" onPress={() => setDoing('print')}>
                      {t('safety.plan.print')}
                    </Button>
                  )}
                </Toolbar>
              )}
              {doing === 'write' && <SafetyPlanForm file={file} plan={plan ?? null} today={today} onDone={stop} />}
              {doing === 'print' && plan && <PrintPlan case_id={case_id} plan={plan} onDone={stop} />}
              {older.map((each) => (
                <details key={each.plan_version} className="safety-before">
                  <summary>{about(each)}</summary>
                  <PlanWords plan={each} />
                </details>
              ))}
            </>
          )
        }}
      </Loaded>
    </Section>
  )
}
