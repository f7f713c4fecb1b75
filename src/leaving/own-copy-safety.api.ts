// What the person's copy says of safety: the plan in their own words, what happened, who tried to reach them, what colleagues
// feared and agreed to do, and when somebody looked after them the same day. What frightened in the mind is the therapist's to tell.
import type { AskedOnFile } from '#gate/answer.ts'
import type { Translator } from '#kit/say.ts'
import { showAttempts, showIncidents } from '#safety/incident.api.ts'
import { showPlans } from '#safety/plan.api.ts'
import { showProtocols } from '#safety/protocol.api.ts'
import { showRisks } from '#safety/risk.api.ts'
import type { CopyEntry } from './own-copy.ts'

type Entry = Omit<CopyEntry, 'taken_out'>
type Asked = AskedOnFile<unknown>

/** Their own words, with the names they gave themselves. */
export const planOfSafety = async (asked: Asked, say: Translator): Promise<Entry[]> => {
  const [plan] = await showPlans(asked)
  if (!plan) return []
  const { signs, helps, people, places, take, code_word, code_means, calls } = plan
  const parts: [string, string[]][] = [
    ['signs', signs],
    ['helps', helps],
    ['people', people.map(({ name, how }) => [name, how].filter(Boolean).join(': '))],
    ['places', places],
    ['take', take],
    ['code_word', code_word ? [[code_word, code_means].filter(Boolean).join(': ')] : []],
    ['calls', calls.map(({ who, number }) => `${who}: ${number}`)],
  ]
  return parts
    .filter(([, lines]) => lines.length > 0)
    .map(([part, lines]) => ({
      ...{ id: `safety plan ${part}`, on: plan.written_at.slice(0, 10), section: 'safety' },
      label: say(`safety.plan.${part}`),
      text: lines.join('\n'),
    }))
}

export const safetyOf = async (asked: Asked, say: Translator): Promise<Entry[]> => {
  const [incidents, attempts, { risks }, protocols] = await Promise.all([
    showIncidents(asked),
    showAttempts(asked),
    showRisks(asked),
    showProtocols(asked),
  ])
  return [
    ...incidents.map(
      (incident): Entry => ({
        ...{ id: incident.incident_id, on: incident.happened_on, section: 'safety' },
        label: say(`safety.incident.kind.${incident.kind}`),
        text: [incident.what, incident.injuries, incident.measures, ...incident.lines.map(({ words }) => words)]
          .filter(Boolean)
          .join('\n'),
      }),
    ),
    ...attempts.map(
      (attempt): Entry => ({
        ...{ id: attempt.attempt_id, on: attempt.attempted_on, section: 'safety' },
        label: say('safety.attempts.title'),
        text: [say(`safety.channel.${attempt.channel}`), attempt.said, attempt.done].filter(Boolean).join('\n'),
      }),
    ),
    ...risks.flatMap(({ risk_id, title, scores }): Entry[] => {
      const [latest] = scores
      if (!latest) return []
      const { level, likelihood, impact, reasons, measures, scored_at } = latest
      const numbers = say('safety.risk.numbers', { likelihood, impact })
      return [
        {
          ...{ id: risk_id, on: scored_at.slice(0, 10), section: 'safety' },
          label: `${say('safety.risk.title')}: ${title}`,
          text: [`${say(`safety.level.${level}`)} (${numbers})`, reasons, ...measures.map(({ what }) => what)].join(
            '\n',
          ),
        },
      ]
    }),
    ...protocols
      .filter(({ section }) => section !== 'mind')
      .map(
        (protocol): Entry => ({
          ...{ id: protocol.protocol_id, on: protocol.opened_at.slice(0, 10), section: protocol.section },
          label: say('safety.protocols.title'),
          text: [say(`safety.kind.${protocol.kind}`), protocol.closed_at && say('safety.protocol.closed')]
            .filter(Boolean)
            .join('\n'),
        }),
      ),
  ]
}
