// A year and a half of invented trainings: one at every institution that was trained, workshops in communities, what is asked
// for, planned, open, over and called off. Everybody in it is made up.
import type { Sector } from '#institutions/sector.ts'
import { drawOf, type World } from '#test/world.ts'
import type { AnInstitution } from '#test/world-institutions.ts'
import { aTraining, aTrainingRequest, type TrainingWish } from '#test/world-prevention.ts'
import type { Cast } from './live.ts'

const curriculumFor: Partial<Record<Sector, string>> = {
  health: 'health-team',
  tourism: 'hotel-team',
  shelter: 'shelter-team',
  social: 'social-services',
  school: 'school-staff',
  transport: 'transport-staff',
  labour_inspection: 'labour-inspectors',
  employer: 'employers',
  community: 'safe-migration',
}
const lines = ['Convenio autonómico 2026 · 3.2 Formación', 'Programa europeo · 2.1 Sensibilización', ''] as const
const spoken: Record<string, { language: string; words: string }> = {
  'Asociación Bengala Lavapiés': { language: 'bn', words: 'Rahim (voluntario de la asociación)' },
  'Asociación Himalaya Barcelona': { language: 'ne', words: 'Interpreta Mina, de la bolsa de la casa' },
}
/** Where so few came that nothing of it may be told. */
const small = new Set(['Casa de acogida Ribera', 'Apartamentos Brisa del Sur'])

const euros = (from: number, ...of: string[]) => (from + drawOf(12, ...of) * 10) * 100

const heldAt = ({ staff }: Cast, where: AnInstitution): TrainingWish => {
  const { name, trained, sector, institution_id, province } = where
  const days = trained ?? 0
  const people = small.has(name) ? 4 : 14 + drawOf(15, 'people', name)
  const came = small.has(name) ? 3 : people - drawOf(4, 'came', name)
  const interpreter = spoken[name]
  return {
    ...{ key: name, curriculum: curriculumFor[sector] ?? 'social-services', institution_id, province, days },
    status: days > 75 ? 'closed' : 'held',
    trainers: drawOf(3, 'trainer', name) === 0 ? [staff.sunita, staff.grace] : [staff.sunita],
    ...{ people, came, place: `${name}, sala de reuniones` },
    ...(interpreter && { interpreter }),
    ...(drawOf(3, 'outside', name) === 0 && { outside: ['Raquel Moya (matrona, invitada)'] }),
    ...(drawOf(3, 'walk', name) === 0 && { walk_ins: [{ group: 'not_said' as const, count: 2 }] }),
    costs: [
      ['trainer', euros(180, 'trainer', name)],
      ['travel', euros(40, 'travel', name)],
      ['materials', euros(25, 'materials', name)],
      ...(interpreter ? [['interpreter', 9_000] as [kind: 'interpreter', cents: number]] : []),
    ],
    grant_line: lines[drawOf(3, 'line', name)]!,
  }
}

export const train = async (
  world: World,
  cast: Cast,
  institutions: ReadonlyMap<string, AnInstitution>,
): Promise<void> => {
  const { own, staff } = cast
  const at = (name: string) => {
    const found = institutions.get(name)
    if (!found) throw new Error(`no institution ${name}`)
    return found
  }
  const place = (name: string) => ({ institution_id: at(name).institution_id, province: at(name).province })
  for (const each of institutions.values()) if (each.trained !== null) await aTraining(world, own, heldAt(cast, each))

  await aTrainingRequest(world, own, {
    ...{
      key: 'camping',
      days: 2,
      sector: 'tourism',
      province: '03',
      curriculum: 'hotel-team',
      how_many: 18,
      status: 'new',
    },
    institution: at('Camping Los Almendros'),
    contact: {
      ...{ institution: 'Camping Los Almendros', name: 'Óscar Gil', role: 'Dirección', telephone: '900 000 000' },
      ...{ when: 'Antes de Semana Santa', words: 'La mitad del equipo empieza en marzo.' },
    },
  })
  await aTrainingRequest(world, own, {
    ...{ key: 'parents', days: 5, sector: 'community', province: '28', curriculum: 'safe-migration', how_many: 30 },
    ...{ status: 'new', mode: 'either' },
    contact: {
      ...{ institution: 'Asociación Puente Urdu', name: 'Sana Iqbal', email: 'sana@demo.invalid' },
      words: 'Muchas madres quieren venir con niños pequeños.',
    },
  })
  await aTrainingRequest(world, own, {
    ...{
      key: 'ambulances',
      days: 16,
      sector: 'health',
      province: '18',
      curriculum: null,
      how_many: 45,
      status: 'talking',
    },
    contact: { institution: 'Transporte sanitario Genil', name: 'Lola Ariza', telephone: '900 000 000' },
    note: 'Prefieren dos grupos de mañana. Se les llama el lunes.',
  })
  await aTrainingRequest(world, own, {
    ...{ key: 'conference', days: 40, sector: 'other', province: null, curriculum: null, how_many: 300 },
    ...{ status: 'declined', mode: 'online' },
    contact: { institution: 'Congreso Turismo Responsable', name: 'Secretaría' },
    note: 'Una charla de diez minutos ante 300 personas no es lo que ofrecemos.',
  })
  const asked = await aTrainingRequest(world, own, {
    ...{ key: 'adults', days: 21, sector: 'school', province: '08', curriculum: 'school-staff', how_many: 16 },
    ...{ status: 'planned', mode: 'online', institution: at('Escuela de adultos La Noria') },
    contact: { institution: 'Escuela de adultos La Noria', name: 'Joan Bosch', role: 'Dirección' },
  })

  const ahead: (Omit<TrainingWish, 'trainers'> & { trainers?: TrainingWish['trainers'] })[] = [
    {
      ...{ key: 'today', curriculum: 'health-team', ...place('Consultorio de Puebla Chica'), days: 0, status: 'open' },
      ...{ people: 11, came: 4, place: 'Consultorio de Puebla Chica, biblioteca', capacity: 16 },
    },
    {
      ...{ key: 'adults', curriculum: 'school-staff', ...place('Escuela de adultos La Noria'), days: -6 },
      ...{ status: 'open', mode: 'online', place: 'https://reunion.example/la-noria', people: 9, request_id: asked },
    },
    {
      ...{ key: 'lavapies', curriculum: 'safe-migration', ...place('Asociación Bengala Lavapiés'), days: -12 },
      ...{ status: 'open', people: 13, capacity: 30, place: 'Centro cultural, sala 2' },
      ...{
        interpreter: spoken['Asociación Bengala Lavapiés']!,
        notes: 'Hay quien viene con niños: pedir la sala de juegos.',
      },
    },
    {
      ...{ key: 'station', curriculum: 'transport-staff', ...place('Estación de autobuses del Sur'), days: -25 },
      ...{ status: 'planned', people: 0, place: 'Estación, oficina' },
    },
    {
      ...{ key: 'over', curriculum: 'social-services', ...place('Oficina de atención Norte'), days: 4, status: 'open' },
      ...{ people: 15, came: 13, place: 'Oficina de atención Norte', costs: [['travel', 2_800]] },
    },
    {
      ...{ key: 'rained off', curriculum: 'employers', ...place('Cooperativa Campo de Aljarafe'), days: 33 },
      ...{ status: 'cancelled', people: 0, place: 'Cooperativa' },
    },
    {
      ...{ key: 'pupils', curriculum: 'school-pupils', ...place('IES Monte Claro'), days: 58, status: 'held' },
      ...{ people: 24, came: 23, place: 'IES Monte Claro, 4.º B', grant_line: lines[0] },
    },
    {
      ...{ key: 'shared flat', curriculum: 'safe-migration', institution_id: null, province: '04', days: 140 },
      ...{ status: 'closed', people: 4, came: 4, place: 'Local de la parroquia', language: 'fr' },
    },
  ]
  for (const wish of ahead) await aTraining(world, own, { trainers: [staff.sunita], ...wish })
}
