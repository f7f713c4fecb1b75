// The minutes before the interpreter comes: first she points at her language, then sentences in hers and ours side by
// side. One press shows a sentence large enough to hand her the device. Nothing she answers is kept.
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { call } from '#gate/call.ts'
import { useGet } from '#gate/query.ts'
import { isProblem, type Problem } from '#kit/problem.ts'
import { Badge, Button, ErrorNotice, Loaded, Notice, PageHeader, Section, Select, Stack, toast } from '#kit/ui/index.ts'
import { language, t } from '#language/here.ts'
import { languageOf } from '#language/languages.ts'
import { languageName } from '#language/ui/names.ts'
import { saveAs } from '#media/ui/save-as.ts'
import { isPhraseLanguage } from '../phrases.rules.ts'
import { type PhraseLanguage, type PhraseSheet, phraseLanguages, printPhrases, readPhrases } from '../phrases.ts'
import { ShowHer } from './ShowHer.tsx'
import { TwoColumns } from './TwoColumns.tsx'
import './phrases.css'

/** A pseudo-language borrows the words of English. */
const here = (): PhraseLanguage => {
  const code = language()
  return isPhraseLanguage(code) ? code : 'en'
}

/** Languages in their own letters: whoever reads one of them finds it without a word from us. */
function PointAtLanguage({ onChoose }: { onChoose: (code: PhraseLanguage) => void }) {
  return (
    <Section title={t('phrases.which')} lead={t('phrases.which_how')}>
      <ul className="phrase-languages">
        {phraseLanguages.map((code) => {
          const { autonym, direction } = languageOf(code)
          return (
            <li key={code}>
              <button type="button" lang={code} dir={direction} onClick={() => onChoose(code)}>
                {autonym}
              </button>
            </li>
          )
        })}
      </ul>
    </Section>
  )
}

function Sentences({ sheet }: { sheet: PhraseSheet }) {
  const [shown, setShown] = useState<number | null>(null)
  const all = sheet.parts.flatMap(({ sentences }) => sentences)
  const board = {
    code: 'board',
    words: sheet.how,
    promise: false,
    answers: sheet.board.answers.map(({ code }) => code),
  }
  const cards = [...all, board]
  const at = shown === null ? undefined : cards[shown]
  return (
    <>
      {sheet.parts.map(({ code, title, sentences }) => (
        <Section key={code} title={title.ours}>
          <ul className="phrases">
            {sentences.map((each) => (
              <li key={each.code}>
                <button type="button" className="phrase" onClick={() => setShown(all.indexOf(each))}>
                  <TwoColumns sheet={sheet} words={each.words} />
                  {each.promise && <Badge icon="shield">{t('phrases.promise')}</Badge>}
                </button>
              </li>
            ))}
          </ul>
        </Section>
      ))}
      <Section
        title={sheet.board.title.ours}
        actions={
          <Button small onPress={() => setShown(all.length)}>
            {t('phrases.show_answers')}
          </Button>
        }
      >
        <ul className="phrase-board">
          {sheet.board.answers.map(({ code, words }) => (
            <li key={code}>
              <TwoColumns sheet={sheet} words={words} />
            </li>
          ))}
        </ul>
      </Section>
      {at && shown !== null && (
        <ShowHer
          key={at.code}
          sheet={sheet}
          sentence={at}
          onClose={() => setShown(null)}
          onBefore={shown > 0 ? () => setShown(shown - 1) : undefined}
          onNext={shown < cards.length - 1 ? () => setShown(shown + 1) : undefined}
        />
      )}
    </>
  )
}

function Paper({ hers, ours }: { hers: PhraseLanguage; ours: PhraseLanguage }) {
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<Problem | null>(null)
  const save = async () => {
    setBusy(true)
    setProblem(null)
    try {
      const { name, bytes } = await call(printPhrases, { hers, ours })
      saveAs(name, bytes)
      toast(t('phrases.saved'))
    } catch (error) {
      if (isProblem(error)) setProblem(error)
    }
    setBusy(false)
  }
  return (
    <>
      <Button icon="download" busy={busy} onPress={() => void save()}>
        {t('phrases.paper')}
      </Button>
      {problem && <ErrorNotice problem={problem} />}
    </>
  )
}

export function Phrases() {
  const search = useSearch({ strict: false }) as { hers?: string; ours?: string }
  const navigate = useNavigate()
  const hers = isPhraseLanguage(search.hers) ? search.hers : null
  const ours = isPhraseLanguage(search.ours) ? search.ours : here()
  const inChinese = hers === null || hers === 'zh' || ours === 'zh'
  useEffect(() => {
    if (inChinese) void import('./chinese.css')
  }, [inChinese])
  const found = useGet(readPhrases, hers && { hers, ours }, { staleMs: Number.POSITIVE_INFINITY, keepPrevious: true })
  const choose = (pair: { hers: string; ours: string }) =>
    void navigate({ to: '/phrases', search: pair, replace: true } as never)
  const options = phraseLanguages.map((code) => ({ id: code as string, label: languageName(code) }))
  return (
    <>
      <PageHeader title={t('phrases.title')} lead={t('phrases.lead')} />
      {hers === null ? (
        <Stack>
          {search.hers && <Notice tone="warning">{t('phrases.not_in_hers')}</Notice>}
          <PointAtLanguage onChoose={(code) => choose({ hers: code, ours })} />
        </Stack>
      ) : (
        <Stack>
          <div className="phrase-pair">
            <Select
              label={t('phrases.hers')}
              options={options}
              value={hers}
              onChange={(code) => choose({ hers: code, ours })}
            />
            <Select
              label={t('phrases.ours')}
              options={options}
              value={ours}
              onChange={(code) => choose({ hers, ours: code })}
            />
            <Paper hers={hers} ours={ours} />
          </div>
          <Loaded of={found}>
            {(sheet) => (
              <Stack>
                {sheet.unreviewed && <Notice>{t('phrases.unreviewed')}</Notice>}
                <p>{t('phrases.promises')}</p>
                <Sentences sheet={sheet} />
                <p>{t('phrases.not_kept')}</p>
              </Stack>
            )}
          </Loaded>
        </Stack>
      )}
    </>
  )
}
