// Who may never interpret for this person. Nobody passes a hard gate, whoever asks and however urgent it is: the wrong
// interpreter may be a cousin of whoever exploited her. What is not known passes nobody.
import type { Day } from '#kit/day.ts'
import { ageRange } from '#people/age.rules.ts'
import { excludes, type LiveExclusion, mayBeSameName } from '#people/exclusion.rules.ts'
import type { ConflictDeclared } from './booking.ts'
import type {
  Community,
  GateCode,
  InterpreterDetails,
  InterpreterGender,
  InterpreterStatus,
  InterpretingMode,
  Spoken,
  Vetted,
  VettingStep,
} from './interpreter.ts'
import type { InterpretingRule } from './rules-of-hers.ts'
import { type Tongue, tongueObstacle } from './tongue.rules.ts'

/** What the gates look at in an interpreter. */
export interface Candidate {
  interpreter_id: string
  status: InterpreterStatus
  gender: InterpreterGender
  modes: readonly InterpretingMode[]
  details: Pick<InterpreterDetails, 'names' | 'birth_year' | 'agency' | 'communities'>
  languages: readonly Spoken[]
  vetting: readonly Vetted[]
}

/** What the file says of whom she must not meet, and what she asked for. */
export interface HerSide {
  rule: InterpretingRule
  exclusions: readonly LiveExclusion[]
  /** Everybody named in the file: family, household, those who came with her, those kept apart. */
  named: readonly string[]
}

export interface Session extends Tongue {
  mode: InterpretingMode
  on: Day
}

const known = (community: Community): (string | null)[] => [
  community.country,
  community.region,
  community.language,
  community.group,
]

const plain = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()

/** The words of the shorter stand in the longer: "Sunamganj" is "Sunamganj Sadar". */
const alike = (one: string, other: string): boolean => {
  const [short, long] = [plain(one).split(' '), plain(other).split(' ')].sort((a, b) => a.length - b.length) as [
    string[],
    string[],
  ]
  return short.every((word) => word !== '' && long.includes(word))
}

/** Praying in the same place is meeting there, wherever somebody comes from. */
const sameWorship = (one: Community, other: Community): boolean =>
  one.worship !== '' && other.worship !== '' && alike(one.worship, other.worship)

/** What is known of both and differs tells them apart; what is not known does not. At least one thing is the same. */
const mayBeSame = (one: Community, other: Community): boolean => {
  const pairs = known(one).map((mine, at) => [mine, known(other)[at]] as const)
  const both = pairs.filter(([mine, theirs]) => mine && theirs)
  return sameWorship(one, other) || (both.length > 0 && both.every(([mine, theirs]) => alike(mine!, theirs!)))
}

/** Nobody asked her: what is known to be the same village, group or place of worship refuses all the same. */
const isSame = (one: Community, other: Community): boolean => {
  const close = [
    [one.region, other.region],
    [one.group, other.group],
  ] as const
  const countries = !one.country || !other.country || one.country === other.country
  return sameWorship(one, other) || (countries && close.some(([mine, theirs]) => mine && theirs && alike(mine, theirs)))
}

const smallCommunity = ({ rule }: HerSide, theirs: readonly Community[]): boolean => {
  if (rule.never_communities.some((never) => theirs.some((each) => mayBeSame(never, each)))) return true
  const { community, small_community } = rule
  if (!community || small_community === 'no') return false
  // Where theirs is not known it may be hers.
  if (small_community === 'yes') return theirs.length === 0 || theirs.some((each) => mayBeSame(community, each))
  return theirs.some((each) => isSame(community, each))
}

const mustHave: [VettingStep, GateCode][] = [
  ['identity', 'identity_missing'],
  ['background', 'background_missing'],
  ['confidentiality', 'confidentiality_missing'],
]

const vettingGates = (vetting: readonly Vetted[], on: Day): GateCode[] => {
  const done = (step: VettingStep) => vetting.find((each) => each.step === step)
  const missing = mustHave.filter(([step]) => !done(step)).map(([, code]) => code)
  const ends = mustHave.some(([step]) => {
    const until = done(step)?.valid_until
    return until !== undefined && until !== null && until < on
  })
  return ends ? [...missing, 'vetting_ends_before'] : missing
}

const isMinor = (birth_year: number | null, on: Day): boolean =>
  birth_year === null || ageRange(birth_year, on).from < 18

/** One of these names may be one of those. */
export const isNamed = (names: readonly string[], others: readonly string[]): boolean =>
  names.some((name) => others.some((other) => mayBeSameName(name, other)))

const isExcluded = ({ exclusions }: HerSide, { details }: Candidate, { on }: Session, today: Day): boolean =>
  excludes(
    exclusions,
    {
      kind: 'interpreter',
      key: '',
      on,
      people: details.names.map((name) => ({
        name,
        communities: details.communities.flatMap(({ worship, ...community }) => [
          community,
          ...(worship ? [{ ...community, group: worship }] : []),
        ]),
      })),
      organisations: details.agency ? [{ name: details.agency }] : [],
    },
    today,
  ).excluded

const genderGate = ({ rule }: HerSide, gender: InterpreterGender): boolean =>
  (rule.gender === 'woman' || rule.gender === 'man') && gender !== rule.gender

/** What she speaks: the dialect she named holds wherever the appointment names none. */
export const wantedTongue = ({ language, dialect }: Tongue, { rule }: Pick<HerSide, 'rule'>): Tongue => ({
  language,
  dialect: dialect ?? (rule.language === null || rule.language === language ? rule.dialect : null),
})

/** What refuses an offer. The declaration is not asked for yet; a doubt declared before refuses. */
export const offerGates = (
  who: Candidate,
  hers: HerSide,
  session: Session,
  conflict: ConflictDeclared | null,
  today: Day,
): GateCode[] => {
  const { rule } = hers
  const found: [GateCode, boolean][] = [
    ['not_active', who.status !== 'active'],
    ['never_again', rule.never_again.includes(who.interpreter_id)],
    ['excluded', isExcluded(hers, who, session, today) || isNamed(who.details.names, rule.never_people)],
    ['named_in_file', isNamed(who.details.names, hers.named)],
    ['small_community', smallCommunity(hers, who.details.communities)],
    ['minor', isMinor(who.details.birth_year, session.on)],
    ['conflict_doubt', conflict === 'doubt'],
    ['gender', genderGate(hers, who.gender)],
    ['mode', !who.modes.includes(session.mode)],
  ]
  const tongue = tongueObstacle(who.languages, wantedTongue(session, hers))
  return [
    ...found.filter(([, holds]) => holds).map(([code]) => code),
    ...vettingGates(who.vetting, session.on),
    ...(tongue ? [tongue] : []),
  ]
}

/** The same, and nobody is confirmed who was not asked whether anything ties them to the person. */
export const confirmGates = (...[who, hers, session, conflict, today]: Parameters<typeof offerGates>): GateCode[] => [
  ...offerGates(who, hers, session, conflict, today),
  ...(conflict === null ? (['conflict_not_asked'] as const) : []),
]
