// That there are statements, and opening one with a reason. The words are fetched when the reason is given, and gone again
// when the dialog closes.
import { useState } from 'react'
import { call } from '#gate/call.ts'
import { useWrite } from '#gate/query.ts'
import { newId } from '#kit/id.ts'
import type { Problem } from '#kit/problem.ts'
import {
  Badge,
  Button,
  DateField,
  Dialog,
  Form,
  FormActions,
  List,
  ListItem,
  Prose,
  RadioGroup,
  Section,
  Select,
  TextArea,
  toast,
} from '#kit/ui/index.ts'
import { day, t } from '#language/here.ts'
import type { Matter } from '../matter.ts'
import { givenTo, openingReasons, openStatement, recordStatement, type StatementHead } from '../statement.ts'
import { choices, matterReadings } from './writing.ts'

type Reason = (typeof openingReasons)[number]
interface Props {
  case_id: string
  matter: Matter
  mayWrite: boolean
  today: string
}

function Opening({ case_id, of, onClose }: { case_id: string; of: StatementHead; onClose: () => void }) {
  const { matter_id, statement_id, given_on } = of
  const [reason, setReason] = useState<Reason>('prepare_hearing')
  const [words, setWords] = useState<string | null>(null)
  const [problem, setProblem] = useState<Problem | null>(null)
  const [busy, setBusy] = useState(false)
  // Asked for once and kept in no cache: each reading is an entry in the journal, and none happens by itself.
  const open = async () => {
    setBusy(true)
    try {
      setWords((await call(openStatement, { case_id, matter_id, statement_id, reason })).words)
    } catch (error) {
      setProblem(error as Problem)
    }
    setBusy(false)
  }
  return (
    <Dialog isOpen wide onClose={onClose} title={t('proceedings.statement.title', { day: day(given_on, 'long') })}>
      {words !== null ? (
        <Prose>{words}</Prose>
      ) : (
        <Form problem={problem} onSubmit={() => void open()}>
          <RadioGroup
            label={t('proceedings.statement.why')}
            description={t('proceedings.statement.why_told')}
            options={choices(openingReasons, 'proceedings.statement.why')}
            value={reason}
            onChange={(id) => setReason(id as Reason)}
          />
          <FormActions>
            <Button type="submit" kind="primary" icon="lock" busy={busy}>
              {t('proceedings.statement.open')}
            </Button>
          </FormActions>
        </Form>
      )}
    </Dialog>
  )
}

function Writing({
  case_id,
  matter,
  today,
  corrects_id,
  onDone,
}: Props & { corrects_id: string | null; onDone: () => void }) {
  // Kept in no draft: these words rest nowhere but where they are sealed.
  const [draft, setDraft] = useState({
    ...{ statement_id: newId(), given_to: 'police' as StatementHead['given_to'], given_on: today as string | null },
    words: '',
  })
  const write = useWrite(recordStatement, { invalidates: matterReadings })
  const set = (change: Partial<typeof draft>) => setDraft({ ...draft, ...change })
  const send = () =>
    write.mutate(
      { case_id, matter_id: matter.matter_id, corrects_id, ...draft, given_on: draft.given_on ?? '' },
      {
        onSuccess: () => {
          toast(t('proceedings.matter.saved'))
          onDone()
        },
      },
    )
  return (
    <Form problem={write.error} onSubmit={send}>
      <div className="matter-row">
        <Select
          label={t('proceedings.statement.given_to')}
          options={choices(givenTo, 'proceedings.statement.given_to')}
          value={draft.given_to}
          onChange={(id) => set({ given_to: id as StatementHead['given_to'] })}
        />
        <DateField
          name="given_on"
          label={t('proceedings.statement.given_on')}
          isRequired
          max={today}
          value={draft.given_on}
          onChange={(given_on) => set({ given_on })}
        />
      </div>
      <TextArea
        name="words"
        label={t('proceedings.statement.words')}
        isRequired
        rows={8}
        value={draft.words}
        onChange={(words) => set({ words })}
      />
      <FormActions>
        <Button type="submit" kind="primary" busy={write.isPending}>
          {t('proceedings.matter.save')}
        </Button>
        <Button kind="quiet" onPress={onDone}>
          {t('ui.cancel')}
        </Button>
      </FormActions>
    </Form>
  )
}

export function Statements(props: Props) {
  const { case_id, matter, mayWrite } = props
  const [opening, setOpening] = useState<StatementHead | null>(null)
  const [writing, setWriting] = useState<{ corrects_id: string | null } | null>(null)
  return (
    <Section
      title={t('proceedings.statements')}
      lead={t('proceedings.statements.lead')}
      actions={
        mayWrite &&
        !writing && (
          <Button icon="add" onPress={() => setWriting({ corrects_id: null })}>
            {t('proceedings.statement.add')}
          </Button>
        )
      }
    >
      {writing && <Writing {...props} corrects_id={writing.corrects_id} onDone={() => setWriting(null)} />}
      {matter.statements.length === 0 && !writing && (
        <p className="proceedings-quiet">{t('proceedings.statements.none')}</p>
      )}
      <List label={t('proceedings.statements')}>
        {matter.statements.map((of) => (
          <ListItem
            key={of.statement_id}
            icon="lock"
            title={`${t(`proceedings.statement.given_to.${of.given_to}`)} · ${day(of.given_on, 'long')}`}
            {...(of.corrects_id && { detail: t('proceedings.statement.corrects') })}
            aside={
              of.may_open ? (
                <>
                  {mayWrite && (
                    <Button small kind="quiet" onPress={() => setWriting({ corrects_id: of.statement_id })}>
                      {t('proceedings.statement.correct')}
                    </Button>
                  )}
                  <Button
                    small
                    aria-label={t('proceedings.statement.open_of', { day: day(of.given_on, 'long') })}
                    onPress={() => setOpening(of)}
                  >
                    {t('proceedings.statement.open')}
                  </Button>
                </>
              ) : (
                <Badge icon="lock">{t('proceedings.statement.closed')}</Badge>
              )
            }
          />
        ))}
      </List>
      {opening && <Opening case_id={case_id} of={opening} onClose={() => setOpening(null)} />}
    </Section>
  )
}
