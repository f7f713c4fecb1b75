// What the demo's invented partners offer, beside the real directory: from a need one comes to a partner here, and from
// there to a referral.

import type { z } from 'zod'
import provinces from '#data/codes/provinces_es.json' with { type: 'json' }
import { DirectoryFile, type DirectoryService } from '#directory/directory.ts'
import { addDays, type Day } from '#kit/day.ts'
import { idOf } from '#test/world.ts'
import { type PartnerKey, partners } from './house.ts'

interface Offer extends Partial<z.input<typeof DirectoryService>> {
  name: string
  description: string
  kinds: string[]
  /** What the same partner offers besides. */
  also?: Offer[]
  /** Until how many days from today somebody vouches for it; below nought it lapsed. */
  assured_days?: number
}

const offers: Partial<Record<PartnerKey, Offer>> = {
  shelter: {
    name: 'Casa de acogida de los Siete Alisos',
    description: 'Habitación propia con llave, de un día a seis meses, con una persona de la casa de día y de noche.',
    kinds: ['shelter_emergency', 'shelter_long'],
    hidden_location: true,
    assured_days: 150,
    admission: {
      without_papers: 'yes',
      with_criminal_record: 'yes',
      with_substance_use: 'no',
      with_psychiatric_care: 'yes',
      when_pregnant: 'yes',
      sons_up_to: 12,
      needs_referral: 'yes',
      referral_by: ['accredited_organisation', 'social_services', 'police'],
      only_identified: 'no',
      needs_registration: 'no',
    },
    accessibility: ['ground_floor', 'adapted_bathroom'],
    how_to_enter: 'Llamada de la entidad que deriva; entrada el mismo día si hay cama.',
    wait_time: 'De uno a tres días',
    tiers: { phones: 'partners', how_to_enter: 'partners', capacity: 'partners', admission: 'professionals' },
    also: [
      {
        name: 'Piso de autonomía de los Siete Alisos',
        description: 'Cuatro mujeres que ya trabajan o estudian; una educadora pasa tres tardes por semana.',
        kinds: ['shelter_long'],
        hidden_location: true,
        admits: { sex: 'women', migrants: true, min_age: 30 },
      },
    ],
  },
  law: {
    name: 'Asesoría jurídica Puente y Ribera',
    description: 'Extranjería, denuncia y acompañamiento en el juzgado, a su ritmo.',
    kinds: ['legal'],
    assured_days: -20,
    admission: { without_papers: 'yes', with_criminal_record: 'yes', with_debt: 'yes', needs_referral: 'no' },
    addresses: [
      {
        country: 'ES',
        region: 'ES-MD',
        province: '28',
        town: 'Madrid',
        street: 'Calle del Alerce, 12',
        postal_code: '28000',
        directions: 'Portal azul, segundo piso',
      },
    ],
    contacts: [{ name: 'Secretaría', title: 'Citas', email: 'citas@puenteyribera.invalid' }],
    schedules: [
      { days: ['MO', 'TU', 'WE', 'TH', 'FR'], opens_at: '09:30', closes_at: '14:00' },
      {
        freq: 'MONTHLY',
        days: ['TU'],
        weeks: [1],
        opens_at: '17:00',
        closes_at: '20:00',
        note: 'Charla abierta sobre permisos',
      },
    ],
    costs: [{ what: 'Copia compulsada', amount: 2, currency: 'EUR' }],
    required_documents: 'Pasaporte, si lo tiene; cualquier carta que haya recibido',
  },
  health: {
    name: 'Consulta de medicina y psicología Hierbaluisa',
    description: 'Medicina de familia y psicología, con intérprete y sin tarjeta sanitaria.',
    kinds: ['health', 'psychological'],
    assured_days: 9,
    admission: {
      without_papers: 'yes',
      with_psychiatric_care: 'yes',
      when_pregnant: 'yes',
      with_disability: 'yes',
      needs_registration: 'no',
    },
    accessibility: ['wheelchair', 'sign_language', 'quiet_room'],
    schedules: [{ days: ['MO', 'WE', 'FR'], opens_at: '10:00', closes_at: '18:00' }],
    interpretation: 'Intérprete por teléfono en más de cien idiomas',
  },
}

const regionOf = (province: string) => provinces.codes.find(({ code }) => code === province)?.region

type Organisations = DirectoryFile['organisations']

export const partnerServices = (seed: string, file: DirectoryFile, today: Day): Organisations => {
  const said = { source: 'Invented for the demo', source_date: today, confidence: 'checked' }
  const organisations = partners.flatMap(({ key, name, country, province, languages }) => {
    const found = offers[key as PartnerKey]
    if (!found) return []
    const serviceOf = ({ assured_days, also: _also, ...offer }: Offer, id: string) => ({
      admits: { sex: 'women', migrants: true },
      ...offer,
      ...(assured_days !== undefined && {
        assured: { by: name, on: addDays(today, assured_days - 180), until: addDays(today, assured_days) },
      }),
      ...said,
      id,
      status: 'active',
      irregular_status: 'accepted',
      cost: 'free',
      languages: [...languages],
      areas: [{ country, ...(province && { province, region: regionOf(province) }) }],
      specialised_in_trafficking: true,
      availability: 'open',
    })
    const services = [found, ...(found.also ?? [])].map((offer, place) =>
      serviceOf(offer, idOf(seed, 'partner service', place === 0 ? key : `${key} ${place + 1}`)),
    )
    const provider = { ...said, id: idOf(seed, 'partner provider', key), name, description: found.description }
    return [{ ...provider, checked_on: today, services }]
  })
  return DirectoryFile.parse({ ...file, organisations }).organisations
}
