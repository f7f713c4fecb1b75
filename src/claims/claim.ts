// Money claims of the person: what is asked of whom, how far it is, what was granted and what came in. Wages never paid are
// reckoned month by month; the sum is for counsel to read, never a verdict.
import { z } from 'zod'
import data from '#data/law/claims.json' with { type: 'json' }
import { Code, FactFile } from '#facts/facts.ts'
import { Day, Moment } from '#kit/day.ts'
import { endpoint } from '#kit/endpoint.ts'
import { Id } from '#kit/id.ts'
import { OptionalProse } from '#kit/text.ts'
import { EventCode, PackId, RuleId } from '#law/rule.ts'
import { WageFacts, WageTable, WorkSpan } from './wages.ts'

export const claimKinds = [
  ...['compensation_criminal', 'compensation_civil', 'state_aid', 'legal_aid'],
  ...['minimum_income', 'back_wages', 'other'],
] as const
export const ClaimKind = z.enum(claimKinds)
export type ClaimKind = z.infer<typeof ClaimKind>

/** In the order a claim goes through them. */
export const claimStatuses = [
  ...['considered', 'prepared', 'filed', 'granted', 'granted_in_part', 'refused', 'appealed', 'paid', 'given_up'],
] as const
export const ClaimStatus = z.enum(claimStatuses)
export type ClaimStatus = z.infer<typeof ClaimStatus>

/** Which rules stand behind a kind of claim in one law, and which events of that law its steps are. */
export const ClaimBasis = z.strictObject({
  kind: ClaimKind,
  pack: PackId,
  rules: z.array(RuleId),
  filed: EventCode.nullable(),
  granted: EventCode.nullable(),
  refused: EventCode.nullable(),
})
export type ClaimBasis = z.infer<typeof ClaimBasis>
export const ClaimFacts = FactFile.extend({ bases: z.array(ClaimBasis).min(1) })
/** Read as it lies; a test holds it against the schema and against the rules. */
export const claimBases = data.bases as ClaimBasis[]

const Cents = z.int().nonnegative().max(10_000_000_000)
export const Payment = z.strictObject({ payment_id: Id, on: Day, cents: Cents })
export type Payment = z.infer<typeof Payment>

export const ClaimWords = z.object({
  authority: OptionalProse(200),
  number: OptionalProse(100),
  currency: z.string().regex(/^[A-Z]{3}$/),
  asked_cents: Cents.nullable(),
  granted_cents: Cents.nullable(),
  words: OptionalProse(4_000),
  payments: z.array(Payment).max(120),
  /** What she worked, for wages never paid; empty for other kinds. */
  spans: z.array(WorkSpan).max(40),
})
export type ClaimWords = z.infer<typeof ClaimWords>

const Said = z.object({
  kind: ClaimKind,
  pack: PackId,
  status: ClaimStatus,
  filed_on: Day.nullable(),
  decided_on: Day.nullable(),
  ...ClaimWords.shape,
})
export type ClaimSaid = z.infer<typeof Said>

export const Claim = Said.extend({
  claim_id: Id,
  recorded_by: Id,
  recorded_at: Moment,
  version: z.int(),
  /** One for each currency; empty where nothing is reckoned. */
  tables: z.array(WageTable),
})
export type Claim = z.infer<typeof Claim>

/** The event that the step a claim is at means in its law, and the day of it; null where that law has none. */
export const eventOf = ({
  kind,
  pack,
  status,
  filed_on,
  decided_on,
}: Pick<ClaimSaid, 'kind' | 'pack' | 'status' | 'filed_on' | 'decided_on'>): {
  code: EventCode
  on: Day | null
} | null => {
  const basis = claimBases.find((each) => each.kind === kind && each.pack === pack)
  const step = status === 'granted_in_part' ? 'granted' : status
  if (!basis || (step !== 'filed' && step !== 'granted' && step !== 'refused')) return null
  const code = basis[step]
  return code === null ? null : { code, on: step === 'filed' ? filed_on : decided_on }
}

const at = '/api/cases/:case_id/claims' as const
const ofOne = { case_id: Id, claim_id: Id }
/** An id: the step is recorded in the law of the file as well, as an event of that id. */
const tells = { event_id: Id.nullable().default(null) }

export const readClaims = endpoint({
  method: 'GET',
  path: at,
  action: 'case.open',
  summary: 'Money claims with what was asked, granted and paid; wages never paid reckoned month by month as of today.',
  input: z.object({ case_id: Id }),
  reply: z.object({
    today: Day,
    /** Open ones first, then the latest. */
    claims: z.array(Claim),
    /** Codes of the floors by country, with how sure they are. */
    wages: z.array(
      WageFacts.pick({ country: true, currency: true, confidence: true, reviewed_by: true, source: true }).extend({
        floors: z.array(Code),
        offset: z.boolean(),
      }),
    ),
    may: z.object({ write: z.boolean() }),
  }),
})

export const recordClaim = endpoint({
  method: 'POST',
  path: at,
  action: 'case.write',
  summary: 'Writes a money claim down.',
  input: Said.extend({ ...ofOne, ...tells }),
  reply: z.object({ claim_id: Id, version: z.int() }),
})

export const changeClaim = endpoint({
  method: 'PUT',
  path: `${at}/:claim_id`,
  action: 'case.write',
  summary:
    'Changes a money claim: how far it is, what was granted, what came in. A stale version gets the current state back.',
  input: Said.extend({ ...ofOne, version: z.int().positive(), ...tells }),
  reply: z.object({ claim_id: Id, version: z.int() }),
})

export const reckonWages = endpoint({
  method: 'POST',
  path: `${at}/reckon`,
  action: 'case.open',
  asks: true,
  summary: 'What these times of work come to, month by month; nothing is kept.',
  input: z.object({ case_id: Id, spans: z.array(WorkSpan).min(1).max(40) }),
  reply: z.object({ tables: z.array(WageTable) }),
})

export const exportWages = endpoint({
  method: 'GET',
  path: `${at}/:claim_id/table`,
  action: 'case.open',
  summary: 'The table of wages never paid as a file for counsel or a court: CSV, XLSX or PDF, without a name.',
  input: z.object({ ...ofOne, form: z.enum(['csv', 'xlsx', 'pdf']) }),
  reply: z.object({ name: z.string(), bytes: z.string() }),
})
