// Asking what may keep the person out: one form over the sections that are open, saved together, each with its version.
import { useDraft } from '#gate/draft.ts'
import { useWrite } from '#gate/query.ts'
import { choose, currentOf, differing } from '#kit/ui/conflict.ts'
import { Button, ConflictDialog, Form, FormActions, toast } from '#kit/ui/index.ts'
import { day, t } from '#language/here.ts'
import { readTimeline } from '#timeline/timeline.ts'
import { matchNeed, matchTogether } from '../ask.ts'
import {
  type BarrierPart,
  type BarrierSection,
  readPersonBarriers,
  type StandingPart,
  savePersonBarriers,
} from '../person-barriers.ts'
import { BarrierFields } from './BarrierFields.tsx'
import { agesTyped, answersOf, askText, type BarrierAnswers, factsOf, factText } from './barrier-words.ts'
import './match.css'

interface Props {
  case_id: string
  parts: StandingPart[]
  /** The sections this reader may write in; the others are shown as they stand. */
  writes: readonly string[]
  onDone: () => void
}

const partOf = (section: BarrierSection, { facts }: BarrierAnswers, version: number) => {
  const own = Object.fromEntries(factsOf(section).map((fact) => [fact, facts[fact]]))
  return { section, facts: own, version } as BarrierPart & { version: number }
}

export function BarrierForm({ case_id, parts, writes, onDone }: Props) {
  const standing = answersOf(parts)
  const [answers, setDraft, clear] = useDraft<BarrierAnswers>(`barriers ${case_id}`, standing)
  const save = useWrite(savePersonBarriers, {
    invalidates: [readPersonBarriers, matchNeed, matchTogether, readTimeline],
  })
  const current = currentOf<{ parts: StandingPart[] }>(save.error)
  const mine = parts.filter(({ section }) => writes.includes(section))
  const send = (of: BarrierAnswers, on: readonly StandingPart[]) => {
    const same = answersOf(on)
    const changed = mine.filter(({ section }) =>
      factsOf(section).some((fact) => factText(fact, of.facts) !== factText(fact, same.facts)),
    )
    if (changed.length === 0) return leave()
    const versionOf = (section: string) => on.find((part) => part.section === section)?.version ?? 0
    save.mutate(
      { case_id, parts: changed.map(({ section }) => partOf(section, of, versionOf(section))) },
      {
        onSuccess: () => {
          toast(t('barriers.saved'))
          leave()
        },
      },
    )
  }
  const leave = () => {
    clear()
    onDone()
  }
  const set: Parameters<typeof BarrierFields>[0]['set'] = (facts, sons_typed = answers.sons_typed) =>
    setDraft({ facts: { ...answers.facts, ...facts }, sons_typed })
  const theirs = current ? answersOf(current.parts) : null
  return (
    <>
      <Form
        problem={current ? null : save.error}
        onSubmit={() => agesTyped(answers.sons_typed) && send(answers, parts)}
      >
        {parts.map(({ section, changed_on }) => (
          <fieldset key={section} className="barrier-part">
            <legend>{t(`barriers.part.${section}`)}</legend>
            {changed_on && <p className="quiet">{t('barriers.changed', { day: day(changed_on) })}</p>}
            <BarrierFields section={section} answers={answers} isDisabled={!writes.includes(section)} set={set} />
          </fieldset>
        ))}
        <FormActions>
          <Button type="submit" kind="primary" busy={save.isPending}>
            {t('barriers.save')}
          </Button>
          <Button kind="quiet" onPress={leave}>
            {t('ui.cancel')}
          </Button>
        </FormActions>
      </Form>
      {theirs && current && (
        <ConflictDialog
          isOpen
          fields={differing(
            mine.flatMap(({ section }) =>
              factsOf(section).map((name) => ({
                name,
                label: askText(name),
                mine: factText(name, answers.facts),
                theirs: factText(name, theirs.facts),
              })),
            ),
          )}
          onResolve={(choice) => {
            const facts = choose(answers.facts, theirs.facts, choice)
            const sons_typed = facts.sons_ages?.join(', ') ?? ''
            save.reset()
            send({ facts, sons_typed }, current.parts)
          }}
          onClose={() => save.reset()}
        />
      )}
    </>
  )
}
