// Invented people from Bangladesh. Nobody here exists.
import type { Told } from '../person.ts'

export const bangladesh: Told[] = [
  {
    alias: 'Rahim',
    country: 'BD',
    languages: ['bn'],
    age: 30,
    gender: 'man',
    form: 'restaurant',
    office: 'madrid',
    worker: 'lucia',
    team: ['ines'],
    stage: 'first_contact',
    opened: 9,
    card: { irregular_status: 'yes' },
    diary: `
      9 story: Llega por el aviso de un compañero. Friega platos en un local del centro; le dicen que debe 11.000 euros del viaje y que cada día que falta suma. Escucha mucho y habla poco. Vuelve cuando puede.
      8 safety: Sigue durmiendo encima del local, con la puerta cerrada por fuera algunas noches. Se le explica qué hacer si hay peligro: 112, en qué calle está y qué decir en español. Ha aprendido la frase. Él decide el momento de salir.
      2 law ines: Explicados derechos básicos, también los de quien no tiene papeles. Alcance y plazos, pendiente de confirmar con la abogada.`,
    plan: `
      safety 8: «Salir sin que lo sepan hasta la noche.»
        - due -1: Preparar con él el día de salida y el lugar donde dormirá
        - due 0: Confirmar plaza de emergencia para este fin de semana`,
    needs: `
      4 4423 4432 244-: safety, housing, money`,
    shared: `
      shelter housing today 2, consent 2+30 identity safety home, spoken: Hombre solo. Sale en los próximos días, posiblemente de noche. Habla bengalí.
        - declined 1 not_whom_we_admit: Somos casa de mujeres. Os pasamos el teléfono de un recurso para hombres que contesta de noche.`,
  },
  {
    alias: 'Shirin',
    country: 'BD',
    languages: ['bn', 'hi'],
    age: 28,
    gender: 'woman',
    form: 'domestic_servitude',
    office: 'madrid',
    worker: 'amina',
    team: ['ines'],
    stage: 'assessment',
    opened: 27,
    card: { irregular_status: 'yes' },
    diary: `
      27 story: Cuidaba a una señora mayor de noche y limpiaba tres casas de día. La hija de la señora le quitó el móvil «para que descansara». Recuerda cada turno con precisión.
      25 health: Agotamiento. Seis semanas sin un día libre. Duerme doce horas seguidas en la casa y pregunta si está permitido.
      14 identity: Pasaporte en vigor, consigo. Lo guarda cosido en el forro de la chaqueta y no quiere cambiarlo de sitio.`,
    needs: `
      13 3223 3342 243-: housing, language, money`,
    plan: `
      review 13 due 15
      housing 13: «Un sitio donde descansar sin pedir permiso.»
        - due 1: Revisar con ella si quiere quedarse en la casa o cambiar`,
    shared: `
      shelter housing this_week 25, consent 26+60 identity safety home: Mujer sola, muy cansada. Necesita silencio los primeros días.
        - accepted 25: Habitación individual hasta fin de mes.`,
  },
  {
    alias: 'Kamal',
    country: 'BD',
    languages: ['bn'],
    age: 23,
    gender: 'man',
    form: 'agriculture',
    office: 'almeria',
    worker: 'faisal',
    team: ['irene'],
    stage: 'plan',
    opened: 58,
    card: { irregular_status: 'yes' },
    diary: `
      58 story: Cruzó varios países; del viaje solo quiere decir que fueron once meses. En el campo cobraba en vales para la tienda del mismo dueño.
      50 health: Sarna tratada, él y sus tres compañeros de piso. Pide que no conste en ningún papel que vea otro: se queda en esta sección.
      31 law irene: Relato recogido una sola vez, con intérprete. Lo demás, pendiente de confirmar con la abogada.
      9 work: No quiere volver al plástico. Le gusta la panadería.`,
    needs: `
      44 3231 4442 343-: documents, language, work`,
    plan: `
      review 30 due -2
      language 44: «Entender lo que firmo.»
        - due -6: Matricularle en alfabetización en español
        - due 4 person: Ir a la primera clase y contar qué tal
      legal 40: «Que el abogado me diga la verdad, aunque sea mala.»
        - due 10 irene: Reunión con intérprete para explicar las opciones`,
  },
  {
    alias: 'Nasrin',
    country: 'BD',
    languages: ['bn', 'es'],
    age: 35,
    gender: 'woman',
    form: 'workshop',
    office: 'madrid',
    worker: 'lucia',
    team: ['marcos', 'sunita'],
    stage: 'learning_and_work',
    opened: 230,
    card: { interpreter_needed: false, irregular_status: 'no' },
    contact: {
      channels: [
        { channel: 'sms', where: 'Su móvil', from_hour: 9, to_hour: 19, who_else: 'Su hermano lo coge a veces' },
      ],
      if_someone_else_answers: 'Preguntar por el curso de patronaje.',
      language: 'bn',
    },
    diary: `
      230 story: Taller de costura en un bajo sin ventanas. Trabajaban y dormían allí nueve personas; les cobraban la máquina. Salió en una inspección de la que no sabía nada.
      170 law: Declaró como testigo, con acompañamiento. Situación administrativa y fechas, pendiente de confirmar con la abogada.
      90 learning sunita: Supera el A2. Escribe cartas largas y bonitas.
      35 work marcos: Una cooperativa de arreglos busca persona con su nivel. La visita con ella: luz, contrato y descanso a media mañana.
      5 work: Firma el lunes. Ha leído el contrato entero en voz alta antes de decir que sí.`,
    needs: `
      220 4322 4332 343-: housing, legal, work
      40 1111 2111 221-: work, money`,
    plan: `
      review 40 due 19
      work 180: «Coser vestidos con mi nombre en la etiqueta.»
        - due 2 marcos: Acompañarla el día de la firma
        - due -20 done 22 marcos: Visitar la cooperativa
      money 40: «Ahorrar para traer a mi hijo.»
        - due 14 marcos: Hacer juntos el presupuesto con el primer sueldo`,
    shared: `
      workshop work can_wait 100, consent 102+90 identity learning work: Costurera con experiencia. Quiere aprender patronaje.
        - accepted 96: Curso de patronaje, seis semanas.
        - ended 40 need_met: Termina el curso. La mejor mano del grupo.`,
  },
  {
    alias: 'Jahid',
    country: 'BD',
    languages: ['bn'],
    age: 17,
    gender: 'man',
    form: 'forced_begging',
    office: 'madrid',
    worker: 'amina',
    team: ['ines'],
    stage: 'first_contact',
    opened: 11,
    card: { age_in_doubt: true, irregular_status: 'yes' },
    diary: `
      11 story: Vendía flores y pedía en terrazas para un adulto que recogía el dinero a las dos de la mañana. Dice 19 años; a ratos dice 16. Mientras se aclara, se le trata como menor, y se le explica por qué.
      10 law ines: Presunción de minoría de edad comunicada. Determinación de edad y representación legal, pendiente de confirmar con la abogada.
      6 safety: El adulto pasó dos veces por delante del centro. Cambiado el horario de salida y avisado el centro.
      2 learning: Pide un cuaderno. Escribe su nombre en tres alfabetos.`,
    needs: `
      4 3422 3343 223-: safety, language`,
    plan: `
      safety 4: «Que no me encuentre.»
        - due 1: Acordar con el centro quién le acompaña por las tardes
        - due 3 ines: Preguntar quién es su representante legal y desde cuándo`,
    shared: `
      consent law legal 8+30 identity story law, guardian, written`,
  },
  {
    alias: 'Salma',
    country: 'BD',
    languages: ['bn', 'en'],
    age: 26,
    gender: 'woman',
    form: 'forced_marriage',
    office: 'madrid',
    worker: 'david',
    stage: 'follow_up',
    opened: 300,
    card: { interpreter_needed: false, irregular_status: 'no' },
    contact: {
      channels: [
        { channel: 'email', where: 'Su correo de la universidad', from_hour: 8, to_hour: 22, who_else: 'Nadie' },
      ],
      language: 'en',
    },
    diary: `
      300 story: Casada a los diecinueve con quien no eligió; traída después y encerrada en un piso. Se fue el día en que él cambió de turno.
      160 law: Divorcio en curso con abogada de oficio; estado y fechas, pendiente de confirmar con la abogada.
      100 work: Trabaja media jornada en una librería y ha vuelto a matricularse en biología.`,
    needs: `
      290 4413 4311 233-: safety, legal, housing`,
    later: `
      1 due -69 done 68 yes yes yes: Aprobó el primer parcial.
      3 due -8
      6 due 83
      12 due 265`,
  },
]
