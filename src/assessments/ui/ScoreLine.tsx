// One score: what it is called in words, then the number, where it lies, and what changed since the time before.
import { Badge } from '#kit/ui/index.ts'
import { day, number, t } from '#language/here.ts'
import type { Score } from '../instrument.ts'
import type { AssessmentHead, ScoreChange } from '../results.ts'
import { type Form, readingWords, scoreName } from './form-words.ts'

const tones = { better: 'good', same: 'neutral', worse: 'calm' } as const

/** Which rule says that it is more than chance is named with it: several are in use. */
export function Changed({ change, form }: { change: ScoreChange; form: Form }) {
  const { direction, before, after, since, reliable, rule } = change
  const by = number(Math.abs(after - before))
  return (
    <p className="score-change">
      <Badge tone={tones[direction]}>{t(`instruments.change.${direction}`, { by, day: day(since, 'short') })}</Badge>{' '}
      <small>
        {reliable === null || !rule
          ? t('instruments.change.no_rule')
          : t(reliable ? 'instruments.change.reliable' : 'instruments.change.chance', {
              rule: readingWords(form, rule.code),
              points: number(rule.at_least),
            })}
      </small>
    </p>
  )
}

/** A soft rule from end to end, its bands, and where this number lies. Nothing on it is alarming. */
function Lies({ score, value }: { score: Score; value: number }) {
  const reach = Math.max(1, score.to - score.from)
  const place = (at: number) => `${((at - score.from) / reach) * 100}%`
  return (
    <div className="lies" aria-hidden="true">
      {score.bands.map(({ code, from }, at) => (
        <span
          key={code}
          className={`lies-band lies-band-${at % 2}`}
          style={{
            insetInlineStart: place(from),
            inlineSize: `calc(${place(score.bands[at + 1]?.from ?? score.to)} - ${place(from)})`,
          }}
        />
      ))}
      <span className="lies-mark" style={{ insetInlineStart: place(value) }} />
    </div>
  )
}

interface Props {
  head: AssessmentHead
  form: Form
  score: Score
}

export function ScoreLine({ head, form, score }: Props) {
  const read = head.read.scores.find(({ code }) => code === score.code)
  const change = head.changes.find((each) => each.score === score.code)
  if (!read) return null
  const crossed = read.cut_offs.filter(({ met }) => met !== false)
  const clear = !read.band && read.value !== null && read.cut_offs.length > 0 && crossed.length === 0
  return (
    <div className="score">
      {read.band && <p className="score-words">{readingWords(form, read.band)}</p>}
      {clear && <p className="score-words">{t('instruments.no_line')}</p>}
      {crossed.map(({ code, met }) => (
        <p key={code} className={read.band ? undefined : 'score-words'}>
          {met === 'unknown'
            ? t('instruments.line_unknown', { line: readingWords(form, code) })
            : readingWords(form, code)}
        </p>
      ))}
      {read.value === null ? (
        <p>{t('instruments.too_much_missing', { name: scoreName(form, score.code) })}</p>
      ) : (
        <>
          <p className="score-number">
            <span>{scoreName(form, score.code)}</span>{' '}
            <strong>{t('instruments.of', { value: number(read.value), most: number(score.to) })}</strong>{' '}
            <small>
              {t(`instruments.better.${score.better}`)}
              {read.prorated && ` · ${t('instruments.counted_up')}`}
            </small>
          </p>
          <Lies score={score} value={read.value} />
        </>
      )}
      {change && <Changed change={change} form={form} />}
    </div>
  )
}
