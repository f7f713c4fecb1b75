// What some of the invented people told once, and to whom it may be retold; and how their companions fare: hard days marked,
// a talk asked for, somebody who is late from a visit alone.
import type { ACase, World } from '#test/world.ts'
import { aHardMoment, aLoneVisit, aStoryFact, aStoryGiven, aStoryWish, aTelling } from '#test/world-story.ts'
import type { Cast } from './live.ts'

const maya = async (world: World, { staff }: Cast, file: ACase) => {
  const { lucia, beatriz, ines } = staff
  const began = await aTelling(world, file, {
    ...{ topic: 'how_it_began', days: 84, by: lucia, retell: ['law', 'mind', 'accompany'] },
    words:
      'Hoy, en la cocina y sin que nadie preguntara. «Una conocida de mi tía buscaba a alguien para cuidar a dos niños en España. Novecientos euros, y pagaban el billete. Dijo que el papel me lo daban allí.» Después pidió cambiar de tema y salimos a por pan.',
    only: '«Una conocida de mi tía buscaba a alguien para cuidar a dos niños en España. Novecientos euros, y pagaban el billete. Dijo que el papel me lo daban allí.»',
  })
  const held = await aTelling(world, file, {
    ...{ topic: 'how_held', days: 80, by: lucia, retell: [], asked_again: { days: 51, retell: ['law'], by: lucia } },
    words:
      '«El pasaporte estaba en un cajón con llave. La llave la llevaba ella en el cuello. Me decía que sin él la policía me devolvía y que mi madre pagaría el billete.»',
  })
  await aTelling(world, file, {
    ...{ topic: 'violence', days: 71, by: beatriz, section: 'mind' },
    words: '«Eso no lo quiero contar otra vez. Ya lo sabe usted.»',
  })
  await aTelling(world, file, {
    ...{ topic: 'money', days: 60, by: ines, section: 'law', retell: ['law', 'accompany'] },
    words: '«Primero eran cuatro mil. Luego seis mil, por la comida. Nunca vi un papel.»',
  })
  await aTelling(world, file, {
    ...{
      topic: 'authorities',
      days: 82,
      by: lucia,
      outside: 'La trabajadora social del hospital',
      retell: ['accompany'],
    },
    words:
      'Contado en el hospital antes de venir, según su informe: la pararon una vez en el metro y tuvo miedo de hablar.',
  })
  await aStoryWish(world, file, 71, beatriz, 'violence', 'let_it_rest')
  await aStoryWish(world, file, 40, lucia, 'fears_now', 'ask_me')
  await aStoryFact(world, file, {
    fact: 'duration',
    days: 58,
    by: ines,
    value: { codes: ['up_to_2_years'] },
    before: { codes: ['up_to_1_year'] },
    sureness: 'likely',
  })
  await aStoryFact(world, file, {
    fact: 'exploitation',
    days: 58,
    by: ines,
    value: { codes: ['servitude', 'forced_labour'] },
  })
  await aStoryFact(world, file, { fact: 'sector', days: 58, by: ines, value: { codes: ['t'] } })
  await aStoryFact(world, file, {
    fact: 'recruited_by',
    days: 58,
    by: ines,
    telling_id: began,
    value: { codes: ['friend_or_neighbour'] },
  })
  await aStoryFact(world, file, {
    fact: 'promises',
    days: 58,
    by: ines,
    telling_id: began,
    value: { codes: ['work', 'papers', 'journey_paid'] },
  })
  await aStoryFact(world, file, {
    ...{ fact: 'route', days: 58, by: ines, source: 'paper' },
    value: {
      route: [
        { part: 'recruitment', country: 'NP' },
        { part: 'transit', country: 'QA' },
        { part: 'exploitation', country: 'ES' },
      ],
    },
  })
  await aStoryFact(world, file, {
    ...{ fact: 'controls', days: 50, by: lucia, telling_id: held },
    value: { codes: ['debt_bondage', 'threats', 'threat_of_authorities', 'withholds_documents'] },
  })
  await aStoryFact(world, file, { fact: 'sexual_kind', days: 50, by: lucia, state: 'not_said' })
  await aStoryFact(world, file, {
    ...{ fact: 'debt_amount', days: 58, by: ines, sureness: 'likely' },
    value: { amount: { amount: 6000, currency: 'EUR', still_owed: 'yes' } },
  })
  await aStoryGiven(world, file, 45, ines, {
    profession: 'law',
    recipient: 'Álvaro Mena, clínica jurídica',
    telling_ids: [began, held],
  })
}

const others = async (world: World, { staff }: Cast, files: ReadonlyMap<string, ACase>) => {
  const rahim = files.get('Rahim')
  if (rahim)
    await aTelling(world, rahim, {
      ...{ topic: 'money', days: 8, by: staff.lucia },
      words: '«Once mil. Cada día que falto, suben cincuenta.»',
    })
  const kamal = files.get('Kamal')
  if (kamal) {
    await aTelling(world, kamal, {
      ...{ topic: 'journey', days: 31, by: staff.irene, section: 'law', retell: ['law'] },
      words: '«Once meses. De los barcos no hablo.»',
    })
    await aStoryWish(world, kamal, 31, staff.irene, 'journey', 'let_it_rest')
    await aStoryFact(world, kamal, { fact: 'sector', days: 30, by: staff.irene, value: { codes: ['a'] } })
    await aStoryFact(world, kamal, { fact: 'debt_for', days: 30, by: staff.irene, state: 'unknown' })
  }
}

export const tellOnce = async (world: World, cast: Cast, files: ReadonlyMap<string, ACase>): Promise<void> => {
  const file = files.get('Maya')
  if (file) await maya(world, cast, file)
  await others(world, cast, files)
  const { lucia, beatriz, amina, david, teresa, grace, rocio } = cast.staff
  await aHardMoment(world, lucia, { days: 12, kind: 'told', debrief: 'done', with: beatriz })
  await aHardMoment(world, lucia, { days: 2, kind: 'court' })
  await aHardMoment(world, amina, { days: 1, kind: 'threat', debrief: 'asked', with: lucia })
  for (const days of [3, 6, 9, 13, 20])
    await aHardMoment(world, amina, { days, kind: days % 2 ? 'told' : 'session', debrief: 'not_now' })
  await aLoneVisit(world, david, { tell: lucia, place: 'where_somebody_lives', province: '28', minutes: -35 })
  await aLoneVisit(world, grace, { tell: rocio, place: 'border_or_station', province: '41', minutes: 80 })
  await aLoneVisit(world, amina, { tell: teresa, place: 'hospital', province: '28', minutes: 50 })
}
