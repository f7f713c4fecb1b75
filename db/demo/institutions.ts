// Institutions the invented house trains. Nobody and no place here exists: names, streets and telephones are made up.
import type { PathwayStep } from '#institutions/institution.ts'
import type { World } from '#test/world.ts'
import { type AnInstitution, anInstitution, type InstitutionWish, tallyOf } from '#test/world-institutions.ts'
import type { Cast } from './live.ts'

const step = (who: string, how = '', when = '', note = ''): PathwayStep => ({ who, how, when, note })

const clinic = [
  step(
    'Trabajo social del centro',
    'despacho 4, extensión 330',
    'de 8 a 15 h',
    'A solas, con intérprete que no sea quien la acompaña.',
  ),
  step('Médica de guardia', 'extensión 112', 'el resto del día', 'Anotar solo lo que se ve y se oye.'),
  step(
    'Asociación Vado del Almendro',
    'por el código de este cartel',
    'a cualquier hora',
    'Sin nombre, si se prefiere.',
  ),
]
const hotel = [
  step('Gobernanta', 'extensión 214', 'de 7 a 23 h', 'Nunca delante de quien la acompaña.'),
  step('Recepción de noche', 'extensión 9', 'de 23 a 7 h', 'Llama a la dirección de guardia.'),
  step('Asociación Vado del Almendro', 'por el código de este cartel', 'a cualquier hora'),
]
const shelter = [
  step(
    'Coordinadora de turno',
    'teléfono del turno',
    'a cualquier hora',
    'Si alguien espera fuera: puerta cerrada y 112.',
  ),
  step('Reunión de equipo', '', 'cada mañana', 'Solo lo necesario, sin nombres en la pizarra.'),
]
const school = [
  step('Orientadora', 'despacho de orientación', 'en el recreo', 'Escuchar; no preguntar dos veces lo mismo.'),
  step('Jefatura de estudios', 'extensión 2', 'el mismo día', 'Es menor: se avisa siempre.'),
]

const who = (person: string, role: string) => ({ person, role, phone: '900 000 000', email: 'contacto@demo.invalid' })

const register: InstitutionWish[] = [
  {
    name: 'Centro de salud Alameda Vieja',
    sector: 'health',
    province: '28',
    town: 'Madrid',
    trained: 520,
    agreed: [300, 515],
    steps: clinic,
    contact: who('Nieves Lorca', 'Dirección de enfermería'),
  },
  {
    name: 'Centro de salud Los Tejares',
    sector: 'health',
    province: '28',
    town: 'Getafe',
    trained: 340,
    agreed: [330],
    steps: clinic,
    contact: who('Julián Prat', 'Trabajo social'),
  },
  {
    name: 'Hospital Vega Baja del Río',
    sector: 'health',
    province: '41',
    town: 'Sevilla',
    refresher_months: 12,
    trained: 410,
    agreed: [400],
    steps: clinic,
    contact: who('Amaya Cuenca', 'Urgencias'),
  },
  { name: 'Consultorio de Puebla Chica', sector: 'health', province: '18', town: 'Motril', trained: null },
  {
    name: 'Centro de salud Mar Menuda',
    sector: 'health',
    province: '04',
    town: 'El Ejido',
    trained: 190,
    agreed: [180],
    steps: clinic,
    contact: who('Rocío Baena', 'Matrona'),
  },
  {
    name: 'Hotel Faro de Poniente',
    sector: 'tourism',
    province: '11',
    town: 'Cádiz',
    trained: 290,
    agreed: [285],
    steps: hotel,
    contact: who('Lucía Vidal', 'Gobernanta'),
  },
  {
    name: 'Hotel Cala Serena',
    sector: 'tourism',
    province: '07',
    town: 'Manacor',
    trained: 450,
    agreed: [440],
    steps: hotel,
    contact: who('Toni Ferrer', 'Recepción'),
  },
  {
    name: 'Apartamentos Brisa del Sur',
    sector: 'tourism',
    province: '29',
    town: 'Torremolinos',
    trained: 130,
    agreed: [120],
    steps: hotel,
  },
  { name: 'Hotel Plaza del Reloj', sector: 'tourism', province: '46', town: 'València', trained: 170 },
  {
    name: 'Camping Los Almendros',
    sector: 'tourism',
    province: '03',
    town: 'Dénia',
    trained: null,
    contact: who('Óscar Gil', 'Dirección'),
  },
  {
    name: 'Hotel Nuevo Andén',
    sector: 'tourism',
    province: '28',
    town: 'Madrid',
    trained: 240,
    agreed: [235],
    steps: hotel,
  },
  {
    name: 'Albergue Puerta Abierta',
    sector: 'shelter',
    province: '08',
    town: 'Barcelona',
    refresher_months: 12,
    trained: 480,
    agreed: [470],
    steps: shelter,
    contact: who('Marta Codina', 'Coordinación'),
  },
  {
    name: 'Casa de acogida Ribera',
    sector: 'shelter',
    province: '48',
    town: 'Bilbao',
    trained: 330,
    agreed: [325],
    steps: shelter,
  },
  {
    name: 'Centro de noche San Telmo',
    sector: 'shelter',
    province: '20',
    town: 'Donostia',
    trained: 95,
    agreed: [90],
    steps: shelter,
  },
  {
    name: 'Servicios sociales del Valle',
    sector: 'social',
    province: '50',
    town: 'Zaragoza',
    trained: 360,
    agreed: [350],
    steps: shelter,
  },
  { name: 'Oficina de atención Norte', sector: 'social', province: '28', town: 'Alcobendas', trained: 60 },
  {
    name: 'IES Monte Claro',
    sector: 'school',
    province: '30',
    town: 'Lorca',
    trained: 310,
    agreed: [300],
    steps: school,
    contact: who('Elena Roca', 'Orientación'),
  },
  {
    name: 'IES Camino de la Vega',
    sector: 'school',
    province: '41',
    town: 'Écija',
    trained: 210,
    agreed: [205],
    steps: school,
  },
  { name: 'Escuela de adultos La Noria', sector: 'school', province: '08', town: 'Badalona', trained: null },
  { name: 'Estación de autobuses del Sur', sector: 'transport', province: '29', town: 'Málaga', trained: 270 },
  {
    name: 'Puerto deportivo Levante',
    sector: 'transport',
    province: '04',
    town: 'Roquetas de Mar',
    trained: null,
    resting: true,
  },
  {
    name: 'Inspección, equipo agrario',
    sector: 'labour_inspection',
    province: '21',
    town: 'Huelva',
    trained: 230,
    contact: who('Pilar Senra', 'Jefatura de equipo'),
  },
  { name: 'Cooperativa Campo de Aljarafe', sector: 'employer', province: '21', town: 'Almonte', trained: 150 },
  {
    name: 'Asociación Bengala Lavapiés',
    sector: 'community',
    province: '28',
    town: 'Madrid',
    refresher_months: 12,
    trained: 200,
    contact: who('Nasrin Akter', 'Presidencia'),
  },
  { name: 'Asociación Himalaya Barcelona', sector: 'community', province: '08', town: 'Barcelona', trained: 80 },
]

/** By name, for whoever trains them. */
export const keepInstitutions = async (world: World, cast: Cast): Promise<Map<string, AnInstitution>> => {
  const all: AnInstitution[] = []
  for (const wish of register) all.push(await anInstitution(world, cast.own, cast.staff.sunita, wish))
  await tallyOf(world, cast.own, all)
  return new Map(all.map((each) => [each.name, each]))
}
