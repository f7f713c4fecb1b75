// Invented people from Pakistan. Nobody here exists.
import type { Told } from '../person.ts'

export const pakistan: Told[] = [
  {
    alias: 'Zainab',
    country: 'PK',
    languages: ['ur', 'pa'],
    age: 19,
    gender: 'woman',
    form: 'forced_marriage',
    office: 'madrid',
    worker: 'lucia',
    team: ['beatriz', 'ines', 'sunita'],
    stage: 'support',
    opened: 74,
    card: { irregular_status: 'no' },
    contact: {
      channels: [
        {
          channel: 'through_someone',
          where: 'Orientadora del instituto',
          from_hour: 9,
          to_hour: 14,
          who_else: 'Solo la orientadora',
        },
      ],
      code_word: 'granada',
      if_someone_else_answers: 'No decir nada de la asociación.',
      language: 'ur',
    },
    diary: `
      74 story: Fue ella quien buscó en internet «no quiero casarme» desde el ordenador del instituto. La orientadora nos llamó con su permiso. Habla muy claro y pide que escribamos lo que dice sin adornos.
      72 safety: Vive en una casa protegida. Su hermano mayor conoce el barrio anterior. No publicar fotos de actividades en las que salga.
      60 mind beatriz: Echa de menos a su madre. Trabajamos cómo querer a alguien sin estar cerca.
      41 law ines: Medidas civiles posibles y renovación de su documentación, pendiente de confirmar con la abogada.
      15 learning sunita: Prepara el B1. Lee cuentos a las pequeñas de la casa.
      4 home: La casa actual cierra en enero por obras. Hay que buscar otra con tiempo; se lo hemos dicho hoy, antes de que lo oiga por otro lado.`,
    needs: `
      70 4413 3221 321-: safety, housing, family
      12 3212 2111 211-: housing, learning`,
    plan: `
      review 12 due 8
      housing 10: «Un sitio que no se cierre de repente.»
        - due 0: Llamar a las dos casas que tienen plaza en enero
        - due 6: Visitar con ella la que prefiera
      safety 70: «Ir a clase sin mirar atrás.»
        - due -3: Repasar el plan de seguridad con la orientadora
        - due -50 done 52: Cambiar el trayecto y el horario de entrada`,
    shared: `
      shelter housing this_month 3, consent 4+90 identity safety home: Joven de 19 años. Su casa cierra en enero. Estudia B1 y quiere seguir en el mismo instituto.`,
  },
  {
    alias: 'Imran',
    country: 'PK',
    languages: ['ur', 'en'],
    age: 36,
    gender: 'man',
    form: 'restaurant',
    office: 'sevilla',
    worker: 'elena',
    team: ['manuel'],
    stage: 'plan',
    opened: 52,
    card: { interpreter_needed: false, irregular_status: 'yes' },
    diary: `
      52 story: Cuatro años en un local de comida rápida de un conocido de su familia. Empezó cobrando; acabó debiendo. Le duele más la amistad rota que el dinero.
      47 money: Cuentas hechas con él: según su libreta le deben unas 9.400 horas. Él mismo se sorprende del número.
      20 health: Tensión alta. Medicación y control cada mes en su centro de salud.
      6 law: Cita con la clínica jurídica pedida. Vías de reclamación, pendiente de confirmar con la abogada.`,
    needs: `
      45 2221 4421 344-: legal, money, work`,
    plan: `
      review 45 due 5
      legal 45: «Que un juez vea mi libreta.»
        - due 9: Pasar la libreta a una tabla con fechas
      work 45: «Conducir un autobús.»
        - due 20 person: Preguntar qué hace falta para canjear el permiso de conducir`,
    shared: `
      law legal this_week 6, consent 7+60 identity story law: Reclamación de horas impagadas durante cuatro años. Trae libreta.
        - declined 4 full: Este mes no podemos abrir más expedientes. Volved a preguntar el 1 de diciembre.`,
  },
  {
    alias: 'Bilal',
    country: 'PK',
    languages: ['ur'],
    age: 15,
    gender: 'man',
    form: 'forced_begging',
    office: 'almeria',
    worker: 'nuria',
    stage: 'detection',
    opened: 3,
    card: { irregular_status: 'unknown' },
    diary: `
      3 story: Aviso de un profesor: falta los viernes y el profesor lo ha visto pidiendo en el mercado con una carpeta plastificada, vigilado desde una furgoneta. Nadie de nosotros ha hablado aún con él.
      2 safety: Es menor. Comunicado a la entidad de protección y a la fiscalía. Acordado con el instituto que nadie le pregunte en el pasillo ni llame a casa.`,
    plan: `
      safety 2: (Todavía no lo ha dicho él. Lo preguntaremos cuando esté a salvo.)
        - due 0: Reunión con la entidad de protección a las 12
        - due 2: Reservar intérprete de urdu, hombre, de fuera de la provincia`,
  },
  {
    alias: 'Farida',
    country: 'PK',
    languages: ['ur', 'pa'],
    age: 42,
    gender: 'woman',
    form: 'domestic_servitude',
    office: 'madrid',
    worker: 'amina',
    team: ['beatriz', 'ines'],
    stage: 'support',
    opened: 156,
    card: { irregular_status: 'yes' },
    diary: `
      156 story: Vino como «cuñada» de la familia para la que trabajaba. Cuatro años sin salir sola. Una vecina aprendió tres frases en urdu para poder preguntarle si estaba bien.
      140 health: Diabetes sin tratar. Ahora con pauta y glucómetro; se pincha ella misma.
      85 mind beatriz: Tiene pesadillas los jueves, día en que volvía el señor. Los jueves hacemos sesión por la mañana y paseo por la tarde.
      30 law ines: Ha firmado la designación de abogada. Estado del procedimiento, pendiente de confirmar con la abogada.
      13 home: Se encarga del huerto de la casa. Ha plantado cilantro.`,
    needs: `
      150 4334 3432 23-3: health, mind, documents
      35 1122 3321 22-2: documents, language`,
    plan: `
      review 35 due 12
      documents 100: «No ser la cuñada de nadie en un papel.»
        - due -8 ines: Presentar la solicitud con su nombre completo
      mind 85: «Que los jueves sean un día normal.»
        - due 5 beatriz: Sesión de los jueves
      language 30: «Hablar con la médica sin que otra hable por mí.»
        - due 7 person: Ir a la clase de los lunes`,
    shared: `
      health health this_week 145, consent 146+90 identity health: Diabetes sin seguimiento. Pide doctora. Urdu.
        - accepted 144: Cita mañana a las diez con la doctora.
        - ended 60 need_met: Control estable; sigue en su centro de salud.`,
  },
  {
    alias: 'Usman',
    country: 'PK',
    languages: ['ur', 'es'],
    age: 29,
    gender: 'man',
    form: 'agriculture',
    office: 'almeria',
    worker: 'faisal',
    stage: 'follow_up',
    opened: 420,
    closed: 45,
    card: { interpreter_needed: false, irregular_status: 'no' },
    diary: `
      420 story: Recogida de lechuga por cuadrillas. El jefe de cuadrilla cobraba por él y le daba lo que quería.
      240 work: Contrato en una empresa de mantenimiento de parques.
      46 story: Última conversación de seguimiento. Ofrece traducir para otros. Cerramos con su acuerdo.`,
    later: `
      1 due -210 done 208 yes yes yes: Contento con los compañeros.
      3 due -150 done 149 yes yes yes: Ha alquilado un piso con su primo.
      6 due -60 done 58 yes yes yes: «Ya no sueño con lechugas.»`,
  },
]
