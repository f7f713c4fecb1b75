// What the person's copy says of the plan: what they want and why, the steps, what they agreed to and did not, why some need
// got no goal, and who decided where on a path they are.
import type { AskedOnFile } from '#gate/answer.ts'
import type { Translator } from '#kit/say.ts'
import { formatDay } from '#language/format.ts'
import { findDraft } from '#plans/draft.api.ts'
import { findMoves } from '#plans/path.api.ts'
import { openVersion } from '#plans/version.sealed.store.ts'
import { listVersions } from '#plans/version.store.ts'
import type { CopyEntry } from './own-copy.ts'

type Entry = Omit<CopyEntry, 'taken_out'>
type Asked = AskedOnFile<{ language: string }>

const lines = (...all: (string | false | null | undefined)[]): string => all.filter(Boolean).join('\n')

export const planOf = async (asked: Asked, say: Translator): Promise<{ goals: Entry[]; steps: Entry[] }> => {
  const { goals, without } = await findDraft(asked)
  return {
    goals: [
      ...goals.map(
        ({ goal_id, section, status, words, translation, why, change }): Entry => ({
          ...{ id: goal_id, on: null, section, label: say(`leaving.copy.goal.${status}`) },
          text: lines(words, translation, why, change && say(`plans.change.${change}`)),
        }),
      ),
      ...without.map(
        ({ without_id, section, need, reason, words, decided_on }): Entry => ({
          ...{ id: without_id, on: decided_on, section, label: say(`codes.need_domains.${need}`) },
          text: lines(say(`plans.without.${reason}`), words),
        }),
      ),
    ],
    steps: goals
      .flatMap(({ actions }) => actions)
      .map(({ action_id, section, owner_kind, due_on, done_on, words, in_her_words, who, service }): Entry => {
        const taker = say(`leaving.copy.step.${owner_kind}`)
        const label = done_on ? `${taker}, ${say('leaving.copy.step.done')}` : taker
        return {
          ...{ id: action_id, on: done_on ?? due_on, section, label },
          text: lines(words, in_her_words, who, service?.name),
        }
      }),
  }
}

export const agreedOf = async (asked: Asked, say: Translator): Promise<Entry[]> => {
  const { tx, vault, file } = asked
  const [rows, moves, keys] = await Promise.all([
    listVersions(tx, file),
    findMoves(asked),
    vault.caseKeys(tx, file.organisation_id, file.case_id),
  ])
  return [
    ...rows.map((row): Entry => {
      const { head } = openVersion(keys, file, row, [])
      return {
        ...{ id: `version ${head.number}`, on: head.agreed_on, section: null },
        label: say('plans.versions.number', { number: head.number }),
        text: lines(
          say(`public.plan.agreed_${head.how}`, { day: formatDay(asked.input.language, head.agreed_on, 'long') }),
          head.disagreed && say('public.plan.disagreed'),
          head.disagreed,
        ),
      }
    }),
    ...moves.map(
      ({ move_id, decided_on, path, step, reason }): Entry => ({
        ...{ id: move_id, on: decided_on, section: null, label: say(`plans.path.${path}`) },
        text: lines(step ? say(`plans.path.${path}.${step}`) : say('plans.path.off'), reason),
      }),
    ),
  ]
}
