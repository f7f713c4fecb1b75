// Invented people from Nigeria. Nobody here exists.
import type { Told } from '../person.ts'

export const nigeria: Told[] = [
  {
    alias: 'Blessing',
    country: 'NG',
    languages: ['en', 'bin'],
    age: 23,
    gender: 'woman',
    form: 'sexual_exploitation',
    office: 'sevilla',
    worker: 'grace',
    team: ['manuel'],
    stage: 'support',
    opened: 134,
    card: { interpreter_needed: false, irregular_status: 'yes' },
    contact: {
      channels: [{ channel: 'chat', where: 'Móvil nuevo', from_hour: 12, to_hour: 21, who_else: 'Nadie' }],
      code_word: 'plátano',
      language: 'en',
    },
    diary: `
      134 story: Viene con una mediadora de su confianza. Le exigen una deuda de 30.000 euros y hubo un juramento antes del viaje. No se discute si el juramento vale: se le pregunta qué significa para ella y qué le daría tranquilidad.
      130 safety: La mujer a la que debe conoce a su hermana pequeña. Su madre ya está avisada y la niña duerme en casa de una tía.
      95 health: Seguimiento ginecológico voluntario en la consulta. Los resultados son suyos y no constan aquí.
      70 mind manuel: Habló con una pastora que ella eligió. Dice que el peso bajó «de saco a bolsa».
      33 law: Decidió declarar; lo hizo en una sola sesión, acompañada. Protección de testigos y estancia, pendiente de confirmar con la abogada.
      8 learning: Empieza peluquería en enero. Ya peina a media casa.`,
    needs: `
      126 4424 3321 24-4: safety, mind, family
      28 1212 2211 32-2: work, money`,
    plan: `
      review 28 due 16
      mind 120: «Que el juramento no mande más que yo.»
        - due 4 manuel: Sesión quincenal
      work 28: «Tener mi salón algún día.»
        - due -1: Enviar la matrícula del curso de peluquería
        - due 11 person: Visitar el taller y preguntar por las prácticas`,
    shared: `
      law legal this_week 60, consent 62+90 identity story law: Va a declarar. Pide abogada y que no le hagan repetir lo contado.
        - accepted 59: La acompaña Álvaro el jueves.
        - ended 30 need_partly_met: Declaración hecha. Queda seguir el procedimiento.
      workshop learning can_wait 7, consent 8+60 identity learning work: Quiere aprender peluquería. Inglés y español A2.`,
  },
  {
    alias: 'Joy',
    country: 'NG',
    languages: ['en'],
    age: 27,
    gender: 'woman',
    form: 'sexual_exploitation',
    office: 'sevilla',
    worker: 'grace',
    stage: 'learning_and_work',
    opened: 280,
    card: { interpreter_needed: false, irregular_status: 'no' },
    contact: {
      channels: [{ channel: 'call', where: 'Su móvil', from_hour: 9, to_hour: 22, who_else: 'Nadie' }],
      language: 'en',
      voicemail: true,
    },
    diary: `
      280 story: Salió por su cuenta y pasó un año trabajando en limpieza antes de venir. Viene a «poner orden», no a pedir.
      190 learning: Curso de atención sociosanitaria: diploma en la pared de su cuarto.
      50 work: Contrato de ayuda a domicilio. Una de las señoras la espera con café.
      12 money: Cuenta bancaria abierta al tercer intento y en la tercera oficina. Guardamos el escrito que presentamos por si le sirve a otra.`,
    needs: `
      270 2211 3211 343-: work, documents, money
      55 1011 1101 121-: money`,
    plan: `
      review 55 due 35
      money 200 reached: «Que el banco me trate de usted.»
        - due -14 done 12: Tercera visita al banco con el escrito`,
    shared: `
      workshop learning this_month 250, consent 252+90 identity learning work: Quiere formarse en atención sociosanitaria.
        - accepted 245: Admitida en el grupo de octubre.
        - ended 190 need_met: Diploma con nota alta.`,
  },
  {
    alias: 'Precious',
    country: 'NG',
    languages: ['en'],
    age: 17,
    gender: 'woman',
    form: 'sexual_exploitation',
    office: 'sevilla',
    worker: 'grace',
    team: ['manuel'],
    stage: 'assessment',
    opened: 16,
    card: { age_in_doubt: true, interpreter_needed: false, irregular_status: 'yes' },
    diary: `
      16 story: Adolescente que llegó por mar hace tres meses. Quienes la acompañaban la presentaron como mayor de edad. No se le pregunta por el viaje; ella pregunta por el mar de aquí.
      15 safety: Se la trata como menor. En centro de protección; visitas solo con acuerdo de la entidad. Sin móvil por ahora, decisión explicada y revisada cada semana.
      9 health: Revisión con pediatra; vacunas al día.
      5 mind manuel: Primer encuentro, jugando a las cartas. Gana.`,
    needs: `
      6 3422 3314 122-: safety, learning`,
    plan: `
      safety 5: «Saber quién abre la puerta.»
        - due 0: Enseñarle el centro con la educadora de noche
      learning 5: «Ir a clase de baile.»
        - due 6: Preguntar por la escuela municipal de danza`,
    shared: `
      consent health health 13+60 identity health, guardian, written`,
  },
  {
    alias: 'Osas',
    country: 'NG',
    languages: ['en', 'fr'],
    age: 31,
    gender: 'man',
    form: 'agriculture',
    office: 'almeria',
    worker: 'faisal',
    stage: 'first_contact',
    opened: 7,
    card: { interpreter_needed: false, irregular_status: 'yes' },
    diary: `
      7 story: Se acercó a la mesa informativa de la plaza. Vive en un asentamiento y trabaja para quien le alquila la chabola. Quiere saber qué derechos tiene antes de contar nada.
      6 law: Entregada y leída juntos la hoja de derechos laborales. Lo demás, pendiente de confirmar con la abogada.`,
    plan: `
      legal 6: «Primero quiero entender. Luego ya veremos.»
        - due -1: Volver a la plaza el viernes con la hoja en francés`,
  },
  {
    alias: 'Favour',
    country: 'NG',
    languages: ['en', 'es'],
    age: 30,
    gender: 'woman',
    form: 'sexual_exploitation',
    office: 'sevilla',
    worker: 'grace',
    stage: 'follow_up',
    opened: 380,
    card: { interpreter_needed: false, has_children_with_her: true, irregular_status: 'no' },
    contact: {
      channels: [{ channel: 'chat', where: 'Su móvil', from_hour: 10, to_hour: 20, who_else: 'Su hijo juega con él' }],
      language: 'es',
    },
    diary: `
      380 story: Llegó embarazada de siete meses. Su hijo nació en mayo; acompañamos el parto porque así lo pidió.
      200 home: Piso de alquiler social. La vecina del segundo cuida al niño los martes.
      120 work: Trabaja en la cocina de un colegio, con el mismo horario que la escuela infantil.`,
    needs: `
      370 4322 3322 344-: children, housing, safety`,
    later: `
      1 due -88 done 86 yes yes yes: El niño ya anda. Todo bien.
      3 due -27 done 25 yes yes unknown: Vio de lejos a alguien de antes. Revisamos el plan de seguridad; sigue tranquila.
      6 due 64
      12 due 247`,
    shared: `
      consent health health 370+90 identity health`,
  },
  {
    alias: 'Gift',
    country: 'NG',
    languages: ['en', 'bin'],
    age: 25,
    gender: 'woman',
    form: 'domestic_servitude',
    office: 'sevilla',
    worker: 'grace',
    team: ['manuel'],
    stage: 'return',
    opened: 108,
    card: { interpreter_needed: false, irregular_status: 'yes' },
    diary: `
      108 story: Cuidaba a cuatro niños en una casa donde nadie la llamaba por su nombre. Eligió «Gift» para nosotros.
      50 return: Duda entre volver y quedarse. Hacemos dos listas, una por semana, y las comparamos.
      18 return: Ha elegido volver en primavera, si su madre mejora. Lo revisamos cada mes; puede decir que no hasta el último día.
      17 law: Retorno voluntario y compatibilidad con la reclamación de salarios, pendiente de confirmar con la abogada.`,
    needs: `
      100 3213 3211 244-: family, money, mind`,
    plan: `
      review 18 due 11
      family 50: «Ver a mi madre sin llegar con las manos vacías.»
        - due 8: Preguntar qué apoyo de reintegración hay en su ciudad
        - due 21 person: Llamar a su madre y preguntarle qué piensa`,
    shared: `
      consent law legal 70+40 identity story law
      consent shelter shelter 100+90 identity home, withdrawn 40`,
  },
]
