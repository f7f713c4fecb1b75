// Invented people from India. Nobody here exists.
import type { Told } from '../person.ts'

export const india: Told[] = [
  {
    alias: 'Harpreet',
    country: 'IN',
    languages: ['pa', 'hi'],
    age: 26,
    gender: 'man',
    form: 'agriculture',
    office: 'almeria',
    worker: 'faisal',
    team: ['irene'],
    stage: 'assessment',
    opened: 24,
    card: { irregular_status: 'yes' },
    diary: `
      24 story: Vino con visado de temporada que el intermediario dejó caducar. Cobró la mitad de lo acordado durante dos campañas; la otra mitad «para el billete». Habla en presente de la nave donde dormía, aunque ya no está allí.
      23 safety: Comparte piso con dos primos que siguen trabajando para el mismo encargado. Pide que no se le vea con nosotros en el pueblo. Nos vemos en la biblioteca de la capital.
      16 health: Golpe de calor en agosto sin atención médica. Revisión pedida con intérprete de panyabí.
      8 law irene: Tiene copia del primer contrato. Opciones de autorización y reclamación, pendiente de confirmar con la abogada.`,
    needs: `
      12 3321 4421 342-: work, documents, money`,
  },
  {
    alias: 'Lakshmi',
    country: 'IN',
    languages: ['ta', 'en'],
    age: 45,
    gender: 'woman',
    form: 'domestic_servitude',
    office: 'madrid',
    worker: 'lucia',
    team: ['marcos'],
    stage: 'follow_up',
    opened: 330,
    card: { irregular_status: 'no', interpreter_needed: false },
    contact: {
      channels: [
        {
          channel: 'call',
          where: 'Su móvil nuevo',
          from_hour: 16,
          to_hour: 20,
          who_else: 'Vive con una amiga que sabe quiénes somos',
        },
      ],
      code_word: 'jazmín',
      language: 'en',
      voicemail: false,
    },
    diary: `
      330 story: Siete años en la misma casa, en dos países. La familia la presentaba como «una tía». Nunca tuvo llave. Salió mientras ellos viajaban y llamó desde una farmacia.
      270 health: Operada de cataratas del ojo derecho. Dice que lo primero que quiso mirar fue el mar.
      180 law: Reconocida como interesada en su procedimiento; próximos pasos y fechas, pendiente de confirmar con la abogada.
      140 work marcos: Contrato de 30 horas en el comedor de una escuela. La jefa de cocina le pregunta por sus recetas.
      92 home: Se muda a un piso con una amiga. Lleva la llave colgada del cuello y se ríe de sí misma.`,
    needs: `
      320 4424 3411 244-: safety, housing, legal
      100 1111 2111 112-: work`,
    plan: `
      work 300 reached: «Trabajar ocho horas, y que las ocho horas se acaben.»
        - due -150 done 152 marcos: Preparar la entrevista del comedor escolar`,
    later: `
      1 due -61 done 60 yes yes yes: Va al trabajo andando. Ha comprado una planta.
      3 due 0
      6 due 91
      12 due 273`,
  },
  {
    alias: 'Simran',
    country: 'IN',
    languages: ['pa', 'es'],
    age: 20,
    gender: 'woman',
    form: 'forced_marriage',
    office: 'madrid',
    worker: 'lucia',
    team: ['beatriz', 'ines'],
    stage: 'plan',
    opened: 38,
    card: { interpreter_needed: false, irregular_status: 'no' },
    diary: `
      38 story: Estudia segundo de bachillerato de adultos. En verano la comprometieron con un primo y la boda estaba puesta para diciembre. Avisó a su profesora dos semanas antes del viaje. Quiere a sus padres y no quiere casarse: las dos cosas son verdad y así se recogen.
      36 safety: El viaje no llegó a hacerse. Dos tíos la buscan. No usar su teléfono ni sus redes. Solo en persona, en el centro de estudios o aquí.
      35 law ines: Pasaporte en lugar seguro, a petición suya. Medidas de protección posibles, pendiente de confirmar con la abogada.
      20 mind beatriz: Culpa y alivio por turnos. Nombrar ambas le ayuda. Tiene dos amigas firmes.
      7 learning: Se examina en enero. Necesita un lugar para estudiar por las tardes.`,
    needs: `
      33 3413 2200 321-: safety, learning, family`,
    plan: `
      review 20 due 6
      safety 33: «Que nadie decida con quién vivo.»
        - due -1: Revisar con ella el plan de seguridad del trayecto al centro
        - due 12 ines: Explicarle qué medidas hay y qué pasa con cada una
      learning 33: «Terminar el bachillerato en junio.»
        - due 3: Conseguir mesa en la sala de estudio de la biblioteca
        - due 17 person: Entregar el trabajo de historia
      mind 20: «Llorar menos en el metro.»
        - due 5 beatriz: Sesión semanal`,
    shared: `
      shelter housing this_week 4, consent 5+60 identity safety home: Joven de 20 años que estudia. Necesita una habitación donde nadie de su familia pueda llegar, cerca del metro si es posible.`,
  },
  {
    alias: 'Gurdeep',
    country: 'IN',
    languages: ['pa', 'en'],
    age: 33,
    gender: 'man',
    form: 'restaurant',
    office: 'sevilla',
    worker: 'elena',
    team: ['manuel'],
    stage: 'support',
    opened: 118,
    diary: `
      118 story: Trabajaba en dos restaurantes del mismo dueño, de once de la mañana a dos de la noche. El dueño guardaba su documentación en una caja fuerte «de todos».
      110 home: Habitación en un piso compartido. Prefiere no vivir con compatriotas por ahora.
      75 health: Lesión de muñeca por carga. Fisioterapia pública, ocho sesiones; termina en diciembre.
      40 mind manuel: Vergüenza ante su padre por «volver con las manos vacías». Trabajamos una carta que quizá no envíe.
      11 money: Primer mes con ingreso mínimo. Manda 60 euros a casa y se queda tranquilo.`,
    needs: `
      112 3222 3431 34-3: money, documents, work`,
    plan: `
      review 40 due 13
      money 100: «Mandar algo a mi padre cada mes, aunque sea poco.»
        - due 7: Revisar el presupuesto del mes con él
      documents 100: «Tener un papel con mi nombre.»
        - due -5: Recoger el justificante de la cita de extranjería`,
    shared: `
      health health this_month 80, consent 82+90 identity health: Dolor de muñeca tras meses de carga. Habla panyabí e inglés.
        - accepted 78: Le vemos el martes con intérprete.
        - ended 20 need_met: Alta de la consulta. Sigue con fisioterapia pública.`,
  },
  {
    alias: 'Meena',
    country: 'IN',
    languages: ['hi', 'en'],
    age: 39,
    gender: 'woman',
    form: 'domestic_servitude',
    office: 'madrid',
    worker: 'david',
    stage: 'detection',
    opened: 6,
    card: { irregular_status: 'unknown' },
    diary: `
      6 story: Aviso de una monitora de ludoteca. Meena acude cada día con una niña que no es suya y no se quita nunca el abrigo. Todavía no hemos hablado con ella: la monitora le ha dado la hora de una «clase de español» que existe de verdad.
      3 safety: Primer encuentro breve en la clase. Dice que solo puede venir los miércoles, media hora. No se hacen preguntas: se le dice qué hacemos y que la puerta está abierta.`,
  },
  {
    alias: 'Arjun',
    country: 'IN',
    languages: ['hi', 'es'],
    age: 19,
    gender: 'man',
    form: 'car_wash',
    office: 'madrid',
    worker: 'david',
    team: ['marcos', 'sunita'],
    stage: 'learning_and_work',
    opened: 145,
    card: { interpreter_needed: false },
    contact: {
      channels: [{ channel: 'chat', where: 'Su móvil', from_hour: 10, to_hour: 21, who_else: 'Nadie' }],
      language: 'es',
    },
    diary: `
      145 story: Lavadero de coches a mano, catorce horas, pagado «por coche» y casi nunca. Dormía en la furgoneta. Tiene mucho humor y lo usa para no hablar de ello; está bien así.
      100 learning sunita: Nivel A2 en cuatro meses. Ayuda a los nuevos en clase.
      45 learning: Empieza el curso de mecánica ligera en el taller aliado.
      10 work marcos: Prácticas acordadas para enero. Revisado el convenio: remuneradas y con seguro.`,
    needs: `
      138 4211 3333 442-: housing, work, learning
      30 1101 2112 222-: work`,
    plan: `
      review 30 due 30
      learning 120: «Arreglar coches, no lavarlos.»
        - due 2 marcos: Visita al taller para conocer a la tutora de prácticas
        - due -40 done 44: Matricularle en mecánica ligera`,
    shared: `
      workshop learning this_month 52, consent 55+90 identity learning work: Joven con mucha maña. Le interesa la mecánica. Español A2.
        - accepted 50: Empieza el lunes con el grupo de tarde.`,
  },
]
