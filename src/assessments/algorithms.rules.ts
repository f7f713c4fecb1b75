// Rules that no sum can say. Each speaks of the clusters an instrument names; none of them is a diagnosis, and what a
// missing answer could still turn is undecided.
import type { Algorithm, Instrument, Read } from './instrument.ts'
import { all, any, atLeast, type Maybe, not } from './three-valued.rules.ts'

type Found = Pick<Read, 'findings' | 'undecided'>

/** The value of an answer; null: rightly not asked; undefined: missing. */
export type ValueOf = (item: string) => number | null | undefined

/** For each cluster, whether each of its items was answered with so much. */
type Reaching = (cluster: string, least: number) => Maybe[]

/** One of several findings is the case: those that are still possible are undecided until one is left. */
const oneOf = (possible: [string, Maybe][]): Found => {
  const left = possible.filter(([, maybe]) => maybe !== false).map(([finding]) => finding)
  return left.length === 1 ? { findings: left, undecided: [] } : { findings: [], undecided: left }
}

const finding = (code: string, maybe: Maybe): Found => ({
  findings: maybe === true ? [code] : [],
  undecided: maybe === 'unknown' ? [code] : [],
})

/** ICD-11 PTSD and complex PTSD: never both; disturbances of self-organisation alone are neither. */
const itq = (reaching: Reaching): Found => {
  const every = (clusters: string[]): Maybe => all(clusters.map((cluster) => any(reaching(cluster, 2))))
  const ptsd = every(['re_experiencing', 'avoidance', 'threat', 'ptsd_impairment'])
  const dso = every(['affect', 'self', 'relationships', 'dso_impairment'])
  return oneOf([
    ['cptsd_criteria', all([ptsd, dso])],
    ['ptsd_criteria', all([ptsd, not(dso)])],
    ['criteria_not_met', not(ptsd)],
  ])
}

/** The sheet of Columbia: the sixth question weighs by when it was, ever or within three months. */
const cSsrs = (reaching: Reaching): Found => {
  const said = (...clusters: string[]): Maybe => any(clusters.flatMap((cluster) => reaching(cluster, 1)))
  const high = said('intent', 'plan', 'behaviour_recent')
  const moderate = said('method', 'behaviour_ever')
  const low = said('wish', 'thoughts')
  return oneOf([
    ['risk_high', high],
    ['risk_moderate', all([not(high), moderate])],
    ['risk_low', all([not(high), not(moderate), low])],
    ['risk_none_noted', all([not(high), not(moderate), not(low)])],
  ])
}

/** Five of nine on more than half the days, one of the first two among them; the ninth counts from several days on. */
const phq9Major = (reaching: Reaching): Found => {
  const core = reaching('core', 2)
  const nine = [...core, ...reaching('others', 2), ...reaching('ending_life', 1)]
  return finding('major_pattern', all([any(core), atLeast(5, nine)]))
}

/** Moderately or more: one intrusion, one avoidance, two of mood and thought, two of arousal. */
const pcl5Clusters = (reaching: Reaching): Found =>
  finding(
    'cluster_pattern',
    all([
      atLeast(1, reaching('b', 2)),
      atLeast(1, reaching('c', 2)),
      atLeast(2, reaching('d', 2)),
      atLeast(2, reaching('e', 2)),
    ]),
  )

const rules: Record<Algorithm, (reaching: Reaching) => Found> = {
  itq,
  c_ssrs: cSsrs,
  phq9_major: phq9Major,
  pcl5_clusters: pcl5Clusters,
}

export const readAlgorithm = ({ algorithm, clusters = {} }: Instrument, told: ValueOf): Found => {
  if (!algorithm) return { findings: [], undecided: [] }
  return rules[algorithm]((cluster, least) =>
    (clusters[cluster] ?? []).map((item) => {
      const value = told(item)
      return value === undefined ? 'unknown' : value !== null && value >= least
    }),
  )
}
