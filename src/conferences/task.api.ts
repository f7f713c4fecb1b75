// Minutes of an item, the tasks that come of it, and what became of each.
import type { Section } from '#access/access.ts'
import { listTeam } from '#cases/case.store.ts'
import { type AskedOnFile, answer } from '#gate/answer.ts'
import { Problem } from '#kit/problem.ts'
import { ownerObstacle } from '#plans/plan.rules.ts'
import { addToTimeline } from '#timeline/timeline.store.ts'
import { getHead } from './conference.api.ts'
import { agencyObstacle, markObstacle } from './conference.rules.ts'
import * as store from './conference.store.ts'
import * as conference from './conference.ts'
import * as sealed from './sealed.store.ts'
import * as model from './task.ts'

type OnFile = AskedOnFile<unknown>

const getItem = async ({ tx, file }: OnFile, item_id: string): Promise<store.ItemRow> => {
  const item = await store.findItem(tx, file, item_id)
  if (!item) throw new Problem('not_found', 'conference.item_not_found')
  return item
}

export const writeMinutes = answer(conference.writeMinutes)(async (asked) => {
  const { input, tx, vault, file, actor } = asked
  const { item_id, version, minutes, decision } = input
  const item = await getItem(asked, item_id)
  asked.demand(item.section as Section)
  asked.note({ subject_id: item_id, sections: [item.section as Section] })
  const head = await getHead(asked, item.conference_id)
  if (head.status === 'cancelled') throw new Problem('conflict', 'conference.over')
  const key = await vault.caseKey(tx, file.organisation_id, file.case_id)
  const sealed_minutes = sealed.seal(key, file, 'conference_item', item_id, { minutes, decision }, 'sealed_minutes')
  const change = { minuted_by: actor.staff_id, sealed_minutes }
  if (!(await store.updateMinutes(tx, file, item_id, version, change))) {
    const keys = await vault.caseKeys(tx, file.organisation_id, file.case_id)
    throw new Problem('conflict', 'stale', { current: sealed.openItem(keys, await getItem(asked, item_id)) })
  }
  return { item_id, version: version + 1 }
})

const tellTask = ({ tx, file, actor }: OnFile, kind: 'set' | 'answered', section: string, id: string, task: string) =>
  addToTimeline(tx, {
    organisation_id: file.organisation_id,
    case_id: file.case_id,
    actor_id: actor.staff_id,
    kind: `conference_task_${kind}`,
    section: section as Section,
    ref_id: id,
    codes: { task },
  })

export const setTask = answer(model.setTask)(async (asked) => {
  const { input, tx, vault, file, actor, may } = asked
  const { organisation_id, case_id } = file
  const { item_id, task_id, words, owner, due_on } = input
  const item = await getItem(asked, item_id)
  const section = item.section as Section
  if (!may('case.write').sections.includes(section)) throw new Problem('not_found', 'case.section_not_found')
  asked.note({ subject_id: task_id, sections: [section] })
  const head = await getHead(asked, item.conference_id)
  if (head.status === 'cancelled') throw new Problem('conflict', 'conference.over')
  const [team, agencies] = await Promise.all([listTeam(tx, file), store.listAgencies(tx, file)])
  const owner_id = owner.kind === 'staff' ? owner.staff_id : null
  const obstacle =
    owner.kind === 'staff'
      ? ownerObstacle({ owner_kind: 'staff', owner_id }, section, team, actor.staff_id)
      : agencyObstacle(
          owner,
          section,
          agencies.filter((each) => each.conference_id === item.conference_id),
        )
  if (obstacle) throw new Problem('invalid', obstacle)
  const key = await vault.caseKey(tx, organisation_id, case_id)
  await store.insertTask(tx, {
    ...{ organisation_id, case_id, conference_id: item.conference_id, item_id, task_id, section, due_on },
    owner_kind: owner.kind,
    owner_id,
    owner_organisation_id: owner.kind === 'agency' ? owner.organisation_id : null,
    set_by: actor.staff_id,
    sealed: sealed.seal(key, file, 'conference_task', task_id, { words }),
  })
  await tellTask(asked, 'set', section, task_id, 'open')
  return { task_id, version: 1 }
})

export const markTask = answer(model.markTask)(async (asked) => {
  const { input, tx, vault, file, actor } = asked
  const { task_id, version, status, answer: words } = input
  const task = await store.findTask(tx, task_id)
  if (!task || task.case_id !== file.case_id) throw new Problem('not_found', 'conference.task_not_found')
  asked.demand(task.section as Section)
  asked.note({ subject_id: task_id, sections: [task.section as Section] })
  const obstacle = markObstacle(task, { status, answer: words })
  if (obstacle) throw new Problem('invalid', obstacle)
  const key = await vault.caseKey(tx, file.organisation_id, file.case_id)
  const done = await store.updateTask(tx, file, task_id, version, {
    status,
    answered_by: actor.staff_id,
    // What a partner wrote stays as it wrote it.
    ...(task.owner_kind === 'staff' &&
      words && {
        sealed_answer: sealed.seal(key, file, 'conference_task', task_id, { answer: words }, 'sealed_answer'),
      }),
  })
  if (!done) {
    const [now, keys] = await Promise.all([
      store.findTask(tx, task_id),
      vault.caseKeys(tx, file.organisation_id, file.case_id),
    ])
    throw new Problem('conflict', 'stale', { current: now && sealed.openTask(keys, now, actor) })
  }
  await tellTask(asked, 'answered', task.section, task_id, status)
  return { task_id, version: version + 1 }
})

export const answerTask = answer(model.answerTask)(async (asked) => {
  const { input, tx, vault, actor } = asked
  const { task_id, answer: words } = input
  const task = await store.findTask(tx, task_id)
  // Of another house's task, of one in a section that is closed, and of none at all the same is said.
  if (!task || task.owner_organisation_id !== actor.organisation_id)
    throw new Problem('not_found', 'conference.task_not_found')
  if (input.status === 'cannot' && words === '') throw new Problem('invalid', 'conference.say_why')
  asked.note({
    organisation_id: task.organisation_id,
    case_id: task.case_id,
    subject_id: task_id,
    sections: [task.section as Section],
  })
  const key = await vault.caseKey(tx, task.organisation_id, task.case_id)
  const answered = await store.answerTask(
    tx,
    input,
    words ? sealed.seal(key, task, 'conference_task', task_id, { answer: words }, 'sealed_answer') : null,
  )
  if (answered === 'not_found') throw new Problem('not_found', 'conference.task_not_found')
  if (answered === 'conflict') {
    const [now, keys] = await Promise.all([
      store.findTask(tx, task_id),
      vault.caseKeys(tx, task.organisation_id, task.case_id),
    ])
    throw new Problem('conflict', 'stale', { current: now && sealed.openTask(keys, now, actor) })
  }
  return { task_id, version: input.version + 1 }
})
