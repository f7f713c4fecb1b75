// The official words of an instrument of healing and risk: brought in, looked at beside our own, and taken out again. How
// answers count stays ours, and every version that was ever shown stays readable with the answers given to it.
import { useState } from 'react'
import type { QuestionnaireRead } from '#detection/questionnaire.rules.ts'
import { autonymOf, ChooseQuestionnaire, KeptWords, ReviewWords } from '#detection/ui/BringInWords.tsx'
import { useGet, useWrite } from '#gate/query.ts'
import { Loaded, PageHeader, Stack, toast } from '#kit/ui/index.ts'
import { moment, t } from '#language/here.ts'
import { type InstrumentId, type WordedIn, wordedIn } from '../instrument.ts'
import { keepOfficial, listOfficial, type Official, removeOfficial } from '../official.ts'
import { readForm } from '../sitting.ts'
import { hereWorded, useForm } from './form-words.ts'

const invalidates = [listOfficial, readForm]

interface Known {
  id: InstrumentId
  version: number
  name: string
  licence: string
}

interface ReviewProps {
  read: QuestionnaireRead
  of: Known
  wordings: Official[]
  onDone: () => void
}

function Review({ read, of, wordings, onDone }: ReviewProps) {
  const form = useForm({ instrument: of.id, version: of.version, language: hereWorded(), official: null })
  const keep = useWrite(keepOfficial, { invalidates })
  const versionIn = (language: string) =>
    wordings.find((each) => each.instrument === of.id && each.language === language)?.version ?? 0
  return (
    <Loaded of={form}>
      {({ instrument, wording }) => (
        <ReviewWords
          of={instrument}
          read={read}
          languages={wordedIn}
          ours={(code) => wording.items[code]}
          licence={of.licence}
          problem={keep.error}
          busy={keep.isPending}
          onDone={onDone}
          onKeep={({ language, ...brought }) =>
            keep.mutate(
              {
                instrument: of.id,
                language: language as WordedIn,
                version: versionIn(language),
                ...brought,
                may_use: true,
              },
              {
                onSuccess: () => {
                  toast(t('screening.wording.kept'))
                  onDone()
                },
              },
            )
          }
        />
      )}
    </Loaded>
  )
}

function Kept({ wordings, known }: { wordings: Official[]; known: Known[] }) {
  const remove = useWrite(removeOfficial, { invalidates })
  const idOf = ({ instrument, language }: Official) => `${instrument} ${language}`
  return (
    <KeptWords
      kept={wordings.map((wording) => {
        const of = known.find(({ id }) => id === wording.instrument)
        return {
          id: idOf(wording),
          title: `${of?.name ?? wording.instrument} · ${autonymOf(wording.language)}`,
          detail: `${wording.source} · ${t('screening.wording.confirmed', {
            name: wording.confirmed_name ?? '…',
            when: moment(wording.confirmed_at),
          })}`,
          older: wording.instrument_version !== of?.version,
        }
      })}
      busy={remove.isPending}
      onRemove={(id, done) => {
        const found = wordings.find((each) => idOf(each) === id)
        if (found) remove.mutate({ instrument: found.instrument, language: found.language }, { onSuccess: done })
      }}
    />
  )
}

export function OfficialWordings() {
  const found = useGet(listOfficial, {})
  const [read, setRead] = useState<{ read: QuestionnaireRead; instrument: InstrumentId } | null>(null)
  return (
    <>
      <PageHeader
        title={t('screening.wording.of_care')}
        lead={t('screening.wording.lead')}
        back={{ href: '/desk/screening/wording', label: t('screening.wording.title') }}
      />
      <Loaded of={found}>
        {({ wordings, instruments }) => {
          const known = instruments.map(({ instrument, version, name, licence }) => ({
            ...{ id: instrument, version, name },
            licence: t(`instruments.licence.${licence}`),
          }))
          const of = known.find(({ id }) => id === read?.instrument)
          return read && of ? (
            <Review read={read.read} of={of} wordings={wordings} onDone={() => setRead(null)} />
          ) : (
            <Stack>
              <Kept wordings={wordings} known={known} />
              <ChooseQuestionnaire
                instruments={known}
                onRead={(questionnaire, instrument) => setRead({ read: questionnaire, instrument })}
              />
            </Stack>
          )
        }}
      </Loaded>
    </>
  )
}
