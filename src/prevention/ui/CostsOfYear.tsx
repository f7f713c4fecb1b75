// What a year's trainings cost by line of grant, for whoever answers to a funder.
import { useGet } from '#gate/query.ts'
import { List, ListItem, Loaded, Section } from '#kit/ui/index.ts'
import { list, t } from '#language/here.ts'
import { money } from '#language/sums.ts'
import { readCosts } from '../training.ts'

export function CostsOfYear() {
  const year = new Date().getFullYear()
  const found = useGet(readCosts, { year })
  return (
    <Loaded of={found}>
      {({ lines }) =>
        lines.length > 0 && (
          <Section title={t('prevention.costs.year', { year: String(year) })}>
            <List label={t('prevention.costs.year', { year: String(year) })}>
              {lines.map(({ grant_line, currency, trainings, cents, kinds }) => (
                <ListItem
                  key={`${grant_line} ${currency}`}
                  icon="file"
                  title={<bdi>{grant_line || t('prevention.costs.no_line')}</bdi>}
                  detail={`${t('prevention.costs.trainings', { count: trainings })} · ${list(
                    kinds.map((each) => `${t(`prevention.cost.${each.kind}`)} ${money(each.cents, currency)}`),
                  )}`}
                  aside={<strong>{money(cents, currency)}</strong>}
                />
              ))}
            </List>
          </Section>
        )
      }
    </Loaded>
  )
}
