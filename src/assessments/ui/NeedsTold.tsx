// One talk, read: what matters most to her first, each level in its words, and what moved since the talk before. A bar
// shows how much help she asked for; it does not grade her.
import { Badge, Meter, Stack } from '#kit/ui/index.ts'
import { day, t } from '#language/here.ts'
import { needsInstrument } from '../assessment.ts'
import type { NeedsChange } from '../needs.rules.ts'
import type { NeedsAnswers } from '../needs.ts'
import { inHerOrder, levelWords, needName } from './need-words.ts'

interface Props {
  answers: NeedsAnswers
  before: { taken_on: string } | null
  changes: NeedsChange[]
}

const tones = { eased: 'good', same: 'neutral', grew: 'calm' } as const
const top = Math.max(...needsInstrument.levels.map(({ value }) => value))

function Moved({ change, since }: { change: NeedsChange; since: string }) {
  if (change.change === 'not_comparable') return null
  const moved = change.change !== 'same' && change.before !== null
  return (
    <p>
      <Badge tone={tones[change.change]}>
        {t(`assessments.change.${change.change}`, { day: day(since, 'short') })}
      </Badge>{' '}
      {moved && <small>{t('assessments.then', { words: levelWords(change.before!) })}</small>}
    </p>
  )
}

export function NeedsTold({ answers, before, changes }: Props) {
  const ordered = inHerOrder(answers)
  const told = ordered.filter((domain) => answers.levels[domain] != null)
  const skipped = ordered.filter((domain) => answers.levels[domain] == null)
  return (
    <Stack>
      {told.map((domain) => {
        const level = answers.levels[domain]!
        const place = answers.priority.indexOf(domain)
        const change = changes.find((each) => each.domain === domain)
        return (
          <div key={domain}>
            <Meter
              label={
                place < 0 ? needName(domain) : t('assessments.ranked', { place: place + 1, need: needName(domain) })
              }
              value={level}
              max={top}
              text={levelWords(level)}
            />
            {change && before && <Moved change={change} since={before.taken_on} />}
          </div>
        )
      })}
      {told.length === 0 && <p>{t('assessments.nothing_said')}</p>}
      {skipped.length > 0 && told.length > 0 && (
        <p>{t('assessments.skipped', { needs: skipped.map(needName).join(' · ') })}</p>
      )}
    </Stack>
  )
}
