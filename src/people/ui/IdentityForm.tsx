// One group of the legal identity being written. A colleague who was faster with another group loses nothing and is not
// asked; only where both changed the same answer does someone choose.
import { useDraft } from '#gate/draft.ts'
import { useWrite } from '#gate/query.ts'
import { choose, currentOf, differing } from '#kit/ui/conflict.ts'
import { Button, ConflictDialog, Form, FormActions, Notice, toast } from '#kit/ui/index.ts'
import { t } from '#language/here.ts'
import { readTimeline } from '#timeline/timeline.ts'
import { type Identity, type OpenedIdentity, openIdentity, writeIdentity } from '../identity.ts'
import { identityFields } from './IdentityFields.tsx'
import { type IdentityGroup, identityGroups, identityLabel, identityWords } from './identity-words.ts'

interface Props {
  case_id: string
  group: IdentityGroup
  opened: OpenedIdentity
  today: string
  onDone: () => void
}

type Answers = Partial<Identity>
const pick = (identity: Identity, group: IdentityGroup): Answers =>
  Object.fromEntries(identityGroups[group].map((name) => [name, identity[name]]))

export function IdentityForm({ case_id, group, opened, today, onDone }: Props) {
  const before = pick(opened.identity, group)
  const [draft, setDraft, clear, returned] = useDraft(`identity ${case_id} ${group}`, {
    version: opened.version,
    before,
    answers: before,
  })
  const write = useWrite(writeIdentity, { invalidates: [openIdentity, readTimeline] })
  const Fields = identityFields[group]
  const mine: Identity = { ...opened.identity, ...draft.answers }
  const leave = () => {
    clear()
    onDone()
  }
  /** What both changed, and not to the same. */
  const apart = ({ identity }: OpenedIdentity) => {
    const asItWas: Identity = { ...opened.identity, ...draft.before }
    return differing(
      identityGroups[group]
        .filter((name) => identityWords(identity, name) !== identityWords(asItWas, name))
        .map((name) => ({
          name,
          label: identityLabel(name),
          mine: identityWords(mine, name),
          theirs: identityWords(identity, name),
        })),
    )
  }
  const save = (version: number, onto: Identity, answers: Answers) =>
    write.mutate(
      { case_id, version, identity: { ...onto, ...answers } },
      {
        onSuccess: () => {
          toast(t('person.saved'))
          leave()
        },
        onError: (problem) => {
          const theirs = currentOf<OpenedIdentity>(problem)
          if (theirs && apart(theirs).length === 0) save(theirs.version, theirs.identity, answers)
        },
      },
    )
  const current = currentOf<OpenedIdentity>(write.error)
  const fields = current ? apart(current) : []
  return (
    <>
      <Form problem={current ? null : write.error} onSubmit={() => save(draft.version, opened.identity, draft.answers)}>
        {returned && <Notice>{t('cases.draft_returned')}</Notice>}
        <Fields
          value={mine}
          today={today}
          onChange={(change) => setDraft({ ...draft, answers: { ...draft.answers, ...change } })}
        />
        <FormActions>
          <Button type="submit" kind="primary" busy={write.isPending}>
            {t('person.save')}
          </Button>
          <Button kind="quiet" onPress={leave}>
            {t('ui.cancel')}
          </Button>
        </FormActions>
      </Form>
      {current && fields.length > 0 && (
        <ConflictDialog
          isOpen
          fields={fields}
          onClose={() => write.reset()}
          onResolve={(choice) => {
            const answers = choose(draft.answers, pick(current.identity, group), choice)
            setDraft({ version: current.version, before: pick(current.identity, group), answers })
            save(current.version, current.identity, answers)
          }}
        />
      )}
    </>
  )
}
