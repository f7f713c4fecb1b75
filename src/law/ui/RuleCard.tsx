// One rule as a lawyer reads it: what it gives or asks, how it is counted, where it is written, what must be looked up first,
// and what was said of it by whom.
import { today } from '#cases/ui/now.ts'
import { Badge, type BadgeTone, Button, Icon, type IconName, Reference } from '#kit/ui/index.ts'
import { day, t } from '#language/here.ts'
import type { PackRule, RuleStanding, Standing } from '../pack.ts'
import { type RuleLine, ruleLines } from '../rule-words.rules.ts'
import { ruleWords, titleOf } from './law-words.ts'

const tones: Record<Standing, BadgeTone> = {
  ...{ unreviewed: 'warning', reviewed: 'good', wrong: 'danger', look_again: 'warning', changed: 'warning' },
}
const icons: Record<Standing, IconName> = {
  ...{ unreviewed: 'edit', reviewed: 'check', wrong: 'warning', look_again: 'search', changed: 'edit' },
}

const standingWords = ({ standing, name, on }: RuleStanding): string =>
  t(`law.pack.standing.${standing}`, { name: name ?? '', day: on ? day(on) : '' })

const validity = ({ valid_from, valid_until }: PackRule): string =>
  valid_until
    ? t('law.pack.until', { from: day(valid_from), until: day(valid_until) })
    : t('law.pack.from', { day: day(valid_from) })

/** How long is what one looks for: it stands open, the rest is opened. */
const openLines = ['term', 'alternatives']

function LineList({ lines }: { lines: RuleLine[] }) {
  return (
    <dl className="rule-lines">
      {lines.map(({ line, words }) => (
        <div key={line}>
          <dt>{t(`law.line.${line}`)}</dt>
          <dd>
            {words.map((each) => (
              <span key={each}>{each}</span>
            ))}
          </dd>
        </div>
      ))}
    </dl>
  )
}

function Lines({ rule }: { rule: PackRule }) {
  const lines = ruleLines(rule, t)
  const open = lines.filter(({ line }) => openLines.includes(line))
  return (
    <>
      {open.length > 0 && <LineList lines={open} />}
      <details className="rule-details">
        <summary>{t('law.pack.details')}</summary>
        <LineList lines={lines.filter(({ line }) => !openLines.includes(line))} />
      </details>
    </>
  )
}

function History({ rule }: { rule: PackRule }) {
  if (rule.reviews.length === 0) return null
  return (
    <details className="rule-details">
      <summary>{t('law.pack.history')}</summary>
      <ul className="rule-history">
        {rule.reviews.map(({ review_id, verdict, name, on, words, rule_hash }) => (
          <li key={review_id}>
            <strong>{t(`law.pack.verdict.${verdict}`)}</strong> · <bdi>{name}</bdi> · {day(on, 'long')}
            {rule_hash !== rule.hash && <span className="pack-quiet"> · {t('law.pack.of_another_text')}</span>}
            {words && <p dir="auto">{words}</p>}
          </li>
        ))}
      </ul>
    </details>
  )
}

export function RuleCard({ rule, onReview }: { rule: PackRule; onReview: (() => void) | undefined }) {
  const { id, review, kind, valid_until } = rule
  const past = valid_until !== null && valid_until < today()
  const [unless, verify] = [ruleWords(id, 'unless'), rule.verify ? ruleWords(id, 'verify') : null]
  return (
    <li className={`rule-card rule-${review.standing}${past ? ' rule-past' : ''}`}>
      <div className="rule-head">
        <p className="pack-quiet">
          <Reference>{id}</Reference> · {t(`law.rulekind.${kind}`)}
          {past && <> · {t('law.pack.past')}</>}
        </p>
        <h3>{titleOf(id)}</h3>
      </div>
      <p className="rule-means">{ruleWords(id, 'means')}</p>
      {unless && (
        <p className="rule-unless">
          <strong>{t('law.pack.unless')}</strong> {unless}
        </p>
      )}
      {verify && (
        <p className="rule-verify">
          <Icon name="search" size={16} />
          <span>
            <strong>{t('law.pack.verify_first')}</strong> {verify}
          </span>
        </p>
      )}
      <Lines rule={rule} />
      <div className="rule-source">
        <p>
          <cite dir="auto">{rule.article}</cite> · {validity(rule)}
        </p>
        <p className="pack-quiet">
          <bdi>{rule.source}</bdi> · <bdi>{t('law.pack.text_of', { version: rule.source_version })}</bdi> ·{' '}
          {t(`law.confidence.${rule.confidence}`)}
        </p>
      </div>
      <History rule={rule} />
      <div className="rule-foot">
        <Badge tone={tones[review.standing]} icon={icons[review.standing]}>
          {standingWords(review)}
        </Badge>
        {onReview && (
          <Button small icon="edit" onPress={onReview}>
            {t('law.pack.sign')}
          </Button>
        )}
      </div>
    </li>
  )
}
