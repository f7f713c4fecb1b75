// The wall of deadlines: a page of them, with the people they are about named as they are called here.
import { openFiles } from '#agenda/open-files.api.ts'
import { answer } from '#gate/answer.ts'
import { addDays } from '#kit/day.ts'
import { cutPage, readPageKey } from '#kit/page.ts'
import { findNames } from './law-file.store.ts'
import { packsFor } from './packs.ts'
import { reviewedBy } from './review.api.ts'
import { reviewsOf } from './review.store.ts'
import { findRule } from './stored.rules.ts'
import * as store from './wall.store.ts'
import * as model from './wall.ts'

export const readWall = answer(model.readWall)(async (asked) => {
  const { input, tx, actor, today, may } = asked
  const reach = may('law.wall').because
  const wish = {
    ...{ organisation_id: actor.organisation_id, staff_id: actor.staff_id, office_id: actor.office_id },
    ...{ whose: input.whose, track: input.track, until: input.until },
    on_the_case: reach !== 'in_the_office' && reach !== 'all',
  }
  const found = await store.listWall(tx, wish, today, readPageKey(input.after), model.wallPageSize)
  const { rows, next } = cutPage(found, model.wallPageSize, ({ due_on, deadline_id }) => ({
    value: due_on,
    id: deadline_id,
  }))
  const people = rows.flatMap(({ owner_id, deputy_id }) => [owner_id, deputy_id]).filter((each) => each !== null)
  const [counts, names, reviews, files] = [
    await store.countWall(tx, wish, today, addDays(today, 7)),
    await findNames(tx, actor.organisation_id, [...new Set(people)]),
    await reviewsOf(tx, actor.organisation_id),
    await openFiles(
      asked,
      rows.map(({ case_id }) => case_id),
    ),
  ]
  const named = (staff_id: string | null) => (staff_id === null ? null : { staff_id, name: names.get(staff_id) ?? '' })
  return {
    today,
    rows: rows.flatMap(({ owner_id, deputy_id, silence, silence_on, ...row }) => {
      const file = files.get(row.case_id)
      const rule = findRule(packsFor([row.pack]), row)
      return file
        ? [
            {
              ...row,
              ...{ alias: file.alias, reference: file.reference, owner: named(owner_id), deputy: named(deputy_id) },
              silence: silence && silence_on ? { means: silence, on: silence_on } : null,
              reviewed: rule !== undefined && reviewedBy(rule, reviews).standing === 'reviewed',
            },
          ]
        : []
    }),
    next,
    counts,
  }
})
