// What the law gives her today, read together in her own language: large the meaning, small the article. On paper she takes
// it where it is safe to keep one.
import { useState } from 'react'
import type { CaseFile } from '#cases/case.ts'
import { call } from '#gate/call.ts'
import { useGet } from '#gate/query.ts'
import { isProblem, type Problem } from '#kit/problem.ts'
import { Button, ErrorNotice, Loaded, Section, Select, Stack, toast } from '#kit/ui/index.ts'
import { language, t } from '#language/here.ts'
import { languageOf, publicLanguages } from '#language/languages.ts'
import { saveAs } from '#media/ui/save-as.ts'
import { printHerRights, type HerRights as Rights, readHerRights } from '../her-rights.ts'
import './her-rights.css'

const spoken = publicLanguages().map(({ code }) => code as string)

/** Hers where we have words in it. */
const firstOf = ({ card }: CaseFile): string =>
  card.languages.find((code) => spoken.includes(code)) ?? (spoken.includes(language()) ? language() : 'en')

function Told({ of }: { of: Rights }) {
  const { talk } = of
  if (of.now.length + of.dates.length === 0) return <p className="law-quiet">{t('law.hers.nothing')}</p>
  return (
    <div className="her-rights" lang={of.language} dir={of.rtl ? 'rtl' : 'ltr'}>
      {of.dates.length > 0 && (
        <>
          <h3>{of.headings.dates}</h3>
          <ul>
            {of.dates.map(({ code, words, by, articles }) => (
              <li key={code}>
                <p>{words}</p>
                <strong>{by}</strong>
                <small dir="ltr">{articles.join(' · ')}</small>
              </li>
            ))}
          </ul>
        </>
      )}
      <h3>{of.headings.now}</h3>
      <ul>
        {of.now.map(({ code, words, until, articles }) => (
          <li key={code}>
            <p>{words}</p>
            {until && <strong>{until}</strong>}
            <small dir="ltr">{articles.join(' · ')}</small>
          </li>
        ))}
      </ul>
      <aside>
        <h3>{talk.heading}</h3>
        <h4>{talk.same}</h4>
        <ul>
          {talk.same_words.map((words) => (
            <li key={words}>{words}</li>
          ))}
        </ul>
        <h4>{talk.change}</h4>
        <ul>
          {talk.change_words.map((words) => (
            <li key={words}>{words}</li>
          ))}
        </ul>
        <strong>{talk.ask_first}</strong>
      </aside>
      {of.notes.map((note) => (
        <small key={note}>{note}</small>
      ))}
    </div>
  )
}

export function HerRights({ file }: { file: CaseFile }) {
  const { case_id } = file
  const [chosen, choose] = useState(() => firstOf(file))
  const [busy, setBusy] = useState('')
  const [problem, setProblem] = useState<Problem | null>(null)
  const found = useGet(readHerRights, { case_id, language: chosen })
  const take = async (form: 'page' | 'card') => {
    setBusy(form)
    setProblem(null)
    try {
      const { name, bytes } = await call(printHerRights, { case_id, language: chosen, form })
      saveAs(name, bytes)
      toast(t('law.hers.taken'))
    } catch (error) {
      if (isProblem(error)) setProblem(error)
    }
    setBusy('')
  }
  return (
    <Section title={t('law.hers.title')} lead={t('law.hers.lead')}>
      <Stack>
        <div className="her-rights-choose">
          <Select
            label={t('law.hers.language')}
            options={spoken.map((id) => ({ id, label: languageOf(id).autonym }))}
            value={chosen}
            onChange={choose}
          />
          {(['page', 'card'] as const).map((form) => (
            <Button
              key={form}
              icon="download"
              busy={busy === form}
              isDisabled={(found.data?.now.length ?? 0) + (found.data?.dates.length ?? 0) === 0}
              onPress={() => void take(form)}
            >
              {t(`law.hers.${form}`)}
            </Button>
          ))}
        </div>
        {problem && <ErrorNotice problem={problem} />}
        <Loaded of={found}>{(rights) => <Told of={rights} />}</Loaded>
      </Stack>
    </Section>
  )
}
