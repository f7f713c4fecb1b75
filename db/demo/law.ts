// The law in some of the invented people's files, each at a stage of its own: a time for reflection that runs, a whole chain up to five
// years, asylum, an aid that was refused, an appeal that was missed before anybody knew, a child, and two from other countries.
import { addDays } from '#kit/day.ts'
import type { ACase, World } from '#test/world.ts'
import { aLaw, anAlarmHeard, fridayBeforeAFeast } from '#test/world-law.ts'
import type { Cast } from './live.ts'

const inMadrid = { jurisdictions: ['es' as const], province: '28', town: 'madrid' }
const inSevilla = { jurisdictions: ['es' as const], province: '41', town: 'sevilla' }
const inAlmeria = { jurisdictions: ['es' as const], province: '04', town: 'almeria' }
const notEu = { eu_citizen: false, minor: false }

/** Identified on a Friday before a feast; the authority lets the days pass, and the law says what that means. */
const maya = async (world: World, { staff }: Cast, file: ACase) => {
  const day = fridayBeforeAFeast(world.today, 25)
  const told = { by: staff.ines }
  await aLaw(world, file, {
    ...inMadrid,
    circumstances: { ...notEu, agrees_to_period: true, labour_exploitation: true },
    told: [
      {
        ...told,
        code: 'reasonable_grounds',
        on: addDays(day, -8),
        words: 'Lo que contó al llegar, y las fotos de la vecina.',
      },
      { ...told, code: 'authority_informed', on: addDays(day, -7) },
      { ...told, code: 'identified', on: day, at: '17:40', words: 'Viernes por la tarde; el lunes es fiesta.' },
      { ...told, code: 'rrp_proposed', on: addDays(day, 2), at: '12:00' },
      {
        ...told,
        code: 'proposal_received',
        on: addDays(day, 4),
        number: 'SG-2026-40871',
        words: 'Sello de entrada de la Subdelegación.',
      },
    ],
  })
}

/** The chain to its end: silence, ninety days, exemption, the provisional permit, the card and five years. */
const deepa = async (world: World, { staff }: Cast, file: ACase) => {
  const day = fridayBeforeAFeast(world.today, 270)
  const after = (days: number) => addDays(day, days)
  const told = { by: staff.amina }
  await aLaw(world, file, {
    ...inMadrid,
    circumstances: {
      ...notEu,
      agrees_to_period: true,
      cooperates: false,
      personal_situation: true,
      has_minor_children_here: true,
    },
    told: [
      { ...told, code: 'reasonable_grounds', on: after(-3) },
      {
        ...told,
        code: 'identified',
        on: day,
        at: '13:15',
        words: 'La identificó la policía antes de llegar a la asociación.',
      },
      { ...told, code: 'rrp_proposed', on: after(2), at: '11:00' },
      { ...told, code: 'proposal_received', on: after(4), number: 'SG-2025-51120' },
      { ...told, code: 'exemption_proposed', on: after(80), words: 'Por su situación personal, no por declarar.' },
      { ...told, code: 'exemption_granted', on: after(105), number: 'EX-2026-0093' },
      { ...told, code: 'permit_applied', on: after(112), number: 'REGAGE26e00031877' },
      { ...told, code: 'favourable_report', on: after(131) },
      { ...told, code: 'provisional_notified', on: after(138), number: 'NOT-2026-7731' },
      { ...told, code: 'card_requested', on: after(154), number: 'TIE-154-88', closes: 'ES-13' },
      { ...told, code: 'card_collected', on: after(190) },
      { ...told, code: 'definitive_granted', on: after(200), number: 'RES-2026-2204' },
      { ...told, code: 'card_requested', on: after(214), number: 'TIE-214-03', closes: 'ES-13' },
      { ...told, code: 'padron_registered', on: after(60) },
    ],
  })
}

const farida = (world: World, { staff }: Cast, file: ACase) =>
  aLaw(world, file, {
    ...inMadrid,
    circumstances: { ...notEu, applied_at_border: false },
    told: [
      { by: staff.ines, code: 'asylum_making', on: addDays(world.today, -150) },
      { by: staff.ines, code: 'asylum_registered', on: addDays(world.today, -147) },
      { by: staff.ines, code: 'asylum_applied', on: addDays(world.today, -128), number: 'OAR 28/26/11904' },
      { by: staff.ines, code: 'asylum_admitted', on: addDays(world.today, -99) },
      { by: staff.ines, code: 'legal_aid_asked', on: addDays(world.today, -9), words: 'Designación firmada.' },
    ],
  })

/** The aid was refused: a month to challenge it, and it rings. */
const valentina = async (world: World, { staff }: Cast, file: ACase) => {
  await aLaw(world, file, {
    ...inMadrid,
    circumstances: { ...notEu, sexual_exploitation: true, sexual_violence: true },
    told: [
      { by: staff.ines, code: 'reasonable_grounds', on: addDays(world.today, -98) },
      { by: staff.ines, code: 'crime_ended', on: addDays(world.today, -140) },
      { by: staff.ines, code: 'aid_applied', on: addDays(world.today, -80), number: 'AV-2026-1177' },
      { by: staff.ines, code: 'aid_refused', on: addDays(world.today, -29), words: 'Notificada en el despacho.' },
    ],
  })
  await anAlarmHeard(world, file, 'ES-M9b', staff.ines)
}

/** The letter lay with somebody else for weeks: when that became known, the first way had closed already. */
const blessing = (world: World, { staff }: Cast, file: ACase) =>
  aLaw(world, file, {
    ...inSevilla,
    circumstances: { ...notEu, agrees_to_period: true, sexual_exploitation: true },
    told: [
      { by: staff.grace, code: 'reasonable_grounds', on: addDays(world.today, -96) },
      { by: staff.grace, code: 'identified', on: addDays(world.today, -88), at: '10:30' },
      { by: staff.grace, code: 'rrp_proposed', on: addDays(world.today, -87), at: '13:00' },
      { by: staff.grace, code: 'proposal_received', on: addDays(world.today, -84) },
      {
        ...{
          by: staff.grace,
          code: 'rrp_revoked',
          on: addDays(world.today, -52),
          thought_on: addDays(world.today, -12),
        },
        words: 'La carta llegó a la dirección anterior; allí la firmó otra persona.',
      },
    ],
  })

const precious = (world: World, { staff }: Cast, file: ACase) =>
  aLaw(world, file, {
    ...inSevilla,
    circumstances: { minor: true, unaccompanied: true, eu_citizen: false },
    told: [
      { by: staff.grace, code: 'reasonable_grounds', on: addDays(world.today, -15) },
      { by: staff.grace, code: 'age_doubted', on: addDays(world.today, -14), words: 'Se presume que es menor.' },
      { by: staff.grace, code: 'minor_in_care', on: addDays(world.today, -9) },
    ],
  })

/** Dismissed when he asked for a contract: the claim is filed, the wages are still to be claimed. */
const kamal = (world: World, { staff }: Cast, file: ACase) =>
  aLaw(world, file, {
    ...inAlmeria,
    circumstances: { ...notEu, labour_exploitation: true },
    told: [
      { by: staff.irene, code: 'reasonable_grounds', on: addDays(world.today, -50) },
      {
        by: staff.irene,
        code: 'wages_due',
        on: addDays(world.today, -338),
        words: 'La primera nómina que no se pagó.',
      },
      { by: staff.irene, code: 'dismissed', on: addDays(world.today, -34) },
      {
        ...{ by: staff.irene, code: 'dismissal_challenged', on: addDays(world.today, -19) },
        ...{ number: 'SMAC 04/2026/2210', closes: 'ES-L1' },
      },
    ],
  })

/** Refused in the United Kingdom before he came; a colleague there asks that it be looked at again. */
const imran = (world: World, { staff }: Cast, file: ACase) =>
  aLaw(world, file, {
    ...{ jurisdictions: ['uk' as const, 'es' as const], province: 'GB-ENG' },
    circumstances: { minor: false, labour_exploitation: true },
    told: [
      { by: staff.elena, code: 'authority_informed', on: addDays(world.today, -75) },
      { by: staff.elena, code: 'referred', on: addDays(world.today, -70), number: 'NRM 26/4471' },
      {
        by: staff.elena,
        code: 'rg_negative',
        on: addDays(world.today, -22),
        words: 'Carta de la autoridad competente, en inglés.',
      },
    ],
  })

const jhon = (world: World, { staff }: Cast, file: ACase) =>
  aLaw(world, file, {
    ...{ jurisdictions: ['us' as const, 'es' as const], province: null },
    circumstances: { minor: false, labour_exploitation: true, cooperates: true },
    told: [
      { by: staff.ines, code: 'continued_presence_granted', on: addDays(world.today, -1_600) },
      { by: staff.ines, code: 't_filed', on: addDays(world.today, -1_560) },
      { by: staff.ines, code: 'bona_fide', on: addDays(world.today, -1_490) },
      {
        by: staff.ines,
        code: 't_granted',
        on: addDays(world.today, -1_404),
        words: 'Lo lleva con nosotras la abogada de Houston.',
      },
    ],
  })

const each = { Maya: maya, Deepa: deepa, Farida: farida, Valentina: valentina, Blessing: blessing, Precious: precious }
const others = { Kamal: kamal, Imran: imran, Jhon: jhon }

export const keepToTheLaw = async (world: World, cast: Cast, files: ReadonlyMap<string, ACase>): Promise<void> => {
  for (const [alias, tell] of Object.entries({ ...each, ...others })) await tell(world, cast, files.get(alias)!)
}
