// Everybody of the register by language, narrowed by what is looked for; what is missing or ends stands beside the name.
import { useState } from 'react'
import { useSession } from '#gate/session.ts'
import {
  Badge,
  Button,
  ComboBox,
  EmptyState,
  LinkButton,
  List,
  ListItem,
  Name,
  Section,
  Select,
  Stack,
  Toolbar,
} from '#kit/ui/index.ts'
import { locale, t } from '#language/here.ts'
import { languageName, provinceName } from '#language/ui/names.ts'
import { interpreterGenders, interpretingModes } from '../interpreter.ts'
import type { Registered } from '../register.ts'
import {
  choices,
  dialectName,
  dialectOptions,
  headed,
  modeWords,
  statusTone,
  vettingState,
} from './interpreter-words.ts'

const noWish = { language: null as string | null, dialect: 'all', mode: 'all', gender: 'all', show: 'live' }
type Wish = typeof noWish
const all = () => ({ id: 'all', label: t('interpreting.filter.all') })

const fits = ({ languages, modes, gender, status }: Registered, wish: Wish): boolean =>
  (wish.language === null || languages.some(({ language }) => language === wish.language)) &&
  (wish.dialect === 'all' || languages.some(({ dialect }) => dialect === wish.dialect)) &&
  (wish.mode === 'all' || modes.some((mode) => mode === wish.mode)) &&
  (wish.gender === 'all' || gender === wish.gender) &&
  (wish.show === 'all' || status !== 'blocked')

function Filters({ wish, spoken, set }: { wish: Wish; spoken: string[]; set: (change: Partial<Wish>) => void }) {
  const dialects = dialectOptions(wish.language)
  return (
    <Toolbar>
      <ComboBox
        label={t('interpreting.language')}
        width="short"
        options={spoken.map((id) => ({ id, label: languageName(id) }))}
        value={wish.language}
        onChange={(language) => set({ language, dialect: 'all' })}
      />
      {dialects.length > 0 && (
        <Select
          label={t('interpreting.dialect')}
          width="short"
          options={[all(), ...dialects]}
          value={wish.dialect}
          onChange={(dialect) => set({ dialect })}
        />
      )}
      <Select
        label={t('interpreting.mode')}
        width="short"
        options={[all(), ...choices(interpretingModes, 'interpreting.mode')]}
        value={wish.mode}
        onChange={(mode) => set({ mode })}
      />
      <Select
        label={t('interpreting.gender')}
        width="short"
        options={[all(), ...choices(interpreterGenders, 'interpreting.gender')]}
        value={wish.gender}
        onChange={(gender) => set({ gender })}
      />
      <Select
        label={t('interpreting.filter.show')}
        width="short"
        options={choices(['live', 'all'], 'interpreting.filter.show')}
        value={wish.show}
        onChange={(show) => set({ show })}
      />
    </Toolbar>
  )
}

function One({ of, language, today }: { of: Registered; language: string; today: string }) {
  const state = of.status === 'blocked' ? null : vettingState(of, today)
  const here = of.languages.filter((each) => each.language === language)
  const detail = [
    ...here.map(({ dialect, level, both_ways }) =>
      [
        dialect
          ? t('interpreting.dialect_level', { dialect: dialectName(dialect), level: t(`interpreting.level.${level}`) })
          : t(`interpreting.level.${level}`),
        ...(both_ways ? [] : [t('interpreting.one_way')]),
      ].join(', '),
    ),
    t(`interpreting.gender.${of.gender}`),
    modeWords(of.modes),
    ...(of.province ? [provinceName(of.province)] : []),
  ].join(' · ')
  return (
    <ListItem
      icon="person"
      href={`/desk/interpreters/${of.interpreter_id}`}
      title={<Name>{of.name}</Name>}
      detail={detail}
      aside={
        <>
          {of.kind !== 'freelance' && <Badge>{t(`interpreting.kind.${of.kind}`)}</Badge>}
          {of.emergency && (
            <Badge tone="calm" icon="phone">
              {t('interpreting.emergency_mark')}
            </Badge>
          )}
          {state && <Badge tone={state.tone}>{state.text}</Badge>}
          {of.status !== 'active' && (
            <Badge tone={statusTone[of.status]}>{t(`interpreting.status.${of.status}`)}</Badge>
          )}
        </>
      }
    />
  )
}

export function RegisterList({ interpreters, today }: { interpreters: Registered[]; today: string }) {
  const { may } = useSession()
  const [wish, setWish] = useState(noWish)
  const byName = (one: string, other: string) => languageName(one).localeCompare(languageName(other), locale())
  const spokenBy = (some: Registered[]) =>
    [...new Set(some.flatMap(({ languages }) => languages.map(({ language }) => language)))].sort(byName)
  const found = interpreters.filter((each) => fits(each, wish))
  const shown = wish.language ? [wish.language] : spokenBy(found)
  if (interpreters.length === 0)
    return (
      <EmptyState
        icon="language"
        title={t('interpreting.none')}
        action={
          may['interpreters.manage'] && (
            <LinkButton icon="add" href="/desk/interpreters/new">
              {t('interpreting.add')}
            </LinkButton>
          )
        }
      >
        {t('interpreting.none_why')}
      </EmptyState>
    )
  return (
    <Stack>
      <Filters wish={wish} spoken={spokenBy(interpreters)} set={(change) => setWish({ ...wish, ...change })} />
      <p className="interpreting-quiet" role="status">
        {t('interpreting.found', { count: found.length })}
      </p>
      {found.length === 0 && (
        <EmptyState
          icon="language"
          title={t('interpreting.none_fits')}
          action={<Button onPress={() => setWish(noWish)}>{t('interpreting.filter.clear')}</Button>}
        />
      )}
      {found.length > 0 &&
        shown.map((language) => {
          const those = found.filter(({ languages }) => languages.some((each) => each.language === language))
          return (
            <Section key={language} title={headed(languageName(language))}>
              <List label={languageName(language)}>
                {those.map((each) => (
                  <One key={each.interpreter_id} of={each} language={language} today={today} />
                ))}
              </List>
            </Section>
          )
        })}
    </Stack>
  )
}
