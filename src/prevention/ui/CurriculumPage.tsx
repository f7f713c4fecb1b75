// One curriculum: what it holds, what to print for it, the module to take alone, and from here to a plan.
import { useParams } from '@tanstack/react-router'
import { useGet } from '#gate/query.ts'
import { useSession } from '#gate/session.ts'
import { PreventionTabs } from '#institutions/ui/PreventionTabs.tsx'
import { Columns, Facts, LinkButton, Loaded, PageHeader, Section, Skeleton } from '#kit/ui/index.ts'
import { hasText, t } from '#language/here.ts'
import type { Curriculum } from '../curriculum.ts'
import { readCurricula } from '../training.ts'
import { Materials } from './Materials.tsx'
import { curriculumName, sectorName } from './prevention-words.ts'
import { Taught } from './Taught.tsx'
import './prevention.css'

function Whole({ of, reviewed }: { of: Curriculum & { test_items: number }; reviewed: boolean }) {
  const { may } = useSession()
  const about = `curriculum.${of.id}.about`
  return (
    <>
      <PreventionTabs here="catalogue" />
      <PageHeader
        title={curriculumName(of.id)}
        lead={hasText(about) ? t(about) : undefined}
        back={{ href: '/desk/prevention/catalogue', label: t('prevention.tab.catalogue') }}
        actions={
          may['prevention.manage'] && (
            <LinkButton kind="primary" icon="calendar" href={`/desk/prevention/trainings/new?curriculum=${of.id}`}>
              {t('prevention.plan')}
            </LinkButton>
          )
        }
      />
      <Columns
        aside={
          <>
            <Section title={t('prevention.catalogue.short')}>
              <Facts
                items={[
                  { label: t('prevention.catalogue.length'), value: t('prevention.paper.hours', { hours: of.hours }) },
                  { label: t('prevention.filter.sector'), value: sectorName(of.sector) },
                  {
                    label: t('prevention.catalogue.questions'),
                    value:
                      of.test_items > 0
                        ? t('prevention.catalogue.before_after', { count: of.test_items })
                        : t('prevention.catalogue.no_questions'),
                  },
                ]}
              />
              {of.module && (
                <p>
                  <LinkButton href={`/desk/prevention/modules/${of.module}`}>
                    {t('prevention.catalogue.alone')}
                  </LinkButton>
                </p>
              )}
              {!reviewed && <p className="quiet">{t('prevention.paper.unreviewed')}</p>}
            </Section>
            <Materials curriculum_id={of.id} />
          </>
        }
      >
        <Taught curriculum={of} />
      </Columns>
    </>
  )
}

export function CurriculumPage() {
  const { curriculum_id } = useParams({ strict: false }) as { curriculum_id?: string }
  const found = useGet(readCurricula, {})
  return (
    <Loaded of={found} skeleton={<Skeleton kind="page" />}>
      {({ curricula, reviewed_by }) => {
        const of = curricula.find(({ id }) => id === curriculum_id)
        return of ? (
          <Whole of={of} reviewed={reviewed_by !== null} />
        ) : (
          <p>{t('problem.prevention.curriculum_unknown')}</p>
        )
      }}
    </Loaded>
  )
}
