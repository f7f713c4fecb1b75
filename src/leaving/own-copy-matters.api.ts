// What the person's copy tells of what runs before courts and offices for her: what it is, where it stands, when she is heard,
// what she wanted to say, what protects her and what was decided. Who is against her, and the words of statements, are not in it.
import type { AskedOnFile } from '#gate/answer.ts'
import type { Translator } from '#kit/say.ts'
import { showMatters } from '#proceedings/matter.api.ts'
import { showMeasures } from '#proceedings/measure.api.ts'
import type { CopyEntry } from './own-copy.ts'

type Entry = Omit<CopyEntry, 'taken_out'>

const inLines = (...parts: (string | null | undefined)[]): string => parts.filter(Boolean).join('\n')

export const mattersOf = async (
  asked: AskedOnFile<unknown>,
  say: Translator,
): Promise<{ matters: Entry[]; names: string[]; statements: number }> => {
  const [matters, measures] = await Promise.all([showMatters(asked), showMeasures(asked)])
  const entries = matters.flatMap((matter): Entry[] => [
    {
      ...{ id: matter.matter_id, on: matter.opened_on, section: 'law' },
      label: `${say(`proceedings.matter.kind.${matter.kind}`)}, ${say(`proceedings.matter.part.${matter.part}`)}`,
      text: inLines(say(`proceedings.matter.status.${matter.status}`), matter.court, matter.number, matter.words),
    },
    ...matter.hearings.map(
      ({ hearing_id, on_day, kind, court, room, wants_to_say, outcome }): Entry => ({
        ...{ id: hearing_id, on: on_day, section: 'law', label: say(`proceedings.hearing.kind.${kind}`) },
        text: inLines(court, room, wants_to_say, outcome),
      }),
    ),
    ...matter.decisions.flatMap((decision): Entry[] => [
      {
        ...{ id: decision.decision_id, on: decision.notified_on ?? decision.decided_on, section: 'law' },
        label: say(`proceedings.decision.kind.${decision.kind}`),
        text: inLines(say(`proceedings.decision.outcome.${decision.outcome}`), decision.number, decision.words),
      },
      ...decision.appeals.map(
        ({ appeal_id, lodged_on, status, court, number, words }): Entry => ({
          ...{ id: appeal_id, on: lodged_on, section: 'law', label: say('cases.timeline.appeal_lodged') },
          text: inLines(say(`proceedings.appeal.status.${status}`), court, number, words),
        }),
      ),
    ]),
  ])
  const protection = measures.map(
    ({ measure_id, from_on, until_on, kind, distance_m, places, ordered_by, number, words }): Entry => ({
      ...{ id: measure_id, on: from_on, section: 'law', label: say(`proceedings.measure.kind.${kind}`) },
      text: inLines(
        until_on && say('proceedings.measure.holds_until', { from: from_on, until: until_on }),
        distance_m ? say('proceedings.measure.metres', { count: distance_m }) : null,
        ...[places.join(', '), ordered_by, number, words],
      ),
    }),
  )
  return {
    matters: [...entries, ...protection],
    names: [
      ...matters.flatMap(({ parties, lawyer }) => [...parties.map(({ name }) => name), lawyer.name]),
      ...measures.flatMap(({ against }) => against),
    ].filter((name) => name !== ''),
    statements: matters.reduce((sum, { statements }) => sum + statements.length, 0),
  }
}
