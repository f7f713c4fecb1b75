// Coding what was told, replacing it, taking it back, and giving it out in the words of the standard.
import { answer } from '#gate/answer.ts'
import { Problem } from '#kit/problem.ts'
import { touchCase } from '#timeline/timeline.store.ts'
import { asHtcds, factObstacle, standing } from './fact.rules.ts'
import * as store from './fact.store.ts'
import * as model from './fact.ts'
import { openStory, sealStory } from './sealed.store.ts'
import { getTelling, keepsStory, keyOf, keysOf, type OnFile } from './telling.api.ts'

const readRows = async (asked: OnFile) => {
  const rows = await store.listFacts(asked.tx, asked.file)
  if (rows.length === 0) return []
  const keys = await keysOf(asked)
  return rows.map(({ sealed, ...row }) => ({
    ...row,
    ...openStory(keys, asked.file, 'story_fact', row.fact_id, sealed, model.SealedFact),
  }))
}

/** The coded facts that stand, as far as this reader may read them. */
export const showFacts = async (asked: OnFile): Promise<model.StoryFact[]> =>
  standing(await readRows(asked)).map(({ replaces_id: _, taken_back: __, ...fact }) => fact)

export const readStoryFacts = answer(model.readStoryFacts)(async (asked) => {
  asked.note({ sections: ['story'] })
  return { facts: await showFacts(asked), may_keep: keepsStory(asked) }
})

const write = async (
  asked: OnFile,
  row: { fact_id: string; replaces_id: string | null; telling_id: string | null; taken_back: boolean },
  says: model.SealedFact,
): Promise<void> => {
  const { tx, file, actor } = asked
  const { organisation_id, case_id } = file
  const sealed = sealStory(await keyOf(asked), file, 'story_fact', row.fact_id, says)
  const made = await store.insertFact(tx, { organisation_id, case_id, ...row, written_by: actor.staff_id, sealed })
  if (!made) throw new Problem('conflict', 'stale')
  await touchCase(tx, case_id)
}

export const keepStoryFact = answer(model.keepStoryFact)(async (asked) => {
  const { input, note } = asked
  const { fact_id, replaces_id, telling_id, fact, state, value, source, sureness } = input
  note({ subject_id: fact_id, sections: ['story'] })
  if (!keepsStory(asked)) throw new Problem('refused', 'access.refused')
  const says = { fact, state, value, source, sureness }
  const obstacle = factObstacle(says, telling_id)
  if (obstacle) throw new Problem('invalid', obstacle)
  if (telling_id && (await getTelling(asked, telling_id)).stands !== 'words')
    throw new Problem('not_found', 'story.not_found')
  if (replaces_id) {
    const before = (await readRows(asked)).find((each) => each.fact_id === replaces_id)
    if (!before || before.fact !== fact) throw new Problem('not_found', 'story.fact.not_found')
    if (before.telling_id !== telling_id) throw new Problem('invalid', 'story.fact.rests_on_another')
  }
  await write(asked, { fact_id, replaces_id, telling_id, taken_back: false }, says)
  return { fact_id }
})

export const takeFactBack = answer(model.takeFactBack)(async (asked) => {
  const { input, note } = asked
  const { fact_id, replaces_id } = input
  note({ subject_id: fact_id, sections: ['story'] })
  if (!keepsStory(asked)) throw new Problem('refused', 'access.refused')
  const before = (await readRows(asked)).find((each) => each.fact_id === replaces_id)
  if (!before || before.taken_back) throw new Problem('not_found', 'story.fact.not_found')
  const { fact, source, sureness, telling_id } = before
  const value = { codes: [], route: [], amount: null }
  const says = { fact, state: 'unknown' as const, value, source, sureness }
  await write(asked, { fact_id, replaces_id, telling_id, taken_back: true }, says)
  return { fact_id }
})

export const readFactHistory = answer(model.readFactHistory)(async (asked) => {
  asked.note({ sections: ['story'] })
  const rows = await readRows(asked)
  return {
    versions: rows.filter(({ fact }) => fact === asked.input.fact).map(({ replaces_id: _, ...version }) => version),
  }
})

export const readAsHtcds = answer(model.readAsHtcds)(async (asked) => {
  asked.note({ sections: ['story'], reason: 'story_htcds' })
  return asHtcds(await showFacts(asked))
})
