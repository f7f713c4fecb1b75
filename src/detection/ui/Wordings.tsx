// The official words of an instrument: brought in from a FHIR Questionnaire, looked at sentence by sentence beside our own
// questions, and kept with their source and the name of whoever says the organisation may use them.
import { type ChangeEvent, useRef, useState } from 'react'
import { useGet, useWrite } from '#gate/query.ts'
import {
  Badge,
  Button,
  Checkbox,
  ConfirmDialog,
  EmptyState,
  Form,
  FormActions,
  List,
  ListItem,
  Loaded,
  Notice,
  PageHeader,
  Section,
  Select,
  Stack,
  TextArea,
  TextField,
  toast,
} from '#kit/ui/index.ts'
import { moment, t } from '#language/here.ts'
import { publicLanguages } from '#language/languages.ts'
import { instrumentOf, screeningInstruments } from '../instruments.ts'
import {
  largestQuestionnaire,
  type Mapped,
  mapQuestionnaire,
  type QuestionnaireFault,
  type QuestionnaireRead,
  readQuestionnaire,
  sentencesOf,
} from '../questionnaire.rules.ts'
import type { InstrumentId } from '../screening.ts'
import { keepWording, listWordings, readWords, removeWording, type Wording } from '../wording.ts'
import { deskLanguage } from './talk.ts'
import './detection.css'

const invalidates = [listWordings, readWords]
const autonymOf = (code: string): string => publicLanguages().find((each) => each.code === code)?.autonym ?? code
const none = 'none'

interface ReviewProps {
  read: QuestionnaireRead
  instrument: InstrumentId
  wordings: Wording[]
  onDone: () => void
}

/** Which official sentence stands for which of our questions: proposed, and decided here. */
function Review({ read, instrument, wordings, onDone }: ReviewProps) {
  const of = instrumentOf(instrument)
  const [matches, setMatches] = useState<Mapped['matches']>(() => mapQuestionnaire(of, read).matches)
  const known = read.languages.filter((code) => publicLanguages().some((each) => each.code === code))
  const [language, setLanguage] = useState(known[0] ?? deskLanguage())
  const [source, setSource] = useState(read.title)
  const [licence_note, setLicence] = useState(read.copyright)
  const [mayUse, setMayUse] = useState(false)
  const ours = useGet(readWords, { instrument, language: deskLanguage() })
  const keep = useWrite(keepWording, { invalidates })
  const sentences = sentencesOf(read, matches, language)
  const used = new Set(Object.values(matches))
  const unknown = read.questions.filter((_, place) => !used.has(place))
  const inLanguage = (place: number) =>
    read.questions[place]?.sentences[language] ?? read.questions[place]?.sentences[read.language]
  const options = [
    { id: none, label: t('screening.wording.keep_ours') },
    ...read.questions.map(({ link_id }, place) => ({
      id: String(place),
      label: `${link_id} · ${inLanguage(place) ?? ''}`,
    })),
  ]
  const version = wordings.find((each) => each.instrument === instrument && each.language === language)?.version ?? 0
  const save = () =>
    keep.mutate(
      { instrument, language, version, sentences, source, licence_note, may_use: true },
      {
        onSuccess: () => {
          toast(t('screening.wording.kept'))
          onDone()
        },
      },
    )
  return (
    <Section title={t('screening.wording.review', { name: of.name })} lead={t('screening.wording.review_lead')}>
      <Form problem={keep.error} onSubmit={save}>
        <Select
          label={t('screening.wording.language')}
          options={(known.length > 0 ? known : [deskLanguage()]).map((code) => ({ id: code, label: autonymOf(code) }))}
          value={language}
          onChange={setLanguage}
        />
        {of.items.map(({ code }, at) => (
          <Select
            key={code}
            label={`${at + 1}. ${ours.data?.items[code]?.text ?? code}`}
            options={options}
            value={matches[code] === null ? none : String(matches[code])}
            onChange={(id) => setMatches({ ...matches, [code]: id === none ? null : Number(id) })}
          />
        ))}
        {unknown.length > 0 && (
          <Notice tone="warning">
            {t('screening.wording.unknown', { count: unknown.length })}
            <ul>
              {unknown.map(({ link_id, sentences: said }) => (
                <li key={`${link_id} ${said[read.language]}`} dir="auto">
                  {link_id} · {said[language] ?? said[read.language]}
                </li>
              ))}
            </ul>
          </Notice>
        )}
        <TextField name="source" label={t('screening.wording.source')} isRequired value={source} onChange={setSource} />
        <TextArea
          name="licence_note"
          label={t('screening.wording.licence')}
          description={t(`screening.licence.${of.licence.status}`)}
          isRequired
          rows={3}
          value={licence_note}
          onChange={setLicence}
        />
        <Checkbox isSelected={mayUse} onChange={setMayUse}>
          {t('screening.wording.may_use')}
        </Checkbox>
        <FormActions>
          <Button
            type="submit"
            kind="primary"
            busy={keep.isPending}
            isDisabled={!mayUse || Object.keys(sentences).length === 0}
          >
            {t('screening.wording.save')}
          </Button>
          <Button kind="quiet" onPress={onDone}>
            {t('ui.cancel')}
          </Button>
        </FormActions>
      </Form>
    </Section>
  )
}

function BringIn({ onRead }: { onRead: (read: QuestionnaireRead, instrument: InstrumentId) => void }) {
  const [instrument, setInstrument] = useState<InstrumentId>('raft')
  const [fault, setFault] = useState<QuestionnaireFault | null>(null)
  const input = useRef<HTMLInputElement>(null)
  const choose = async ({ target }: ChangeEvent<HTMLInputElement>) => {
    const file = target.files?.[0]
    target.value = ''
    if (!file) return
    // Looked at before it is read: a file of a gigabyte does not come into the page.
    const found =
      file.size > largestQuestionnaire ? ({ fault: 'too_large' } as const) : readQuestionnaire(await file.text())
    setFault('fault' in found ? found.fault : null)
    if (!('fault' in found)) onRead(found, instrument)
  }
  return (
    <Section title={t('screening.wording.bring_in')} lead={t('screening.wording.bring_in_lead')}>
      <Stack>
        <Select
          label={t('screening.wording.instrument')}
          options={screeningInstruments.map(({ id, name, licence }) => ({
            id,
            label: name,
            description: t(`screening.licence.${licence.status}`),
          }))}
          value={instrument}
          onChange={(id) => setInstrument(id as InstrumentId)}
        />
        <div>
          <input
            ref={input}
            className="visually-hidden"
            type="file"
            tabIndex={-1}
            aria-label={t('screening.wording.file')}
            accept=".json,application/json,application/fhir+json"
            onChange={(event) => void choose(event)}
          />
          <Button icon="file" onPress={() => input.current?.click()}>
            {t('screening.wording.choose')}
          </Button>
        </div>
        {fault && <Notice tone="warning">{t(`screening.wording.fault.${fault}`)}</Notice>}
      </Stack>
    </Section>
  )
}

function Kept({ wordings }: { wordings: Wording[] }) {
  const [leaving, setLeaving] = useState<Wording | null>(null)
  const remove = useWrite(removeWording, { invalidates })
  if (wordings.length === 0) return <EmptyState title={t('screening.wording.none')} />
  return (
    <Section title={t('screening.wording.in_use')}>
      <List label={t('screening.wording.in_use')}>
        {wordings.map((wording) => {
          const of = instrumentOf(wording.instrument)
          const told = Object.keys(wording.sentences).length
          return (
            <ListItem
              key={`${wording.instrument} ${wording.language}`}
              title={`${of.name} · ${autonymOf(wording.language)}`}
              detail={`${t('screening.wording.of_items', { told, all: of.items.length })} · ${wording.source} · ${t(
                'screening.wording.confirmed',
                { name: wording.confirmed_name ?? '…', when: moment(wording.confirmed_at) },
              )}`}
              aside={
                <>
                  {wording.instrument_version !== of.version && (
                    <Badge tone="warning">{t('screening.wording.older')}</Badge>
                  )}
                  <Button small kind="quiet" onPress={() => setLeaving(wording)}>
                    {t('screening.wording.remove')}
                  </Button>
                </>
              }
            />
          )
        })}
      </List>
      {leaving && (
        <ConfirmDialog
          isOpen
          title={t('screening.wording.remove_title')}
          action={t('screening.wording.remove')}
          busy={remove.isPending}
          onClose={() => setLeaving(null)}
          onConfirm={() =>
            remove.mutate(
              { instrument: leaving.instrument, language: leaving.language },
              { onSuccess: () => setLeaving(null) },
            )
          }
        >
          <p>{t('screening.wording.remove_why')}</p>
        </ConfirmDialog>
      )}
    </Section>
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
      />
      <Loaded of={found}>
        {({ wordings }) =>
          read ? (
            <Review {...read} wordings={wordings} onDone={() => setRead(null)} />
          ) : (
            <Stack>
              <Kept wordings={wordings} />
              <BringIn onRead={(questionnaire, instrument) => setRead({ read: questionnaire, instrument })} />
            </Stack>
          )
        }
      </Loaded>
    </>
  )
}
