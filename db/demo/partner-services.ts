// What the demo's invented partners offer, beside the real directory: from a need one comes to a partner here, and from
// there to a referral.
import provinces from '#data/codes/provinces_es.json' with { type: 'json' }
import type { Day } from '#kit/day.ts'
import { DirectoryFile } from '#services/directory.ts'
import { idOf } from '#test/world.ts'
import { type PartnerKey, partners } from './house.ts'

interface Offer {
  name: string
  description: string
  kinds: string[]
  hidden_location?: boolean
}

const offers: Partial<Record<PartnerKey, Offer>> = {
  shelter: {
    name: 'Casa de acogida de los Siete Alisos',
    description: 'Habitación propia con llave, de un día a seis meses, con una persona de la casa de día y de noche.',
    kinds: ['shelter_emergency', 'shelter_long'],
    hidden_location: true,
  },
  law: {
    name: 'Asesoría jurídica Puente y Ribera',
    description: 'Extranjería, denuncia y acompañamiento en el juzgado, a su ritmo.',
    kinds: ['legal'],
  },
  health: {
    name: 'Consulta de medicina y psicología Hierbaluisa',
    description: 'Medicina de familia y psicología, con intérprete y sin tarjeta sanitaria.',
    kinds: ['health', 'psychological'],
  },
}

const regionOf = (province: string) => provinces.codes.find(({ code }) => code === province)?.region

type Organisations = DirectoryFile['organisations']

export const partnerServices = (seed: string, file: DirectoryFile, today: Day): Organisations => {
  const said = { source: 'Invented for the demo', source_date: today, confidence: 'checked' }
  const organisations = partners.flatMap(({ key, name, country, province, languages }) => {
    const offer = offers[key as PartnerKey]
    if (!offer) return []
    const service = {
      ...offer,
      ...said,
      id: idOf(seed, 'partner service', key),
      status: 'active',
      admits: { sex: 'women', migrants: true },
      irregular_status: 'accepted',
      cost: 'free',
      languages: [...languages],
      areas: [{ country, ...(province && { province, region: regionOf(province) }) }],
      specialised_in_trafficking: true,
      availability: 'open',
    }
    const provider = { ...said, id: idOf(seed, 'partner provider', key), name, description: offer.description }
    return [{ ...provider, checked_on: today, services: [service] }]
  })
  return DirectoryFile.parse({ ...file, organisations }).organisations
}
