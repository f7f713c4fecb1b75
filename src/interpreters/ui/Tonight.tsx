// Who may be called at once by telephone, without asking first: whoever is in their hours stands first.
import { useState } from 'react'
import { useGet } from '#gate/query.ts'
import {
  Badge,
  ComboBox,
  EmptyState,
  List,
  ListItem,
  Loaded,
  Name,
  Notice,
  Phone,
  Section,
  Stack,
  Toolbar,
} from '#kit/ui/index.ts'
import { t } from '#language/here.ts'
import { languageName } from '#language/ui/names.ts'
import { listEmergencyInterpreters } from '../register.ts'
import { spokenWords } from './interpreter-words.ts'

export function Tonight() {
  const [language, setLanguage] = useState<string | null>(null)
  const found = useGet(listEmergencyInterpreters, {}, { everyMs: 300_000 })
  return (
    <Stack>
      <Notice>{t('interpreting.tonight_how')}</Notice>
      <Loaded of={found}>
        {({ interpreters }) => {
          const spoken = [...new Set(interpreters.flatMap(({ languages }) => languages.map((each) => each.language)))]
          const shown = interpreters.filter(
            ({ languages }) => !language || languages.some((each) => each.language === language),
          )
          if (interpreters.length === 0)
            return (
              <EmptyState icon="phone" title={t('interpreting.tonight_none')}>
                {t('interpreting.tonight_none_why')}
              </EmptyState>
            )
          return (
            <>
              <Toolbar>
                <ComboBox
                  label={t('interpreting.language')}
                  width="short"
                  options={spoken.map((id) => ({ id, label: languageName(id) }))}
                  value={language}
                  onChange={setLanguage}
                />
              </Toolbar>
              <Section title={t('interpreting.tonight')}>
                <List label={t('interpreting.tonight')}>
                  {shown.map(({ interpreter_id, name, phone, gender, languages, in_hours }) => (
                    <ListItem
                      key={interpreter_id}
                      icon="phone"
                      title={<Name>{name}</Name>}
                      detail={`${spokenWords(languages)} · ${t(`interpreting.gender.${gender}`)}`}
                      aside={
                        <>
                          <Badge tone={in_hours ? 'good' : 'neutral'}>
                            {t(in_hours ? 'interpreting.in_hours' : 'interpreting.out_of_hours')}
                          </Badge>
                          {phone && <Phone number={phone} />}
                        </>
                      }
                    />
                  ))}
                </List>
              </Section>
            </>
          )
        }}
      </Loaded>
    </Stack>
  )
}
