// The safety of some of the invented people: who has the duty, a fright nobody has taken yet and one somebody sees through
// today, one that is over, risks looked at again, plans in their own words, incidents and attempts to reach them.
import type { ACase, World } from '#test/world.ts'
import {
  aFreeDay,
  anAttempt,
  anIncident,
  anOfficeClock,
  aProtocol,
  aSafetyPlan,
  aTrigger,
  aTurn,
  someLooks,
} from '#test/world-safety.ts'
import type { Cast } from './live.ts'

const number = '+34 600 000 112'

/** Madrid is covered; in Almería nobody has Saturday nights, and the coordinator sees it. */
const roster = async (world: World, { offices, staff }: Cast) => {
  const { madrid, sevilla, almeria } = offices
  const [week, friday] = [
    { weekdays: [1, 2, 3, 4], from: '09:00', until: '18:00' },
    { weekdays: [5], from: '09:00', until: '15:00' },
  ]
  await anOfficeClock(world, madrid, staff.teresa, [week, friday])
  await anOfficeClock(world, sevilla, staff.rocio, [week, friday])
  await anOfficeClock(world, almeria, staff.nuria, [{ ...week, from: '08:30', until: '16:00' }, friday])
  const telephone = number
  await aTurn(world, madrid, staff.amina, staff.teresa, { weekdays: [1, 2, 3], telephone })
  await aTurn(world, madrid, staff.david, staff.teresa, { weekdays: [4], telephone })
  await aTurn(world, madrid, staff.david, staff.beatriz, { weekdays: [5], from_time: '15:00', telephone })
  const weekend = { weekdays: [6, 7], from_time: '09:00', until_time: '09:00', telephone }
  await aTurn(world, madrid, staff.ines, staff.beatriz, weekend)
  const feast = { ...weekend, weekdays: [1, 2, 3, 4, 5], free_days: 'only' as const }
  await aTurn(world, madrid, staff.beatriz, staff.teresa, feast)
  await aTurn(world, sevilla, staff.elena, staff.rocio, { from_time: '15:00', telephone: '+34 600 000 113' })
  await aTurn(world, sevilla, staff.grace, staff.rocio, { ...weekend, telephone: '+34 600 000 113' })
  await aTurn(world, almeria, staff.faisal, staff.nuria, { weekdays: [1, 2, 3, 4, 5], from_time: '15:00' })
  await aTurn(world, almeria, staff.irene, staff.nuria, { weekdays: [7], from_time: '09:00', until_time: '09:00' })
  const year = Number(world.today.slice(0, 4))
  for (const [day, name] of [
    ['12-08', 'Inmaculada Concepción'],
    ['12-25', 'Navidad'],
  ])
    await aFreeDay(world, madrid, `${year}-${day}`, name!, staff.teresa)
  await aFreeDay(world, madrid, `${year + 1}-01-06`, 'Día de Reyes', staff.teresa)
}

/** Told early this morning by telephone; nobody has taken it, and the first look is overdue. */
const deepa = (world: World, { staff }: Cast, file: ACase) =>
  aProtocol(world, file, {
    ...{ kind: 'self_harm', by: staff.amina, days: 0, clock: '05:40' },
    words: 'Llamó de madrugada. Dice que no quiere despertarse otro día más y que ha guardado pastillas.',
    told: [
      [staff.amina, 'reference_worker'],
      [staff.beatriz, 'psychologist'],
      [staff.teresa, 'coordinator'],
      [staff.ines, 'duty', number],
      [staff.teresa, 'deputy', number],
      [staff.carmen, 'director'],
    ],
  })

/** Since this morning with the reference worker, who is on the way with her. */
const simran = async (world: World, { staff }: Cast, file: ACase) => {
  await aProtocol(world, file, {
    ...{ kind: 'health', by: staff.beatriz, days: 0, clock: '06:20', taken: staff.lucia },
    words: 'Contó lo de anoche antes de la sesión. Hay horas que cuentan.',
    told: [
      [staff.lucia, 'reference_worker'],
      [staff.beatriz, 'psychologist'],
      [staff.teresa, 'coordinator'],
      [staff.carmen, 'director'],
    ],
    answered: {
      look: 'Hablado con Beatriz y con ella. Voy yo.',
      emergency_weighed: 'Urgencias del hospital de referencia, avisadas de que llegamos.',
      reach: 'Está conmigo en la oficina.',
      hours_that_count: 'Dentro de las 72 horas. Lo decide ella, paso a paso.',
    },
    notes: ['Quiere que la vea una mujer. No quiere denuncia por ahora; lo sabe quien la atiende.'],
  })
  await someLooks(
    world,
    file,
    [{ days: 20, review: -1, causes: ['move'] }],
    [
      {
        ...{ kind: 'drawn_back', title: 'Vuelve a la casa porque allí está su hermana' },
        scores: [
          {
            ...{ likelihood: 3, impact: 4, reasons: 'La hermana sigue dentro y la llama cada noche.' },
            measures: [{ what: 'Hablar de la hermana en cada cita, sin prisa', who: 'Lucía', until: null }],
          },
        ],
      },
    ],
  )
}

const valentina = async (world: World, { staff }: Cast, file: ACase) => {
  const incident = await anIncident(world, file, {
    ...{ days: 9, again: null, kind: 'followed', place: 'transport' },
    what: 'Un hombre del piso de antes la esperó a la salida del curso y la siguió dos paradas de autobús.',
    ...{ people: '«El de la gorra», como ella lo llama', injuries: '', measures: 'Otro camino y otra hora.' },
    reported: [{ to: 'police', on_day: world.ago(8), note: 'Con ella y con Inés' }],
    lines: [
      [6, 'La policía tiene la descripción. No lo ha vuelto a ver.'],
      [2, 'Tres semanas de otro camino. Ella dice que puede volver a ir sola de día.'],
    ],
  })
  await aProtocol(world, file, {
    ...{ kind: 'danger', by: staff.lucia, days: 9, clock: '16:05', taken: staff.lucia, cause: { incident } },
    words: 'La siguieron desde el curso. Está en la oficina y no quiere salir sola.',
    told: [
      [staff.lucia, 'reference_worker'],
      [staff.beatriz, 'psychologist'],
      [staff.teresa, 'coordinator'],
      [staff.carmen, 'director'],
    ],
    answered: {
      look: 'La acompaño yo.',
      emergency_weighed: '-No está herida y él no entró. Hablado con ella.',
      reach: 'Está aquí.',
      place_known: 'No: bajó antes y volvió en taxi.',
      contact_rule: 'Sin cambios. Número nuevo desde agosto.',
      around_the_person: 'Su hijo estaba en el colegio; avisada la persona que lo recoge.',
      evidence_kept: 'Hora, línea y descripción escritas con sus palabras.',
      authorities_weighed: 'Quiere denunciar con Inés mañana.',
      risk_again: 'Mirado hoy.',
      safety_plan: 'Repasado. Añadida la palabra.',
      person_knows: 'Sabe qué se ha escrito y quién lo sabe.',
      next_look: 'Inés, mañana a las diez.',
    },
    closed: {
      ...{ asked: staff.lucia, agreed: staff.teresa, words: 'Duerme acompañada y mañana denuncia con Inés.' },
      answer: 'De acuerdo. La llamo yo el viernes.',
    },
  })
  const found = (likelihood: number, reasons: string, measures: string[]) => ({
    ...{ likelihood, impact: 5, reasons },
    measures: measures.map((what) => ({ what, who: '', until: null })),
  })
  await someLooks(
    world,
    file,
    [
      { days: 70, review: -40, words: 'Primera mirada, con ella.' },
      { days: 9, review: -2, causes: ['incident', 'protocol'], words: 'Después de que la siguieran.' },
      { days: 2, review: 12, causes: ['hearing'], words: 'Antes de la vista.' },
    ],
    [
      {
        ...{ kind: 'found', title: 'Quienes la explotaban la encuentran' },
        scores: [
          found(2, 'No conocen la ciudad nueva.', ['Número nuevo']),
          found(4, 'Uno de ellos sabe dónde estudia.', ['Número nuevo', 'Otro camino', 'La acompaña alguien']),
          found(3, 'Nadie lo ha visto en dos semanas; la vista se acerca.', ['Número nuevo', 'Otro camino']),
        ],
      },
      {
        ...{ kind: 'debt', title: 'La deuda del viaje, que reclaman a su madre' },
        scores: [
          {
            ...{ likelihood: 4, impact: 3, reasons: 'Llaman a su madre cada mes.' },
            measures: [{ what: 'Hablar con la madre cuando ella quiera', who: 'Lucía', until: null }],
          },
          null,
          null,
        ],
      },
    ],
  )
  await aTrigger(world, file, 'hearing', world.due(16), 'Vista en el juzgado, si no la aplazan.')
  await aSafetyPlan(world, file, 1, 60, 'es', {
    signs: ['Miro el móvil cada minuto', 'Dejo de comer por la noche'],
    helps: ['Cocinar con la radio puesta', 'Salir con el niño al parque'],
    people: [{ name: 'Yolanda', how: 'llamar a cualquier hora' }],
    places: ['La parroquia, por las tardes'],
    take: ['El inhalador del niño', 'La carpeta azul'],
    ...{ code_word: '', code_means: '', calls: [{ who: 'Yolanda', number: '+34 600 000 201' }] },
  })
  await aSafetyPlan(world, file, 2, 9, 'es', {
    signs: ['Miro el móvil cada minuto', 'Dejo de comer por la noche', 'Cambio de acera sin saber por qué'],
    helps: ['Cocinar con la radio puesta', 'Salir con el niño al parque', 'Decirlo en voz alta'],
    people: [{ name: 'Yolanda', how: 'llamar a cualquier hora' }],
    places: ['La parroquia, por las tardes', 'La biblioteca'],
    take: ['El inhalador del niño', 'La carpeta azul', 'El cargador'],
    ...{ code_word: 'arepa', code_means: 'ven a buscarme, sin preguntas' },
    calls: [{ who: 'Yolanda', number: '+34 600 000 201' }],
  })
}

const zainab = async (world: World, _: Cast, file: ACase) => {
  await anAttempt(world, file, 1, {
    ...{ channel: 'through_somebody', who: 'Una prima que vive en el mismo pueblo' },
    said: 'Que su padre está enfermo y que diga dónde vive para mandarle algo.',
    done: 'No contestó. Habló con su hermano: el padre está bien.',
  })
  await anAttempt(world, file, 34, {
    ...{ channel: 'message', who: 'Número que no conoce, con la foto de su antiguo jefe' },
    ...{ said: '«Sabemos que estás en Madrid.»', done: 'Captura guardada entre los papeles y número bloqueado.' },
  })
  await someLooks(
    world,
    file,
    [{ days: 33, review: 20, causes: ['contact_attempt'], words: 'Después del mensaje.' }],
    [
      {
        ...{ kind: 'contact_online', title: 'La buscan por el teléfono y por la familia' },
        scores: [
          {
            ...{ likelihood: 4, impact: 4, reasons: 'Saben la ciudad, no el barrio. La familia contesta llamadas.' },
            measures: [
              { what: 'Perfiles cerrados y número solo para tres personas', who: 'ella', until: null },
              { what: 'Hablar con el hermano, que decide ella', who: 'Lucía', until: world.due(10) },
            ],
          },
        ],
      },
    ],
  )
  await aSafetyPlan(world, file, 1, 30, 'ur', {
    signs: ['رات کو فون ہاتھ میں رکھتی ہوں', 'کھڑکی بند کر لیتی ہوں'],
    helps: ['نماز کے بعد خاموش بیٹھنا', 'سلائی کرنا'],
    people: [{ name: 'Rubina', how: 'شام کو فون' }],
    places: ['لائبریری'],
    take: ['دوا', 'نیلی فائل'],
    ...{ code_word: 'چائے', code_means: 'میں کھل کر بات نہیں کر سکتی' },
    calls: [{ who: 'Rubina', number: '+34 600 000 204' }],
  })
}

const maya = async (world: World, _: Cast, file: ACase) => {
  await aSafetyPlan(world, file, 1, 45, 'ne', {
    signs: ['निद्रा लाग्दैन', 'ढोका दुई पटक जाँच्छु'],
    helps: ['नदी किनार हिँड्ने', 'आमाको गीत सुन्ने'],
    people: [{ name: 'Sunita', how: 'दिनमा फोन' }],
    places: ['पुस्तकालय'],
    take: ['औषधि', 'नीलो फाइल'],
    ...{ code_word: 'आँप', code_means: 'अहिले बोल्न सक्दिनँ', calls: [{ who: 'Sunita', number: '+34 600 000 202' }] },
  })
  await anIncident(world, file, {
    ...{ days: 5, again: 2, kind: 'online', place: 'online' },
    what: 'Le piden fotos desde un perfil con su nombre mal escrito. No contestó.',
    ...{ people: '', injuries: '', measures: 'Perfil denunciado con Sunita.' },
    reported: [{ to: 'nobody', on_day: null, note: '' }],
    lines: [[3, 'El perfil ya no está. Mira sus cuentas con Sunita el jueves.']],
  })
}

export const beSafe = async (world: World, cast: Cast, files: Map<string, ACase>): Promise<void> => {
  await roster(world, cast)
  const tells = { Deepa: deepa, Simran: simran, Valentina: valentina, Zainab: zainab, Maya: maya }
  for (const [alias, tell] of Object.entries(tells)) {
    const file = files.get(alias)
    if (file) await tell(world, cast, file)
  }
}
