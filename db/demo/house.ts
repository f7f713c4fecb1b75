// The invented organisation of the demo, its offices and colleagues, and the invented partners it refers to.
import type { Role } from '#access/access.ts'

export const organisation = { name: 'Asociación Vado del Almendro', province: '28' }

export const offices = [
  { key: 'madrid', name: 'Madrid', province: '28' },
  { key: 'sevilla', name: 'Sevilla', province: '41' },
  { key: 'almeria', name: 'Almería', province: '04' },
] as const
export type OfficeKey = (typeof offices)[number]['key']

export interface DemoColleague {
  key: string
  name: string
  roles: Role[]
  office: OfficeKey
}

/** The first of each role is who the sign-in link of that role signs in. */
export const colleagues = [
  { key: 'carmen', name: 'Carmen Ordóñez Vidal', roles: ['director'], office: 'madrid' },
  { key: 'teresa', name: 'Teresa Aldana Ruiz', roles: ['coordinator'], office: 'madrid' },
  { key: 'lucia', name: 'Lucía Ferrer Montes', roles: ['reference_worker'], office: 'madrid' },
  { key: 'beatriz', name: 'Beatriz Solana Prieto', roles: ['psychologist'], office: 'madrid' },
  { key: 'ines', name: 'Inés Carrascal Lobo', roles: ['lawyer'], office: 'madrid' },
  { key: 'marcos', name: 'Marcos Yuste Abad', roles: ['job_counsellor'], office: 'madrid' },
  { key: 'sunita', name: 'Sunita Gurung Peña', roles: ['trainer'], office: 'madrid' },
  { key: 'pilar', name: 'Pilar Quintana Sáez', roles: ['intake'], office: 'madrid' },
  { key: 'jorge', name: 'Jorge Baena Lozano', roles: ['administrator'], office: 'madrid' },
  { key: 'amina', name: 'Amina Benali Rojo', roles: ['reference_worker'], office: 'madrid' },
  { key: 'david', name: 'David Escudero Gil', roles: ['reference_worker'], office: 'madrid' },
  { key: 'rocio', name: 'Rocío Palma Herrera', roles: ['coordinator'], office: 'sevilla' },
  { key: 'grace', name: 'Grace Okafor Marín', roles: ['reference_worker', 'trainer'], office: 'sevilla' },
  { key: 'elena', name: 'Elena Dumitru Vargas', roles: ['reference_worker'], office: 'sevilla' },
  { key: 'manuel', name: 'Manuel Toro Cabello', roles: ['psychologist'], office: 'sevilla' },
  { key: 'nuria', name: 'Nuria Cazorla Fuentes', roles: ['coordinator', 'reference_worker'], office: 'almeria' },
  { key: 'faisal', name: 'Faisal Mahmood Torres', roles: ['reference_worker'], office: 'almeria' },
  { key: 'irene', name: 'Irene Molina Salas', roles: ['lawyer'], office: 'almeria' },
] as const satisfies readonly DemoColleague[]
export type ColleagueKey = (typeof colleagues)[number]['key']

export interface DemoPartner {
  key: string
  name: string
  country: string
  province: string | null
  languages: string[]
  worker: string
  /** Who accompanies there, where the partner leads files of its own. */
  leader?: string
}

export const partners = [
  {
    key: 'shelter',
    name: 'Hogar de los Siete Alisos',
    country: 'ES',
    province: '28',
    languages: ['es', 'en', 'ne'],
    worker: 'Aurora Nieto Campos',
    leader: 'Mercedes Luna Arias',
  },
  {
    key: 'law',
    name: 'Clínica jurídica Puente y Ribera',
    country: 'ES',
    province: '28',
    languages: ['es', 'en', 'ro'],
    worker: 'Álvaro Mena Castaño',
  },
  {
    key: 'health',
    name: 'Consulta Hierbaluisa',
    country: 'ES',
    province: '41',
    languages: ['es', 'en', 'fr'],
    worker: 'Clara Domènech Rius',
  },
  {
    key: 'workshop',
    name: 'Taller escuela Aguja y Masa',
    country: 'ES',
    province: '28',
    languages: ['es', 'en', 'ar'],
    worker: 'Ramón Ibarra Soto',
  },
  {
    key: 'nepal',
    name: 'Phirta Bato Sanjal',
    country: 'NP',
    province: null,
    languages: ['ne', 'hi', 'en'],
    worker: 'Binita Tamang',
  },
] as const satisfies readonly DemoPartner[]
export type PartnerKey = (typeof partners)[number]['key']
