// Bringing in the official sentences of any instrument: a FHIR Questionnaire chosen, looked at sentence by sentence beside
// our own questions, kept with its source by somebody who says with their name that it may be used, and taken out again.
import { type ChangeEvent, useRef, useState } from 'react'
import type { Problem } from '#kit/problem.ts'
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
  Notice,
  Section,
  Select,
  Stack,
  TextArea,
  TextField,
} from '#kit/ui/index.ts'
import { t } from '#language/here.ts'
import { publicLanguages } from '#language/languages.ts'
import {
  type AsksItems,
  largestQuestionnaire,
  type Mapped,
  mapQuestionnaire,
  type QuestionnaireFault,
  type QuestionnaireRead,
  readQuestionnaire,
  sentencesOf,
} from '../questionnaire.rules.ts'
import { deskLanguage } from './talk.ts'

export const autonymOf = (code: string): string => publicLanguages().find((each) => each.code === code)?.autonym ?? code
const none = 'none'

export interface BroughtIn {
  language: string
  sentences: Record<string, string>
  source: string
  licence_note: string
}

interface ReviewProps {
  of: AsksItems & { name: string }
  read: QuestionnaireRead
  /** Languages the instrument is asked in. */
  languages: readonly string[]
  ours: (code: string) => string | undefined
  /** What is known of its licence. */
  licence: string
  problem: Problem | null
  busy: boolean
  onKeep: (brought: BroughtIn) => void
  onDone: () => void
}

/** Which official sentence stands for which of our questions: proposed, and decided here. */
export function ReviewWords({ of, read, languages, ours, licence, problem, busy, onKeep, onDone }: ReviewProps) {
  const [matches, setMatches] = useState<Mapped['matches']>(() => mapQuestionnaire(of, read).matches)
  const known = read.languages.filter((code) => languages.includes(code))
  const [language, setLanguage] = useState(known[0] ?? deskLanguage())
  const [source, setSource] = useState(read.title)
  const [licence_note, setLicence] = useState(read.copyright)
  const [mayUse, setMayUse] = useState(false)
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
  return (
    <Section title={t('screening.wording.review', { name: of.name })} lead={t('screening.wording.review_lead')}>
      <Form problem={problem} onSubmit={() => onKeep({ language, sentences, source, licence_note })}>
        <Select
          label={t('screening.wording.language')}
          options={(known.length > 0 ? known : [deskLanguage()]).map((code) => ({ id: code, label: autonymOf(code) }))}
          value={language}
          onChange={setLanguage}
        />
        {of.items.map(({ code }, at) => (
          <Select
            key={code}
            label={`${at + 1}. ${ours(code) ?? code}`}
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
          description={licence}
          isRequired
          rows={3}
          value={licence_note}
          onChange={setLicence}
        />
        <Checkbox isSelected={mayUse} onChange={setMayUse}>
          {t('screening.wording.may_use')}
        </Checkbox>
        <FormActions>
          <Button type="submit" kind="primary" busy={busy} isDisabled={!mayUse || Object.keys(sentences).length === 0}>
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

interface ChooseProps<Id extends string> {
  instruments: readonly { id: Id; name: string; licence: string }[]
  onRead: (read: QuestionnaireRead, instrument: Id) => void
}

export function ChooseQuestionnaire<Id extends string>({ instruments, onRead }: ChooseProps<Id>) {
  const [instrument, setInstrument] = useState(instruments[0]?.id)
  const [fault, setFault] = useState<QuestionnaireFault | null>(null)
  const input = useRef<HTMLInputElement>(null)
  const choose = async ({ target }: ChangeEvent<HTMLInputElement>) => {
    const file = target.files?.[0]
    target.value = ''
    if (!file || !instrument) return
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
          options={instruments.map(({ id, name, licence }) => ({ id, label: name, description: licence }))}
          value={instrument ?? null}
          onChange={(id) => setInstrument(id as Id)}
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

export interface KeptLine {
  id: string
  title: string
  detail: string
  /** Brought in for an earlier version of the instrument: not shown any more. */
  older: boolean
}

interface KeptProps {
  kept: KeptLine[]
  busy: boolean
  onRemove: (id: string, done: () => void) => void
}

export function KeptWords({ kept, busy, onRemove }: KeptProps) {
  const [leaving, setLeaving] = useState<string | null>(null)
  if (kept.length === 0) return <EmptyState title={t('screening.wording.none')} />
  return (
    <Section title={t('screening.wording.in_use')}>
      <List label={t('screening.wording.in_use')}>
        {kept.map(({ id, title, detail, older }) => (
          <ListItem
            key={id}
            title={title}
            detail={detail}
            aside={
              <>
                {older && <Badge tone="warning">{t('screening.wording.older')}</Badge>}
                <Button small kind="quiet" onPress={() => setLeaving(id)}>
                  {t('screening.wording.remove')}
                </Button>
              </>
            }
          />
        ))}
      </List>
      {leaving && (
        <ConfirmDialog
          isOpen
          title={t('screening.wording.remove_title')}
          action={t('screening.wording.remove')}
          busy={busy}
          onClose={() => setLeaving(null)}
          onConfirm={() => onRemove(leaving, () => setLeaving(null))}
        >
          <p>{t('screening.wording.remove_why')}</p>
        </ConfirmDialog>
      )}
    </Section>
  )
}
