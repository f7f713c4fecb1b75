// Reading on in the timeline of a file.
import { answer } from '#gate/answer.ts'
import { cutPage, readPageKey } from '#kit/page.ts'
import { listTimeline } from './timeline.store.ts'
import { readTimeline } from './timeline.ts'

const pageSize = 20

export const tellTimeline = answer(readTimeline)(async ({ input, tx, file }) => {
  const listed = await listTimeline(tx, file, pageSize + 1, readPageKey(input.after))
  const { rows, next } = cutPage(listed, pageSize, (row) => ({ value: row.at, id: row.entry_id }))
  return { entries: rows, next }
})
