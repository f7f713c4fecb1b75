// Cards to hand out: the page of rights and numbers as people read it, and a sheet of cards, in the language chosen. Both
// come from the public door: what is printed here is what stands there.
import { useState } from 'react'
import { Button, FormActions, Section, Select, Stack } from '#kit/ui/index.ts'
import { language, t } from '#language/here.ts'
import { publicLanguages } from '#language/languages.ts'

export function Cards() {
  const languages = publicLanguages()
  const [chosen, setChosen] = useState(languages.some(({ code }) => code === language()) ? language() : 'en')
  return (
    <Section title={t('organisations.tab.cards')}>
      <form method="post" action="/">
        <input type="hidden" name="view" value="rights" />
        <input type="hidden" name="sheet" value="8" />
        <input type="hidden" name="l" value={chosen} />
        <Stack>
          <p>{t('organisations.cards.explain')}</p>
          <Select
            label={t('organisations.cards.language')}
            options={languages.map(({ code, autonym }) => ({ id: code, label: autonym }))}
            value={chosen}
            onChange={setChosen}
            width="short"
          />
          <FormActions>
            <Button type="submit" kind="primary" name="do" value="card">
              {t('organisations.cards.sheet')}
            </Button>
            <Button type="submit" name="do" value="rights" formTarget="_blank">
              {t('organisations.cards.page')}
            </Button>
          </FormActions>
        </Stack>
      </form>
    </Section>
  )
}
