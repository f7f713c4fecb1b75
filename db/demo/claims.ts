// Money that is owed to people of the demo: Maya's nineteen months in a house, and what the law gives beside it.
import type { ClaimSaid } from '#claims/claim.ts'
import type { WorkSpan } from '#claims/wages.ts'
import type { ACase, World } from '#test/world.ts'
import { sealJson } from '#vault/envelope.ts'
import type { Cast } from './live.ts'

type Said = Pick<ClaimSaid, 'kind' | 'status' | 'authority' | 'number' | 'words'> & Partial<ClaimSaid>

const writerOf = (world: World, file: ACase) => async (days: number, said: Said) => {
  const { organisation_id, case_id, key, worker } = file
  const claim_id = world.nextId('claim')
  const { kind, status, pack = 'es', filed_on = null, decided_on = null, ...rest } = said
  const words = {
    ...{ currency: 'EUR', asked_cents: null, granted_cents: null, payments: [], spans: [] as WorkSpan[] },
    ...rest,
  }
  await world.tx
    .insertInto('money_claim')
    .values({
      ...{ organisation_id, case_id, claim_id, kind, pack, status, filed_on, decided_on },
      ...{ recorded_by: worker.staff_id, recorded_at: world.at(days) },
      sealed: sealJson(key, { table: 'money_claim', column: 'sealed', row: claim_id, case_id, organisation_id }, words),
    })
    .execute()
  const told = { at: world.at(days), kind: 'claim_recorded' as const, actor: worker, section: 'law' as const }
  await world.happened(file, { ...told, ref_id: claim_id, codes: { claim: kind, claim_status: status } })
}

const worked = (world: World, from: number, until: number, change: Partial<WorkSpan>): WorkSpan => ({
  ...{ span_id: world.nextId('span'), country: 'ES', days_a_week: 6.5, minutes_a_day: 780, away: [], floor: 'general' },
  ...{ from: world.at(from).slice(0, 10), until: world.at(until).slice(0, 10), bed_counts: false },
  ...{ agreed: null, received: { amount: 20_000, per: 'month' }, kept: [] },
  ...change,
})

const maya = async (world: World, file: ACase) => {
  const write = writerOf(world, file)
  const day = (days: number) => world.at(days).slice(0, 10)
  await write(60, {
    ...{ kind: 'back_wages', status: 'prepared', authority: 'Juzgado de lo Social', number: '' },
    words: 'Interna en una casa. Le prometieron 1.200 al mes; los tres primeros meses no vio nada.',
    spans: [
      worked(world, 690, 601, {
        received: { amount: 0, per: 'whole' },
        kept: [{ what: 'debt', amount: 120_000, per: 'month' }],
        agreed: { amount: 120_000, per: 'month', payments: 12, cited: 'Mensaje de voz de la agencia' },
      }),
      worked(world, 600, 130, {
        kept: [
          { what: 'debt', amount: 60_000, per: 'month' },
          { what: 'bed', amount: 25_000, per: 'month' },
        ],
        away: [{ from: day(300), until: day(291) }],
      }),
    ],
  })
  await write(30, {
    ...{ kind: 'legal_aid', status: 'granted', authority: 'Colegio de la Abogacía', number: 'AJG 2026/3301' },
    ...{ filed_on: day(30), decided_on: day(24), words: '' },
  })
  await write(12, {
    ...{ kind: 'state_aid', status: 'considered', authority: 'Ministerio de Hacienda', number: '' },
    words: 'Preguntar a la abogada si el plazo está parado por el proceso penal.',
  })
}

const joy = async (world: World, file: ACase) => {
  await writerOf(world, file)(20, {
    ...{
      kind: 'compensation_criminal',
      status: 'filed',
      authority: 'Juzgado de Instrucción 4',
      number: 'DP 1182/2026',
    },
    ...{ filed_on: world.at(20).slice(0, 10), asked_cents: 1_800_000, words: '' },
  })
}

/** Nothing in a file is older than the file: whoever opened one later told of it later. */
export const claim = async (world: World, _cast: Cast, files: Map<string, ACase>): Promise<void> => {
  for (const [alias, tell] of Object.entries({ Maya: maya, Joy: joy })) {
    const file = files.get(alias)
    if (file) await tell(world, file)
  }
}
