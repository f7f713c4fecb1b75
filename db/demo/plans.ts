// Plans of some of the invented people as they said them: in their own language, agreed and frozen, approved or waiting for
// it, and where on a path they are. Nobody here exists.
import type { ACase, World } from '#test/world.ts'
import { aNeedWithoutGoal, anAgreedPlan, inHerOwnWords, somePathMoves } from '#test/world-plans.ts'
import type { Cast } from './live.ts'

const spoken = { how: 'spoken', copy: 'not_safe', disagreed: '' } as const

/** In Nepali, read to her by the interpreter she chose; the second version waits for the coordinator. */
const maya = async (world: World, { staff }: Cast, file: ACase) => {
  await inHerOwnWords(world, file, {
    ...{ need: 'documents', language: 'ne', words: 'मलाई मेरो राहदानी मेरै हातमा चाहिन्छ।', change: 'doing' },
    why: 'नाम आफैँसँग भएपछि कसैले रोक्न सक्दैन।',
    steps: { 'Acompañarla a la embajada con la intérprete': 'दोभासेसँगै दूतावास जाने' },
  })
  await inHerOwnWords(world, file, {
    ...{ need: 'money', language: 'ne', words: 'मैले गरेको कामको पैसा आमाका लागि चाहिन्छ।', change: 'preparing' },
    steps: {
      'Ordenar mensajes, fotos y fechas de trabajo en una sola carpeta': 'सन्देश, फोटो र मिति एउटै फाइलमा मिलाउने',
    },
  })
  await inHerOwnWords(world, file, {
    ...{ need: 'mind', language: 'ne', words: 'एक रात पूरै सुत्न पाऊँ।', change: 'thinking' },
  })
  const interpreted = { ...spoken, language: 'ne', interpreter: 'professional', interpreter_who: 'INT-NE-2' } as const
  await anAgreedPlan(world, file, {
    ...{ number: 1, days: 60, agreement: interpreted },
    answers: [
      { by: staff.teresa, days: 57, answer: 'approved', words: 'De acuerdo. Bien que la intérprete sea la suya.' },
    ],
  })
  const friday = { ...interpreted, disagreed: 'शुक्रबार होइन, त्यो दिन काम सिक्न जान्छु।' }
  await anAgreedPlan(world, file, { number: 2, days: 2, agreement: friday })
  await somePathMoves(world, file, [
    {
      ...{ days: 92, path: 'insertion', step: 'welcome', her_view: 'agrees' },
      reason: 'Tiene cama y una persona de referencia; lo demás, cuando quiera.',
      missing: ['plan_agreed'],
    },
    {
      ...{ days: 50, path: 'insertion', step: 'recovery', her_view: 'wants' },
      reason: 'Duerme, come y cocina los domingos. Dice que ya no cuenta los días.',
      missing: ['no_open_protocol'],
    },
  ])
}

const nasrin = async (world: World, { staff }: Cast, file: ACase) => {
  await inHerOwnWords(world, file, {
    ...{ need: 'work', language: 'bn', words: 'আমার নামের লেবেল দেওয়া পোশাক সেলাই করতে চাই।', change: 'doing' },
    why: 'যাতে আমার ছেলে জানে মা কী করে।',
  })
  const signed = { how: 'signed', copy: 'taken', language: 'bn', interpreter: 'not_needed' } as const
  await anAgreedPlan(world, file, {
    ...{ number: 1, days: 38, agreement: { ...signed, interpreter_who: '', disagreed: '' } },
    answers: [
      { by: staff.teresa, days: 36, answer: 'returned', words: '¿Quién va con ella el día de la firma?' },
      { by: staff.carmen, days: 30, answer: 'approved', words: '' },
    ],
  })
  const step = (days: number, name: string, reason: string) => ({
    ...{ days, path: 'insertion', step: name, her_view: 'wants' as const, reason },
  })
  await somePathMoves(world, file, [
    step(205, 'welcome', 'Llegada de la mano de una compañera de taller.'),
    step(170, 'recovery', 'Quiere empezar a coser otra vez.'),
    step(110, 'preparation', 'Curso de patronaje.'),
    step(22, 'work', 'La cooperativa le ofrece un contrato.'),
  ])
  await aNeedWithoutGoal(world, file, {
    ...{ need: 'mind', reason: 'not_wanted', days: 20 },
    words: 'Dice que coser es su manera de estar bien. Se le vuelve a preguntar cuando quiera.',
  })
}

const sarita = (world: World, _: Cast, file: ACase) =>
  somePathMoves(world, file, [
    {
      ...{ days: 55, path: 'return', step: 'wish', her_view: 'wants' },
      reason: 'Lo ha decidido con su hermana por teléfono, y lo ha dicho tres veces con calma.',
    },
    {
      ...{ days: 30, path: 'return', step: 'assessment', her_view: 'wants' },
      reason: 'Empezamos a mirar si el regreso es seguro.',
      missing: ['plan_agreed'],
    },
    {
      ...{ days: 9, path: 'return', step: 'preparation', her_view: 'wants' },
      reason: 'El equipo de allí la espera en el aeropuerto. Faltan papeles y los sabe.',
      missing: ['safety_plan'],
    },
  ])

const anjali = (world: World, _: Cast, file: ACase) =>
  somePathMoves(world, file, [
    {
      ...{ days: 2, path: 'minor', step: 'protection', her_view: 'unsure' },
      reason: 'Puede tener menos de 18. Primero, que esté a salvo y la escuchemos.',
    },
  ])

const plans: Record<string, (world: World, cast: Cast, file: ACase) => Promise<unknown>> = {
  ...{ Maya: maya, Nasrin: nasrin, Sarita: sarita, Anjali: anjali },
}

export const agreePlans = async (world: World, cast: Cast, files: ReadonlyMap<string, ACase>): Promise<void> => {
  for (const [alias, tell] of Object.entries(plans)) {
    const file = files.get(alias)
    if (!file) throw new Error(`nobody is called ${alias}`)
    await tell(world, cast, file)
  }
}
