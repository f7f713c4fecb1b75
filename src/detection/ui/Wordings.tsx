// The official words of a screening instrument: brought in, looked at beside our own, and taken out again.
import { useState } from 'react'
import { useGet, useWrite } from '#gate/query.ts'
import { LinkButton, Loaded, PageHeader, Stack, toast } from '#kit/ui/index.ts'
import { moment, t } from '#language/here.ts'
import { publicLanguages } from '#language/languages.ts'
import { instrumentOf, screeningInstruments } from '../instruments.ts'
import type { QuestionnaireRead } from '../questionnaire.rules.ts'
import type { InstrumentId } from '../screening.ts'
import { keepWording, listWordings, readWords, removeWording, type Wording } from '../wording.ts'
import { autonymOf, ChooseQuestionnaire, KeptWords, ReviewWords } from './BringInWords.tsx'
import { deskLanguage } from './talk.ts'
import './detection.css'

const invalidates = [listWordings, readWords]

interface ReviewProps {
  read: QuestionnaireRead
  instrument: InstrumentId
  wordings: Wording[]
  onDone: () => void
}

function Review({ read, instrument, wordings, onDone }: ReviewProps) {
  const of = instrumentOf(instrument)
  const ours = useGet(readWords, { instrument, language: deskLanguage() })
  const keep = useWrite(keepWording, { invalidates })
  const versionIn = (language: string) =>
    wordings.find((each) => each.instrument === instrument && each.language === language)?.version ?? 0
  return (
    <ReviewWords
      of={of}
      read={read}
      languages={publicLanguages().map(({ code }) => code)}
      ours={(code) => ours.data?.items[code]?.text}
      licence={t(`screening.licence.${of.licence.status}`)}
      problem={keep.error}
      busy={keep.isPending}
      onDone={onDone}
      onKeep={(brought) =>
        keep.mutate(
          { instrument, version: versionIn(brought.language), ...brought, may_use: true },
          {
            onSuccess: () => {
              toast(t('screening.wording.kept'))
              onDone()
            },
          },
        )
      }
    />
  )
}

const lineOf = (wording: Wording) => {
  const of = instrumentOf(wording.instrument)
  const told = Object.keys(wording.sentences).length
  return {
    id: `${wording.instrument} ${wording.language}`,
    title: `${of.name} · ${autonymOf(wording.language)}`,
    detail: `${t('screening.wording.of_items', { told, all: of.items.length })} · ${wording.source} · ${t(
      'screening.wording.confirmed',
      { name: wording.confirmed_name ?? '…', when: moment(wording.confirmed_at) },
    )}`,
    older: wording.instrument_version !== of.version,
  }
}

function Kept({ wordings }: { wordings: Wording[] }) {
  const remove = useWrite(removeWording, { invalidates })
  return (
    <KeptWords
      kept={wordings.map(lineOf)}
      busy={remove.isPending}
      onRemove={(id, done) => {
        const found = wordings.find((each) => lineOf(each).id === id)
        if (found) remove.mutate({ instrument: found.instrument, language: found.language }, { onSuccess: done })
      }}
    />
  )
}

export function Wordings() {
  const found = useGet(listWordings, {})
  const [read, setRead] = useState<{ read: QuestionnaireRead; instrument: InstrumentId } | null>(null)
  return (
    <>
      <PageHeader
        title={t('screening.wording.title')}
        lead={t('screening.wording.lead')}
        back={{ href: '/desk/screening', label: t('screening.title') }}
        actions={<LinkButton href="/desk/instruments/wording">{t('screening.wording.of_care')}</LinkButton>}
      />
      <Loaded of={found}>
        {({ wordings }) =>
          read ? (
            <Review {...read} wordings={wordings} onDone={() => setRead(null)} />
          ) : (
            <Stack>
              <Kept wordings={wordings} />
              <ChooseQuestionnaire
                instruments={screeningInstruments.map(({ id, name, licence }) => ({
                  id,
                  name,
                  licence: t(`screening.licence.${licence.status}`),
                }))}
                onRead={(questionnaire, instrument) => setRead({ read: questionnaire, instrument })}
              />
            </Stack>
          )
        }
      </Loaded>
    </>
  )
}
