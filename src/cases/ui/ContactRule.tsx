// Writing down how she may be reached, on her file.
import { useDraft } from '#gate/draft.ts'
import { useWrite } from '#gate/query.ts'
import { ConflictDialog, Notice, Section, toast } from '#kit/ui/index.ts'
import { t } from '#language/here.ts'
import { readContact } from '#people/contact.ts'
import { noContact, type SafeContact } from '#people/safe-contact.ts'
import { clockHour } from '#people/ui/contact-words.ts'
import { SafeContactForm } from '#people/ui/SafeContactForm.tsx'
import { type CaseFile, changeSafeContact, openFile } from '../case.ts'
import { currentOf } from './conflict.ts'

/** A rule in a few words, for choosing between two of them whole: half of one and half of another is no rule of hers. */
const inWords = (rule: SafeContact): string =>
  rule.channels.length === 0
    ? t('people.contact.none')
    : [
        ...rule.channels.map(
          ({ channel, where, from_hour, to_hour }) =>
            `${t(`people.channel.${channel}`)} ${where} ${t('people.contact.hours', { from: clockHour(from_hour), to: clockHour(to_hour) })}`,
        ),
        rule.code_word,
        rule.if_someone_else_answers,
      ]
        .filter(Boolean)
        .join(' · ')

export function ContactRule({ file, onDone }: { file: CaseFile; onDone: () => void }) {
  const { case_id } = file
  const [draft, setDraft, clear, returned] = useDraft(`contact ${case_id}`, {
    version: file.safe_contact_version,
    safe_contact: file.safe_contact ?? noContact,
  })
  const change = useWrite(changeSafeContact, { invalidates: [openFile, readContact] })
  const current = currentOf<CaseFile>(change.error)
  const leave = () => {
    clear()
    onDone()
  }
  const save = (answers: { version: number; safe_contact: SafeContact }) =>
    change.mutate(
      { case_id, ...answers },
      {
        onSuccess: () => {
          toast(t('people.contact.saved'))
          leave()
        },
      },
    )
  return (
    <Section title={t('people.contact.title')}>
      {returned && <Notice>{t('cases.draft_returned')}</Notice>}
      <SafeContactForm
        value={draft.safe_contact}
        onChange={(safe_contact) => setDraft({ ...draft, safe_contact })}
        onSubmit={() => save(draft)}
        onCancel={leave}
        problem={current ? null : change.error}
        busy={change.isPending}
      />
      {current && (
        <ConflictDialog
          isOpen
          fields={[
            {
              name: 'rule',
              label: t('people.contact.title'),
              mine: inWords(draft.safe_contact),
              theirs: inWords(current.safe_contact ?? noContact),
            },
          ]}
          onClose={() => change.reset()}
          onResolve={({ rule }) => {
            if (rule === 'theirs') return leave()
            save({ version: current.safe_contact_version, safe_contact: draft.safe_contact })
          }}
        />
      )}
    </Section>
  )
}
