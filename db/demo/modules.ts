// Who learned alone in the invented house: mostly at institutions it trains, some on their own; and a module of hotels that is
// being changed for the coast.
import type { ModuleFile } from '#modules/module.ts'
import { houseModules } from '#modules/modules.store.ts'
import { drawOf, type World } from '#test/world.ts'
import type { AnInstitution } from '#test/world-institutions.ts'
import { aModuleOfOnesOwn, type RunWish, someRuns } from '#test/world-modules.ts'
import type { Cast } from './live.ts'

const alone = 26

const titles: Record<string, string> = {
  en: 'Hotels on the coast: seasonal work',
  es: 'Hoteles de la costa: trabajo de temporada',
  it: 'Alberghi sulla costa: lavoro stagionale',
}

const ownVersion = ({ module, texts }: ModuleFile): ModuleFile => ({
  module: { ...module, id: 'coast-hotels', version: 1, source: `${module.source}; changed for seasonal work` },
  texts: Object.fromEntries(
    Object.entries(texts).map(([language, words]) => [
      language,
      { ...words, 'module.title': titles[language] ?? words['module.title']! },
    ]),
  ),
})

export const learnAlone = async (
  world: World,
  { own, staff }: Cast,
  institutions: ReadonlyMap<string, AnInstitution>,
): Promise<void> => {
  const wishes = houseModules().flatMap(({ module }): RunWish[] => {
    const trained = [...institutions.values()].filter(
      ({ sector, trained }) => sector === module.sector && trained !== null,
    )
    const places = [
      ...trained.flatMap(({ name, institution_id, trained }) =>
        Array.from({ length: 3 + drawOf(9, 'learners', name) }, () => ({ name, institution_id, since: trained ?? 0 })),
      ),
      ...Array.from({ length: alone }, () => ({ name: 'alone', institution_id: null, since: 420 })),
    ]
    return places.map(({ name, institution_id, since }, place): RunWish => {
      const drawn = (below: number, word: string) => drawOf(below, word, module.id, name, String(place))
      const far = drawn(7, 'left') === 0 ? drawn(9, 'how far') / 10 : 1
      return {
        module,
        institution_id,
        begun: drawn(since + 1, 'day'),
        far,
        percent: 58 + drawn(6, 'right') * 8 + drawn(3, 'more'),
      }
    })
  })
  await someRuns(world, own.organisation_id, wishes)
  const hotels = houseModules().find(({ module }) => module.id === 'hotel-tourism')
  if (hotels) await aModuleOfOnesOwn(world, own, staff.sunita, { file: ownVersion(hotels), status: 'draft' })
}
