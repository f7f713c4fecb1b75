// What left towards the people of the demo and what the rule refused, whom and what they must not meet, and one exception
// that waits for a second colleague.

import { departurePlace } from '#people/contact.store.ts'
import { keyOf } from '#people/exclusion.rules.ts'
import { exclusionPlace, overridePlace } from '#people/exclusion.store.ts'
import { ExcludedWhat } from '#people/exclusion.ts'
import { markOf } from '#people/refuse-excluded.api.ts'
import { channelsOf } from '#people/safe-contact.rules.ts'
import { type DepartureKind, noContact, SafeContact } from '#people/safe-contact.ts'
import type { ACase, World } from '#test/world.ts'
import { sealJson } from '#vault/envelope.ts'
import { rules } from './contact-rules.ts'
import type { Cast } from './live.ts'
import type { DemoPerson } from './person.ts'

type Files = Map<string, ACase>

/** As the story tells it, or as contact-rules.ts does; nobody is reached who told neither. */
export const ruleOf = ({ alias, contact }: Pick<DemoPerson, 'alias' | 'contact'>): SafeContact | undefined => {
  const told = contact ?? rules.get(alias)
  return told && SafeContact.parse({ ...noContact, ...told })
}

const kindsBy: Record<string, [DepartureKind, string, string][]> = {
  call: [
    ['call', 'opening', 'reached'],
    ['call', 'opening', 'not_reached'],
  ],
  through_someone: [['call', 'opening', 'reached']],
  sms: [['message', 'can_we_talk', 'sent']],
  chat: [
    ['message', 'can_we_talk', 'sent'],
    ['message', 'received', 'sent'],
  ],
  email: [['message', 'ready', 'sent']],
  letter: [['letter', 'ready', 'sent']],
}

const reach = async (world: World, file: ACase, rule: SafeContact, opened: number) => {
  const way = rule.channels.find(({ allowed }) => allowed)
  const channel = way?.channel ?? rule.channels[0]?.channel
  if (!channel) return
  const done = way ? (kindsBy[channel] ?? []) : []
  const kind = (['message', 'call', 'letter'] as const).find((each) => channelsOf[each].includes(channel)) ?? 'message'
  const template = kind === 'call' ? 'opening' : 'can_we_talk'
  const wanted = [
    ...done.map(([each, code, result]) => ({ kind: each, template: code, result, because: 'contact.named_by_her' })),
    ...(way ? [] : [{ kind, template, result: null, because: 'contact.no_message_at_all' }]),
  ]
  const { organisation_id, case_id } = file
  for (const [place, { because, ...wish }] of wanted.entries()) {
    const days = Math.max(1, Math.min(opened - 2, 3 + place * 11))
    const departure_id = world.id('departure', case_id, String(place))
    const left = because === 'contact.named_by_her'
    const at = world.at(days)
    const details = {
      ...{ where: left ? (way?.where ?? '') : '', language: rule.language ?? 'es', values: {}, voicemail: false },
    }
    await world.tx
      .insertInto('departure')
      .values({
        ...{ organisation_id, case_id, departure_id, ...wish, channel, because, at },
        outcome: left ? 'left' : 'refused',
        actor_id: file.worker.staff_id,
        rule_version: 1,
        result_at: wish.result && at,
        sealed: sealJson(file.key, departurePlace(file, departure_id), details),
      })
      .execute()
    const codes = { kind: wish.kind, channel }
    await world.happened(file, {
      ...{ at, kind: left ? ('contact_left' as const) : ('contact_refused' as const), codes },
      ...{ actor: file.worker, ref_id: departure_id },
    })
  }
}

type Excluded = [what: Record<string, unknown>, reason: string, said_by: string]
const excluded: Record<string, Excluded[]> = {
  Maya: [
    [
      { kind: 'community', country: 'NP', region: 'Sindhupalchok' },
      'Del mismo valle que la familia: lo sabrían en días.',
      'La persona',
    ],
    [
      { kind: 'area', country: 'ES', province: '28', town: 'Pozuelo de Alarcón' },
      'Allí vive la empleadora.',
      'La persona',
    ],
  ],
  Bishnu: [
    [
      { kind: 'organisation', name: 'Restaurante Himal de Lavapiés' },
      'Su dueño presta dinero al que le retuvo los papeles.',
      'La persona',
    ],
    [{ kind: 'person', name: 'Ram Bahadur Thapa' }, 'Le cobraba la deuda del viaje.', 'La persona'],
  ],
  Valentina: [[{ kind: 'place', name: 'Calle de la Montera 24', town: 'Madrid' }, 'La esperan allí.', 'La persona']],
  Zainab: [
    [
      { kind: 'person', name: 'Tariq Mahmood' },
      'Hermano mayor. Ha preguntado por su paradero.',
      'La persona y la abogada',
    ],
  ],
  Blessing: [
    [
      { kind: 'community', country: 'NG', language: 'bin' },
      'El juramento: teme que se sepa en su pueblo.',
      'La persona',
    ],
    [{ kind: 'route', from: 'Sevilla', to: 'Algeciras' }, 'La ruta por la que la llevaban.', 'La persona'],
  ],
  Osas: [
    [
      { kind: 'area', country: 'ES', province: '04', town: 'El Ejido' },
      'El encargado vive y contrata allí.',
      'La persona',
    ],
  ],
  Mihaela: [
    [{ kind: 'service', name: 'Comedor de la estación' }, 'Lo frecuenta quien la controlaba.', 'Una compañera'],
  ],
  Anjali: [[{ kind: 'person', name: 'Suresh' }, 'Familiar. No debe saber dónde está.', 'La entidad de protección']],
}

const exclude = async (world: World, file: ACase, place: number, [what, reason, said_by]: Excluded) => {
  const { organisation_id, case_id } = file
  const exclusion_id = world.id('exclusion', case_id, String(place))
  const named = ExcludedWhat.parse(what)
  const recorded_at = world.at(9)
  await world.tx
    .insertInto('exclusion')
    .values({
      ...{ organisation_id, case_id, exclusion_id, kind: named.kind, since_on: world.ago(9), recorded_at },
      recorded_by: file.worker.staff_id,
      sealed: sealJson(file.key, exclusionPlace(file, exclusion_id), { what: named, reason, said_by }),
    })
    .execute()
  await world.happened(file, {
    ...{ at: recorded_at, kind: 'exclusion_recorded', actor: file.worker, section: 'safety', ref_id: exclusion_id },
    codes: { excluded: named.kind },
  })
}

/** The colleague lives where the person must not be seen; the reference worker asks all the same, and waits. */
const askForException = async (world: World, cast: Cast, file: ACase) => {
  const { organisation_id, case_id } = file
  const { staff_id, name } = cast.staff.marcos
  const why = 'Vive en la escalera de su antigua empleadora; se ha cruzado con ella.'
  await exclude(world, file, 9, [{ kind: 'staff', staff_id, name }, why, 'La persona'])
  const override_id = world.id('override', case_id)
  const reason = 'Es el único que puede acompañar a la entrevista de trabajo del jueves. La persona está de acuerdo.'
  const requested_at = world.at(1)
  await world.tx
    .insertInto('exclusion_override')
    .values({
      ...{ organisation_id, case_id, override_id, requested_at, requested_by: file.worker.staff_id },
      assignment: markOf({ vault: world.vault, file }, keyOf('team_member', staff_id)),
      sealed: sealJson(file.key, overridePlace(file, override_id), {
        assignment: { kind: 'team_member', staff_id },
        reason,
      }),
    })
    .execute()
  await world.happened(file, {
    ...{ at: requested_at, kind: 'override_asked', actor: file.worker, section: 'safety', ref_id: override_id },
  })
}

export const keepSafe = async (world: World, cast: Cast, files: Files, people: readonly DemoPerson[]) => {
  for (const person of people) {
    const file = files.get(person.alias)
    const rule = ruleOf(person)
    if (!file) continue
    if (rule && person.closed === undefined) await reach(world, file, rule, person.opened)
    for (const [place, each] of (excluded[person.alias] ?? []).entries()) await exclude(world, file, place, each)
    if (person.alias === 'Nasrin') await askForException(world, cast, file)
  }
}
