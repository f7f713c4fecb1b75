// Why nobody acts on a deadline any more; another last day makes it ring again.
import { useWrite } from '#gate/query.ts'
import { Button, ErrorNotice, Form, FormActions, Notice, RadioGroup, TextArea, toast } from '#kit/ui/index.ts'
import { t } from '#language/here.ts'
import { AsideReason, setDeadlineAside } from '../deadline.ts'
import type { ShownItem } from './law-words.ts'
import { readAgain, type Side, useLawForm } from './use-law.ts'

interface Answers {
  reason: AsideReason | null
  words: string
}

export function SetAsideForm({ item, side, onDone }: { item: ShownItem; side: Side; onDone: () => void }) {
  const { case_id } = side.file
  const deadline_id = item.deadline_id!
  const version = item.version ?? 0
  const first: Answers = { reason: item.set_aside?.reason ?? null, words: item.set_aside?.words ?? '' }
  const form = useLawForm<typeof setDeadlineAside, Answers, { version: number }>(
    setDeadlineAside,
    `aside ${deadline_id}`,
    first,
    () => toast(t('law.aside.saved')),
    onDone,
    { record: { version }, answersOf: () => first, said: {} },
  )
  const back = useWrite(setDeadlineAside, { invalidates: readAgain })
  const { reason, words } = form.answers
  const takeBack = () =>
    back.mutate(
      { case_id, deadline_id, version, reason: null, words: null },
      {
        onSuccess: () => {
          toast(t('law.aside.taken_back'))
          form.leave()
        },
      },
    )
  const save = () =>
    reason &&
    words.trim() &&
    form.save((_: Answers, now: number) => ({ case_id, deadline_id, version: now, reason, words: words.trim() }))
  return (
    <Form problem={form.problem} onSubmit={() => void save()}>
      {form.returned && <Notice>{t('cases.draft_returned')}</Notice>}
      <p>{t('law.aside.why')}</p>
      <RadioGroup
        name="reason"
        label={t('law.aside.reason')}
        isRequired
        options={AsideReason.options.map((id) => ({ id, label: t(`law.aside.reason.${id}`) }))}
        value={reason}
        onChange={(next) => form.set({ reason: next as AsideReason })}
      />
      <TextArea
        name="words"
        label={t('law.aside.words')}
        isRequired
        rows={3}
        value={words}
        onChange={(next) => form.set({ words: next })}
      />
      <FormActions>
        <Button type="submit" kind="primary" busy={form.busy} isDisabled={!reason || !words.trim()}>
          {t('law.aside.save')}
        </Button>
        {item.set_aside && (
          <Button busy={back.isPending} onPress={takeBack}>
            {t('law.aside.take_back')}
          </Button>
        )}
        <Button kind="quiet" onPress={form.leave}>
          {t('ui.cancel')}
        </Button>
      </FormActions>
      {back.error && <ErrorNotice problem={back.error} />}
    </Form>
  )
}
