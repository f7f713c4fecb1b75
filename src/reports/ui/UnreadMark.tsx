// Marks a report whose reporter came back and added something nobody has opened yet.
import { useGet } from '#gate/query.ts'
import { Badge } from '#kit/ui/index.ts'
import { t } from '#language/here.ts'
import { listUnread } from '../lifetime.ts'

export function UnreadMark({ report_id }: { report_id: string }) {
  // One question for the whole list, however many marks ask it.
  const { data } = useGet(listUnread, {}, { everyMs: 60_000 })
  const count = data?.unread.find((each) => each.report_id === report_id)?.count
  return count ? <Badge tone="calm">{t('reports.unread', { count })}</Badge> : null
}
