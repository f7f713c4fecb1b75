// Two of the demo's minors on their pathway: Nerea, who used to leave the centre and has a plan for it, and Andrei,
// whose family nobody has told yet.
import type { ACase, World } from '#test/world.ts'
import { sealJson } from '#vault/envelope.ts'
import type { Cast } from './live.ts'

type Table =
  | 'minor_step'
  | 'guardian'
  | 'family_risk'
  | 'missing_check'
  | 'best_interest'
  | 'assent'
  | 'missing_plan'
  | 'missing_time'

const writerOf = (world: World, file: ACase) => {
  const { organisation_id, case_id, key, worker } = file
  const keys = { organisation_id, case_id }
  const seal = (table: Table, row: string, words: unknown, column = 'sealed') =>
    sealJson(key, { table, column, row, case_id, organisation_id }, words)
  const write = (table: Table, row: Record<string, unknown>) =>
    world.tx
      .insertInto(table as 'guardian')
      .values({ ...keys, ...row } as never)
      .execute()
  const day = (days: number) => world.at(days).slice(0, 10)
  const told = (
    days: number,
    kind: Parameters<World['happened']>[1]['kind'],
    section: 'safety' | 'law' | 'identity',
    codes = {},
  ) => world.happened(file, { at: world.at(days), kind, actor: worker, section, codes })
  return {
    step: async (days: number, step: string, section: 'safety' | 'law', words: string) => {
      const row = { step, section, state: 'done', done_on: day(days), marked_by: worker.staff_id }
      await write('minor_step', { ...row, sealed: seal('minor_step', step, { words }) })
      await told(days, 'minor_step_marked', section, { minor_step: step, state: 'done' })
    },
    check: async (days: number, outcome: string, words: { words: string; where: string; by_whom: string }) => {
      const id = world.nextId('missing check')
      const row = { missing_check_id: id, outcome, asked: ['police_channel', 'protection_body'], checked_on: day(days) }
      const sealed = seal('missing_check', id, words)
      await write('missing_check', { ...row, recorded_by: worker.staff_id, recorded_at: world.at(days), sealed })
      await told(days, 'missing_checked', 'safety', { missing_check: outcome })
    },
    assent: async (days: number, about: string, answer: string, words: string, explained_by: string[]) => {
      const id = world.nextId('assent')
      const row = { assent_id: id, about, answer, language: file.card.languages[0], explained_by, asked_on: day(days) }
      const sealed = seal('assent', id, { words, explained: '' })
      await write('assent', { ...row, asked_by: worker.staff_id, recorded_at: world.at(days), sealed })
      await told(days, 'assent_asked', 'identity', { assent: about, answer })
    },
    guardian: async (days: number, status: string, may_consent: boolean, name: string, why: string) => {
      const sealed = seal('guardian', case_id, { name, reached_by: '', why })
      const row = { status, kind: 'public_body', may_consent, since_on: status === 'appointed' ? day(days) : null }
      await write('guardian', { ...row, recorded_by: worker.staff_id, recorded_at: world.at(days), sealed })
      await told(days, 'guardian_recorded', 'law', { guardian: may_consent ? 'may_consent' : status })
    },
    risk: async (days: number, outcome: string, who: string, grounds: string) => {
      const id = world.nextId('family risk')
      const row = { family_risk_id: id, outcome, assessed_on: day(days), review_on: world.due(20) }
      const sealed = seal('family_risk', id, { who, grounds })
      await write('family_risk', { ...row, recorded_by: worker.staff_id, recorded_at: world.at(days), sealed })
      await told(days, 'family_risk_assessed', 'safety', { family_risk: outcome })
    },
    interest: async (days: number, question: string, child_words: string, options: string, decision: string) => {
      const id = world.nextId('best interest')
      const heard = ['child', 'guardian', 'psychologist']
      const row = { best_interest_id: id, question, heard, decided_on: day(days), review_on: world.due(60) }
      const sealed = seal('best_interest', id, { child_words, not_heard_why: '', options, decision })
      await write('best_interest', { ...row, recorded_by: worker.staff_id, recorded_at: world.at(days), sealed })
      await told(days, 'best_interest_decided', 'safety', { question })
    },
    plan: async (days: number, photo: string, words: Record<string, unknown>) => {
      const row = { photo, made_with_child: true, review_on: world.due(45), written_by: worker.staff_id }
      await write('missing_plan', { ...row, written_at: world.at(days), sealed: seal('missing_plan', case_id, words) })
      await told(days, 'missing_plan_written', 'safety')
    },
    missing: async (left: number, back: number, last_seen: string, talk: Record<string, unknown>) => {
      const id = world.nextId('missing time')
      const by = worker.staff_id
      const steps = ['look_in_the_place', 'call_the_person', 'tell_the_coordinator', 'report_to_police']
      await write('missing_time', {
        ...{ missing_id: id, left_at: world.at(left), told_by: by, told_at: world.at(left), back_at: world.at(back) },
        steps: JSON.stringify(steps.map((code) => ({ code, at: world.at(left), by }))),
        ...{ version: 6, sealed: seal('missing_time', id, { last_seen }) },
        sealed_talk: seal('missing_time', id, talk, 'sealed_talk'),
      })
      await told(left, 'person_missing', 'safety')
      await told(back, 'person_back', 'safety')
    },
  }
}

const nerea = async (write: ReturnType<typeof writerOf>) => {
  await write.step(26, 'safe_now', 'safety', 'Duerme en el centro de siempre, con dos educadoras que conoce.')
  await write.step(26, 'authority_told', 'law', 'Entidad de protección y fiscalía de menores, por escrito.')
  await write.guardian(26, 'appointed', true, 'Entidad pública de protección', 'Tutela anterior a la llegada.')
  await write.check(25, 'reported', {
    words: 'Tres denuncias del centro, todas retiradas al volver. Ninguna de la familia.',
    where: 'Madrid',
    by_whom: 'El centro',
  })
  await write.assent(24, 'accompaniment', 'yes', '«Vale, pero sin sermones.»', ['talk'])
  await write.assent(24, 'photo', 'not_sure', '«Según para qué la usen.»', ['talk'])
  await write.missing(19, 18, 'Sudadera gris, cascos blancos. Salió a comprar tabaco a las ocho.', {
    said: 'Que le habían gritado por llegar tarde a cenar y que no quería estar allí esa noche.',
    changes: 'Poder avisar por mensaje y que le guarden la cena.',
    health: 'offered',
    in_danger: 'not_said',
  })
  await write.plan(17, 'only_police', {
    places:
      'La estación de Atocha; la plaza de al lado del instituto. Con su hermano pequeño, nunca sola en el parque.',
    photo_where: 'En la caja fuerte del centro. Solo para la policía.',
    calls: [
      { by: 'on_duty', whom: 'trusted_person', who: 'La profesora de música', within_hours: 1 },
      { by: 'on_duty', whom: 'police', who: 'Grupo de menores', within_hours: 2 },
      { by: 'reference_worker', whom: 'protection_body', who: '', within_hours: 12 },
    ],
    never: 'Nunca llamar al exnovio ni a su prima. Ninguna foto en redes. Que nadie le grite cuando vuelva.',
    helps: '«Un mensaje que diga que hay cena, no dónde estás.»',
  })
  await write.risk(
    14,
    'not_safe',
    'Madre; el compañero de la madre',
    'Él conoce a quienes la buscaban. La madre no puede hablar sin que él escuche.',
  )
  await write.interest(
    6,
    'where_to_live',
    '«En el centro, si me cambian de habitación y me dejan ir a cocina.»',
    'Seguir en el centro con otra habitación; familia de acogida en otra provincia; piso de transición a los 17.',
    'Sigue en el centro, con habitación propia y horario de cocina. La acogida lejos rompería con su hermano.',
  )
}

const andrei = async (write: ReturnType<typeof writerOf>) => {
  await write.step(21, 'safe_now', 'safety', 'Centro de primera acogida, lejos de la estación.')
  await write.step(20, 'authority_told', 'law', 'Fiscalía de menores y entidad de protección.')
  await write.guardian(
    20,
    'appointed',
    true,
    'Entidad pública de protección',
    'El tío que lo acompañaba no puede consentir: viajaba con el grupo.',
  )
  await write.assent(19, 'sharing', 'yes', '«Con la abogada sí. Con mi tío no.»', ['interpreter', 'pictures'])
  await write.check(18, 'no_report', {
    words: 'Nadie lo busca por canal policial. Al consulado no se pregunta todavía.',
    where: '',
    by_whom: '',
  })
}

export const walkWithMinors = async (world: World, _cast: Cast, files: Map<string, ACase>): Promise<void> => {
  const tells = { Nerea: nerea, Andrei: andrei }
  for (const [alias, tell] of Object.entries(tells)) {
    const file = files.get(alias)
    if (file) await tell(writerOf(world, file))
  }
}
