// What the door says of a report outside its seal, so that the queue can be worked in order before anybody opens it.
import type { Facts } from '#facts/facts.ts'
import { readingOf } from '#forms/body-reading.rules.ts'
import type { ReportBody } from '#reports/body.ts'
import type { FirstLook } from '#reports/door.store.ts'
import { triageFacts } from '#triage/triage-facts.ts'
import { weighReport } from '#triage/weigh.rules.ts'

export const firstLookBy =
  (facts: Facts) =>
  (body: ReportBody): FirstLook => {
    const known = triageFacts(facts)
    const { urgency } = weighReport(known, body, readingOf(facts.indicators, body))
    return { urgency, days: known.targets.acknowledge.days }
  }
