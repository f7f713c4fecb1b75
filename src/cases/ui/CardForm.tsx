// Correcting the card of a person who is already with us.
import { useDraft } from '#gate/draft.ts'
import { useWrite } from '#gate/query.ts'
import { Button, ConflictDialog, Form, FormActions, Notice, Section, toast } from '#kit/ui/index.ts'
import { t } from '#language/here.ts'
import type { Card } from '#people/card.ts'
import { CardFields } from '#people/ui/CardFields.tsx'
import { cardFields, cardLabel, cardWords } from '#people/ui/card-words.ts'
import { type CaseFile, changeCard, listFiles, openFile } from '../case.ts'
import { choose, currentOf, differing } from './conflict.ts'

export function CardForm({ file, onDone }: { file: CaseFile; onDone: () => void }) {
  const { case_id } = file
  const [draft, setDraft, clear, returned] = useDraft(`card ${case_id}`, { version: file.version, card: file.card })
  const change = useWrite(changeCard, { invalidates: [openFile, listFiles] })
  const current = currentOf<CaseFile>(change.error)
  const save = (answers: { version: number; card: Card }) =>
    change.mutate(
      { case_id, ...answers },
      {
        onSuccess: () => {
          clear()
          toast(t('cases.card.saved'))
          onDone()
        },
      },
    )
  const leave = () => {
    clear()
    onDone()
  }
  return (
    <Section title={t('cases.card.change')}>
      {returned && <Notice>{t('cases.draft_returned')}</Notice>}
      <Form problem={current ? null : change.error} onSubmit={() => save(draft)}>
        <CardFields card={draft.card} onChange={(card) => setDraft({ ...draft, card })} />
        <FormActions>
          <Button type="submit" kind="primary" busy={change.isPending}>
            {t('cases.card.save')}
          </Button>
          <Button kind="quiet" onPress={leave}>
            {t('ui.cancel')}
          </Button>
        </FormActions>
      </Form>
      {current && (
        <ConflictDialog
          isOpen
          fields={differing(
            cardFields.map((name) => ({
              name,
              label: cardLabel(name),
              mine: cardWords(draft.card, name),
              theirs: cardWords(current.card, name),
            })),
          )}
          onClose={() => change.reset()}
          onResolve={(choice) => {
            const next = { version: current.version, card: choose(draft.card, current.card, choice) }
            setDraft(next)
            save(next)
          }}
        />
      )}
    </Section>
  )
}
