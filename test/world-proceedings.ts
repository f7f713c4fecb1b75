// Matters in an invented world, sealed as their room seals them: with hearings, protection, statements, decisions, the check of
// whoever stands for somebody, and how far a guided checklist has come.
import { addDays, type Day } from '#kit/day.ts'
import { blindMarks } from '#people/mark.api.ts'
import { type Decision, DecisionWords } from '#proceedings/decision.ts'
import type { GuidedWords, StepAnswer } from '#proceedings/guide.ts'
import { type Hearing, HearingWords } from '#proceedings/hearing.ts'
import { marksOfParties } from '#proceedings/matter.rules.ts'
import { type Matter, type Party, SealedMatter } from '#proceedings/matter.ts'
import { type Measure, MeasureWords } from '#proceedings/measure.ts'
import { type MatterTable, sealRow } from '#proceedings/sealed-row.store.ts'
import type { StatementHead } from '#proceedings/statement.ts'
import type { TimelineKind } from '#timeline/timeline.ts'
import type { ACase, AStaff, World } from './world.ts'

const of = ({ organisation_id, case_id }: ACase) => ({ organisation_id, case_id })
const seal = (file: ACase, table: MatterTable, row: string, words: unknown) =>
  sealRow(file.key, file, table, row, words)

const tell = (world: World, file: ACase, days: number, kind: TimelineKind, ref_id: string, codes = {}) =>
  world.happened(file, { at: world.at(days), kind, actor: file.worker, section: 'law', ref_id, codes })

type Plain<T> = { [Name in keyof T]: T[Name] }
export interface MatterWish
  extends Plain<Pick<Matter, 'kind' | 'part' | 'status'>>,
    Partial<Pick<Matter, 'court' | 'number' | 'words'>> {
  /** Days ago. */
  since: number
  parties?: Partial<Party>[]
  lawyer?: { staff: AStaff; found?: 'none' | 'look_closer'; declared?: boolean } | { name: string; office: string }
}

/** With the keyed marks of the other side, so that a check made in the demo meets them. */
export const aMatterOf = async (world: World, file: ACase, wish: MatterWish): Promise<string> => {
  const matter_id = world.nextId('matter')
  const { kind, part, status, since, lawyer, court = '', number = '', words = '' } = wish
  const parties = (wish.parties ?? []).map((party) => ({
    ...{ name: '', side: 'adverse' as const, role: '', birth_year: null, ...party },
  }))
  const staff = lawyer && 'staff' in lawyer ? lawyer.staff : null
  const outside = lawyer && 'name' in lawyer ? { ...lawyer, reach: '' } : undefined
  const confirmed = lawyer && 'staff' in lawyer && lawyer.declared && (lawyer.found ?? 'none') === 'none'
  await world.tx
    .insertInto('matter')
    .values({
      ...{ ...of(file), matter_id, kind, jurisdiction: 'ES', part, status, opened_on: addDays(world.today, -since) },
      ...{ lawyer_kind: staff ? 'colleague' : outside ? 'outside' : 'none', lawyer_id: staff?.staff_id ?? null },
      lawyer_status: staff ? (confirmed ? 'confirmed' : 'proposed') : outside ? 'named' : 'none',
      recorded_by: file.worker.staff_id,
      sealed: seal(
        file,
        'matter',
        matter_id,
        SealedMatter.parse({ court, number, parties, words, ...(outside && { lawyer: outside }) }),
      ),
    })
    .execute()
  const marks = await blindMarks(world, file.organisation_id, marksOfParties(parties))
  const distinct = new Map(marks.map(({ match }) => [match.toString('hex'), match]))
  if (distinct.size > 0)
    await world.tx
      .insertInto('adverse_mark')
      .values([...distinct.values()].map((match) => ({ ...of(file), matter_id, match })))
      .execute()
  if (lawyer && 'staff' in lawyer) await aCheck(world, file, matter_id, { ...lawyer, days: since - 1 })
  await tell(world, file, since, 'matter_recorded', matter_id, { matter: kind, status })
  return matter_id
}

const aCheck = async (
  world: World,
  file: ACase,
  matter_id: string,
  { staff, found = 'none', declared, days }: { staff: AStaff; found?: string; declared?: boolean; days: number },
) => {
  const check_id = world.nextId('conflict check')
  await world.tx
    .insertInto('conflict_check')
    .values({
      ...{ ...of(file), check_id, matter_id, lawyer_id: staff.staff_id, checked_by: file.worker.staff_id, found },
      checked_at: world.at(days),
      ...(declared && {
        ...{ declared: 'no_conflict', declared_at: world.at(days) },
        sealed: seal(file, 'conflict_check', check_id, { words: '' }),
      }),
    })
    .execute()
}

export const aHearingOf = async (
  world: World,
  file: ACase,
  matter_id: string,
  wish: Pick<Hearing, 'kind' | 'on_day' | 'at_time'> &
    Partial<Pick<Hearing, 'status' | 'appointment_id'>> & { words: Partial<HearingWords> },
): Promise<string> => {
  const hearing_id = world.nextId('hearing')
  const { kind, on_day, at_time, status = 'planned', appointment_id = null, words } = wish
  await world.tx
    .insertInto('hearing')
    .values({
      ...{ ...of(file), hearing_id, matter_id, kind, on_day, at_time, status, appointment_id },
      recorded_by: file.worker.staff_id,
      sealed: seal(file, 'hearing', hearing_id, HearingWords.parse(words)),
    })
    .execute()
  await tell(world, file, 3, 'hearing_planned', hearing_id, { hearing: kind, status })
  return hearing_id
}

export const aMeasureOf = async (
  world: World,
  file: ACase,
  matter_id: string | null,
  wish: Pick<Measure, 'kind' | 'from_on' | 'until_on'> & { words: Partial<MeasureWords> },
): Promise<void> => {
  const measure_id = world.nextId('measure')
  const { words, ...said } = wish
  await world.tx
    .insertInto('protection_measure')
    .values({
      ...{ ...of(file), measure_id, matter_id, ...said, recorded_by: file.worker.staff_id },
      sealed: seal(file, 'protection_measure', measure_id, MeasureWords.parse(words)),
    })
    .execute()
  await tell(world, file, 20, 'measure_recorded', measure_id, { measure: said.kind })
}

export const aStatementOf = async (
  world: World,
  file: ACase,
  matter_id: string,
  given_to: StatementHead['given_to'],
  given_on: Day,
  words: string,
): Promise<void> => {
  const statement_id = world.nextId('statement')
  const { staff_id: author_id } = file.worker
  await world.tx
    .insertInto('statement')
    .values({ ...of(file), statement_id, matter_id, given_to, given_on, author_id })
    .execute()
  const sealed = seal(file, 'statement_words', statement_id, { words })
  await world.tx
    .insertInto('statement_words')
    .values({ ...of(file), statement_id, matter_id, author_id, sealed })
    .execute()
  await tell(world, file, 15, 'statement_recorded', statement_id, { given_to })
}

export const aDecisionOf = async (
  world: World,
  file: ACase,
  matter_id: string,
  wish: Pick<Decision, 'kind' | 'decided_on' | 'notified_on' | 'outcome'> & { number: string; words: string },
): Promise<string> => {
  const decision_id = world.nextId('decision')
  const { number, words, ...said } = wish
  await world.tx
    .insertInto('court_decision')
    .values({
      ...{ ...of(file), decision_id, matter_id, ...said, recorded_by: file.worker.staff_id },
      sealed: seal(file, 'court_decision', decision_id, DecisionWords.parse({ number, words })),
    })
    .execute()
  await tell(world, file, 12, 'decision_recorded', decision_id, { decision: said.kind })
  return decision_id
}

/** For the first proceeding held against this person. */
export const aGuideOf = async (
  world: World,
  file: ACase,
  guide: string,
  steps: Record<string, [StepAnswer, string]>,
): Promise<void> => {
  const { proceeding_id } = await world.tx
    .selectFrom('proceeding')
    .select('proceeding_id')
    .where('case_id', '=', file.case_id)
    .executeTakeFirstOrThrow()
  const guided_id = world.nextId('guided steps')
  const said: GuidedWords = {
    steps: Object.fromEntries(Object.entries(steps).map(([code, [answer, words]]) => [code, { answer, words }])),
  }
  await world.tx
    .insertInto('guided_steps')
    .values({
      ...{ ...of(file), guided_id, proceeding_id, guide, recorded_by: file.worker.staff_id },
      sealed: seal(file, 'guided_steps', guided_id, said),
    })
    .execute()
  await tell(world, file, 5, 'steps_guided', guided_id, { guide, status: 'begun' })
}
