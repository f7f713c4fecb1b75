// What can be taught, for whom and in how many hours: to choose from before a training is planned.
import { useGet } from '#gate/query.ts'
import { PreventionTabs } from '#institutions/ui/PreventionTabs.tsx'
import { List, ListItem, Loaded, PageHeader, Section, Stack } from '#kit/ui/index.ts'
import { t } from '#language/here.ts'
import { curriculumKinds } from '../curriculum.ts'
import { readCurricula } from '../training.ts'
import { curriculumName, sectorName } from './prevention-words.ts'
import './prevention.css'

export function Catalogue() {
  const found = useGet(readCurricula, {})
  return (
    <>
      <PreventionTabs here="catalogue" />
      <PageHeader title={t('prevention.tab.catalogue')} lead={t('prevention.catalogue.lead')} />
      <Loaded of={found}>
        {({ curricula, reviewed_by }) => (
          <Stack>
            {curriculumKinds.map((kind) => (
              <Section
                key={kind}
                title={t(`prevention.catalogue.${kind}`)}
                lead={t(`prevention.catalogue.${kind}_lead`)}
              >
                <List label={t(`prevention.catalogue.${kind}`)}>
                  {curricula
                    .filter((each) => each.kind === kind)
                    .map(({ id, hours, sector, test_items }) => (
                      <ListItem
                        key={id}
                        title={curriculumName(id)}
                        href={`/desk/prevention/catalogue/${id}`}
                        detail={t('prevention.catalogue.line', {
                          hours,
                          sector: sectorName(sector),
                          questions: test_items,
                        })}
                      />
                    ))}
                </List>
              </Section>
            ))}
            {!reviewed_by && <p className="quiet">{t('prevention.paper.unreviewed')}</p>}
          </Stack>
        )}
      </Loaded>
    </>
  )
}
