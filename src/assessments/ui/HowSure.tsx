// Where each number comes from and how sure it is, for whoever must answer for it: shown on demand.
import { List, ListItem } from '#kit/ui/index.ts'
import { list, number, t } from '#language/here.ts'
import type { Confidence, Score } from '../instrument.ts'
import { type Form, readingWords, scoreName } from './form-words.ts'

const sure = (confidence: Confidence): string => t(`screening.confidence.${confidence}`)

interface Line {
  id: string
  title: string
  detail: string
}

const range = (from: number, to: number): string => t('instruments.sure.range', { from: number(from), to: number(to) })

const linesOf = (form: Form, score: Score): Line[] => {
  const name = scoreName(form, score.code)
  const told = (id: string, title: string, confidence: Confidence): Line => ({
    id: `${score.code} ${id}`,
    title,
    detail: sure(confidence),
  })
  const { bands, cut_offs, changes, missing } = score
  return [
    ...bands.map(({ code, from, to, confidence }) =>
      told(`band ${code}`, t('instruments.sure.band', { name, range: range(from, to) }), confidence),
    ),
    ...cut_offs.map(({ code, from, to, confidence }) =>
      told(
        `line ${code}`,
        from === undefined
          ? t('instruments.sure.line_to', { name, value: number(to ?? score.to) })
          : t('instruments.sure.line', { name, value: number(from) }),
        confidence,
      ),
    ),
    ...changes.map(({ code, at_least, confidence }) =>
      told(
        `change ${code}`,
        t('instruments.sure.change', { name, rule: readingWords(form, code), points: number(at_least) }),
        confidence,
      ),
    ),
    told('missing', t('instruments.sure.missing', { name, count: missing.at_most }), missing.confidence),
  ]
}

interface Props {
  form: Form
  /** The official sentences she saw that day. */
  official: Form['official']
}

export function HowSure({ form, official }: Props) {
  const { instrument, wording } = form
  const { licence, validated, ages, recall_confidence, safety } = instrument
  const items = instrument.items.map(({ confidence }) => confidence)
  const least = (['memory', 'secondary', 'checked'] as const).find((each) => items.includes(each)) ?? 'memory'
  const lines: Line[] = [
    ...instrument.scores.flatMap((score) => linesOf(form, score)),
    { id: 'items', title: t('instruments.sure.items'), detail: sure(least) },
    ...(wording.recall ? [{ id: 'recall', title: wording.recall, detail: sure(recall_confidence) }] : []),
    ...safety.map((opens) => {
      const item = wording.items[opens.item] ?? opens.item
      return {
        id: `safety ${opens.item}`,
        title:
          'at_least' in opens
            ? t('instruments.sure.safety', { item, value: number(opens.at_least) })
            : t('instruments.sure.safety_to', { item, value: number(opens.at_most) }),
        detail: sure(opens.confidence),
      }
    }),
    { id: 'ages', title: t('instruments.sure.ages', { from: ages.from ?? 0 }), detail: sure(ages.confidence) },
    {
      id: 'validated',
      title: t(`instruments.sure.validated.${validated.state}`),
      detail: sure(validated.confidence),
    },
    {
      id: 'licence',
      title: t('instruments.sure.licence', {
        status: t(`instruments.licence.${licence.status}`),
        holder: licence.holder,
      }),
      detail: sure(licence.confidence),
    },
    {
      id: 'wording',
      title: official ? t('instruments.wording.official', { source: official.source }) : t('instruments.wording.own'),
      detail: official
        ? official.licence_note
        : wording.reviewed_by
          ? t('instruments.wording.reviewed', { who: list([wording.reviewed_by]) })
          : t('screening.not_reviewed'),
    },
  ]
  return (
    <details className="result-more">
      <summary>{t('instruments.sure.title')}</summary>
      <p className="result-source" lang="en" dir="ltr">
        {instrument.source}
      </p>
      <List label={t('instruments.sure.title')}>
        {lines.map(({ id, title, detail }) => (
          <ListItem key={id} title={title} detail={detail} />
        ))}
      </List>
    </details>
  )
}
