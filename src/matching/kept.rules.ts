// What is kept of a match with the referral it led to: why this service, as the sender saw it.
import type { ReplyOf } from '#kit/endpoint.ts'
import type { matchNeed } from './ask.ts'
import type { KeptMatch } from './match.ts'

/** Nothing when the service was in neither list: it was chosen from the directory. */
export const keptMatch = (found: ReplyOf<typeof matchNeed>, service_id: string): KeptMatch | null => {
  const { need, country, urgency, matched_on, weights_of, best, best_total, near_misses } = found
  const at = best.findIndex((match) => match.service_id === service_id)
  const match = best[at] ?? near_misses.find((miss) => miss.service_id === service_id)
  if (!match) return null
  const { score, reasons, obstacles, distance_km } = match
  return {
    ...{ service_id, need, country, urgency, matched_on, weights_of, score, reasons, obstacles, distance_km },
    place: at < 0 ? null : at + 1,
    fitting: best_total,
  }
}
