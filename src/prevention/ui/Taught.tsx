// What is taught in a curriculum: its blocks and how long they take, what people can do afterwards, who gets a certificate.
import { Facts, List, ListItem, Section } from '#kit/ui/index.ts'
import { t } from '#language/here.ts'
import type { Curriculum } from '../curriculum.ts'

export function Taught({ curriculum }: { curriculum: Curriculum }) {
  const key = `curriculum.${curriculum.id}`
  return (
    <>
      <Section title={t('prevention.page.blocks')}>
        <List label={t('prevention.page.blocks')}>
          {curriculum.blocks.map(({ id, minutes }) => (
            <ListItem
              key={id}
              title={t(`${key}.block.${id}`)}
              aside={<span className="quiet">{t('prevention.page.minutes', { minutes })}</span>}
            />
          ))}
        </List>
      </Section>
      <Section title={t('prevention.page.outcomes')}>
        <List label={t('prevention.page.outcomes')}>
          {curriculum.outcomes.map((id) => (
            <ListItem key={id} icon="check" title={t(`${key}.outcome.${id}`)} />
          ))}
        </List>
        <Facts
          items={[
            {
              label: t('prevention.page.certificate'),
              value: curriculum.certificate
                ? t('prevention.page.certificate_when', {
                    attended: curriculum.certificate.attended_percent,
                    passed: curriculum.certificate.pass_percent,
                  })
                : t('prevention.page.no_certificate'),
            },
          ]}
        />
      </Section>
    </>
  )
}
