// Writing money claims down and reading them, with wages never paid reckoned as of today.
import { type AskedOnFile, answer } from '#gate/answer.ts'
import type { Day } from '#kit/day.ts'
import { Problem } from '#kit/problem.ts'
import { addToTimeline, touchCase } from '#timeline/timeline.store.ts'
import { openJson, sealJson } from '#vault/envelope.ts'
import * as store from './claim.store.ts'
import * as model from './claim.ts'
import { tellLaw } from './tell-law.api.ts'
import { wageTables } from './wages.rules.ts'
import { WageFacts, type WorkSpan, wageFacts } from './wages.ts'

// A floor without its source stops the house when it starts.
for (const facts of Object.values(wageFacts)) WageFacts.parse(facts)

const section = 'law'

type OnFile = Pick<AskedOnFile<unknown>, 'tx' | 'vault' | 'file'>

/** As they were written down, without any reckoning. */
export const readClaimsSaid = async ({ tx, vault, file }: OnFile) => {
  const [keys, rows] = await Promise.all([
    vault.caseKeys(tx, file.organisation_id, file.case_id),
    store.listClaims(tx, file),
  ])
  return rows.map(({ sealed, ...row }) => ({
    ...row,
    kind: row.kind as model.ClaimKind,
    pack: row.pack as model.Claim['pack'],
    status: row.status as model.ClaimStatus,
    ...openJson(keys.of(sealed), store.claimPlace(file, row.claim_id), sealed, model.ClaimWords),
  }))
}

const readAll = async (asked: AskedOnFile<unknown>): Promise<model.Claim[]> =>
  (await readClaimsSaid(asked)).map((claim) => ({
    ...claim,
    tables: wageTables(claim.spans, wageFacts, asked.today),
  }))

export const getClaim = async (asked: AskedOnFile<unknown>, claim_id: string): Promise<model.Claim> => {
  const found = (await readAll(asked)).find((each) => each.claim_id === claim_id)
  if (!found) throw new Problem('not_found', 'claims.no_such_claim')
  return found
}

export const readClaims = answer(model.readClaims)(async (asked) => {
  asked.demand(section)
  asked.note({ sections: [section] })
  const write = asked.may('case.write')
  return {
    today: asked.today,
    claims: await readAll(asked),
    wages: Object.values(wageFacts).map(({ country, currency, confidence, reviewed_by, source, floors, offset }) => ({
      ...{ country, currency, confidence, reviewed_by, source },
      floors: floors.map(({ code }) => code),
      offset: offset !== null,
    })),
    may: { write: write.allowed && write.sections.includes(section) },
  }
})

type Said = model.ClaimSaid & { claim_id: string }

/** What cannot be: work that is still to come, and a floor another country has. */
const checkSpans = (spans: readonly WorkSpan[], today: Day): void => {
  for (const { until, away, country, floor } of spans) {
    if ([until, ...away.map((each) => each.until)].some((day) => day > today))
      throw new Problem('invalid', 'claims.not_yet')
    if (away.some((each) => each.until < each.from)) throw new Problem('invalid', 'claims.until_before_from')
    if (floor !== null && !wageFacts[country].floors.some(({ code }) => code === floor))
      throw new Problem('invalid', 'claims.no_such_floor')
  }
}

const rowOf = async ({ tx, vault, file, today }: AskedOnFile<unknown>, said: Said) => {
  const { claim_id, kind, pack, status, filed_on, decided_on, ...words } = said
  const { organisation_id, case_id } = file
  for (const day of [filed_on, decided_on, ...words.payments.map(({ on }) => on)])
    if (day !== null && day > today) throw new Problem('invalid', 'claims.not_yet')
  if (filed_on !== null && decided_on !== null && decided_on < filed_on)
    throw new Problem('invalid', 'claims.decided_before_filed')
  checkSpans(words.spans, today)
  const key = await vault.caseKey(tx, organisation_id, case_id)
  const kept = model.ClaimWords.parse(words)
  return {
    ...{ organisation_id, case_id, claim_id, kind, pack, status, filed_on, decided_on },
    sealed: sealJson(key, store.claimPlace(file, claim_id), kept),
  }
}

const tell = ({ tx, file, actor, note }: AskedOnFile<unknown>, of: Said, kind: 'recorded' | 'changed') => {
  note({ subject_id: of.claim_id, sections: [section] })
  return Promise.all([
    addToTimeline(tx, {
      organisation_id: file.organisation_id,
      case_id: file.case_id,
      actor_id: actor.staff_id,
      section,
      ref_id: of.claim_id,
      kind: `claim_${kind}`,
      codes: { claim: of.kind, claim_status: of.status },
    }),
    touchCase(tx, file.case_id),
  ])
}

export const recordClaim = answer(model.recordClaim)(async (asked) => {
  const { input, tx, actor, demand } = asked
  demand(section)
  const { case_id: _, event_id, ...said } = input
  await store.insertClaim(tx, { ...(await rowOf(asked, said)), recorded_by: actor.staff_id })
  if (event_id) await tellLaw(asked, said, event_id)
  await tell(asked, said, 'recorded')
  return { claim_id: input.claim_id, version: 1 }
})

export const changeClaim = answer(model.changeClaim)(async (asked) => {
  const { input, tx, demand } = asked
  demand(section)
  const { case_id: _, version, event_id, ...said } = input
  if (!(await store.updateClaim(tx, await rowOf(asked, said), version)))
    throw new Problem('conflict', 'stale', { current: await getClaim(asked, said.claim_id) })
  if (event_id) await tellLaw(asked, said, event_id)
  await tell(asked, said, 'changed')
  return { claim_id: said.claim_id, version: version + 1 }
})

export const reckonWages = answer(model.reckonWages)(async ({ input, demand, today }) => {
  demand(section)
  checkSpans(input.spans, today)
  return { tables: wageTables(input.spans, wageFacts, today) }
})
