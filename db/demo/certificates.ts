// What people of the trained institutions have in writing: most of it holds, some ends soon or is over, two were taken back.
import type { Sector } from '#institutions/sector.ts'
import { translatorOf } from '#language/load-texts.ts'
import { drawOf, type World } from '#test/world.ts'
import { aCertificate } from '#test/world-certificates.ts'
import type { AnInstitution } from '#test/world-institutions.ts'
import type { Cast } from './live.ts'

const taught: Partial<Record<Sector, { code: string; hours: number; module?: string }>> = {
  health: { code: 'health-team', hours: 4, module: 'health-centre' },
  tourism: { code: 'hotel-team', hours: 3, module: 'hotel-tourism' },
  shelter: { code: 'shelter-team', hours: 6, module: 'shelter' },
  social: { code: 'social-services', hours: 4 },
}
const modules: Record<string, string> = {
  'health-centre': 'Centro de salud: unos minutos a solas',
  'hotel-tourism': 'Hotel y turismo: ver sin enfrentarse',
  shelter: 'Para albergues, casas y centros de acogida',
}
const names = [
  'Marta Rey',
  'Iván Soto',
  'Amina Diallo',
  'Núria Vila',
  'Ciro Lobo',
  'Elena Paz',
  'Omar Haddad',
  'Sofía Luz',
]

export const certify = async (
  world: World,
  { own }: Cast,
  institutions: ReadonlyMap<string, AnInstitution>,
): Promise<void> => {
  const t = translatorOf('es')
  const { organisation_id } = own
  for (const { name, sector, trained, refresher_months = 24, institution_id } of institutions.values()) {
    const what = taught[sector]
    if (!what || trained === null) continue
    const drawn = (word: string) => names[drawOf(names.length, word, name)]!
    const title = t(`curriculum.${what.code}.title`)
    await aCertificate(world, {
      ...{ organisation_id, institution_id, name: drawn('training'), days: trained, valid_months: refresher_months },
      achievement: { kind: 'training', code: what.code, version: 1, title, hours: what.hours },
      ...(drawOf(7, 'revoked', name) === 0 && { revoked: { days: trained - 10, reason: 'wrong_person' as const } }),
    })
    if (!what.module) continue
    for (const who of ['first', 'second'])
      await aCertificate(world, {
        ...{ organisation_id, institution_id, name: drawn(who), valid_months: 12 },
        days: 20 + drawOf(400, who, name),
        achievement: { kind: 'module', code: what.module, version: 1, title: modules[what.module]!, hours: 0.5 },
      })
  }
}
