// Which law holds, where days are counted and what is so, at a glance; while one supposes, what is supposed is changed here.
import { Button, Chips, Facts, Section } from '#kit/ui/index.ts'
import { list, t } from '#language/here.ts'
import { CircumstanceFields, valueWords } from './Circumstances.tsx'
import { fieldName, packName } from './law-words.ts'
import { provinceName, townName } from './place-names.ts'
import type { Side } from './use-law.ts'

export function LawFacts({ side, onChange }: { side: Side; onChange: () => void }) {
  const { law, pretending, writes } = side
  const { jurisdictions, province, town, circumstances } = law.file
  if (pretending)
    return (
      <Section title={t('law.facts.so')} lead={t('law.pretend.so_lead')}>
        <CircumstanceFields
          side={side}
          answers={pretending.supposed.circumstances ?? circumstances}
          onChange={(next) => pretending.set({ circumstances: next })}
        />
      </Section>
    )
  const place = [town && townName(town), province && provinceName(province)].filter((part) => part !== null)
  const so = Object.entries(circumstances).map(([field, value]) => `${fieldName(field)}: ${valueWords(field, value)}`)
  const open = law.suggestions.filter(({ field, value }) => circumstances[field] !== value)
  return (
    <Section
      title={t('law.facts.title')}
      actions={
        writes && (
          <Button small icon="edit" onPress={onChange}>
            {t('law.facts.change')}
          </Button>
        )
      }
    >
      <Facts
        items={[
          { label: t('law.facts.jurisdictions'), value: list(jurisdictions.map(packName)) },
          {
            label: t('law.facts.where'),
            value: place.length > 0 ? place.join(', ') : t('law.facts.whole_country'),
          },
        ]}
      />
      {so.length > 0 ? (
        <Chips label={t('law.facts.so')} items={so} />
      ) : (
        <p className="law-quiet">{t('law.facts.none')}</p>
      )}
      {open.length > 0 && <p className="law-quiet">{t('law.facts.open', { count: open.length })}</p>}
    </Section>
  )
}
