// Invented people from Romania. Nobody here exists.
import type { Told } from '../person.ts'

export const romania: Told[] = [
  {
    alias: 'Ioana',
    country: 'RO',
    languages: ['ro', 'es'],
    age: 22,
    gender: 'woman',
    form: 'sexual_exploitation',
    office: 'sevilla',
    worker: 'elena',
    team: ['manuel'],
    stage: 'first_contact',
    opened: 8,
    card: { interpreter_needed: false, irregular_status: 'no' },
    diary: `
      8 story: Viene por la recepcionista de un hotel, que le dio nuestra tarjeta dentro de un mapa. Su «novio» lleva las cuentas y el teléfono. Ella no sabe si quiere dejarle; sabe que quiere dormir sola.
      7 safety: Solo puede venir cuando él está en el gimnasio, martes y viernes. Ningún mensaje. Si no viene, no se la busca: vuelve ella.
      1 health: Acepta una cita médica. Pide que la acompañe Elena y que no conste el hotel.`,
    plan: `
      safety 7: «Una noche entera para mí.»
        - due 0: Preparar con ella una bolsa con lo imprescindible
        - due 3: Acompañarla a la cita médica`,
    shared: `
      consent health health 1+30 identity health, spoken`,
  },
  {
    alias: 'Marian',
    country: 'RO',
    languages: ['ro'],
    age: 52,
    gender: 'man',
    form: 'forced_begging',
    office: 'sevilla',
    worker: 'elena',
    team: ['manuel'],
    stage: 'support',
    opened: 87,
    card: { irregular_status: 'no' },
    diary: `
      87 story: Tiene una pierna amputada desde los veinte años. Le trajeron «a trabajar de vigilante» y le pusieron en la puerta de un supermercado doce horas al día. Le quitaban la silla por la noche.
      80 home: Habitación adaptada en un centro. Lo primero que hizo fue cambiar la cerradura del armario.
      55 health: Prótesis en trámite en el hospital. Rehabilitación dos veces por semana.
      22 mind manuel: Cuenta chistes sobre el supermercado. Cuando deja de contarlos, sabemos que hay que parar.
      9 money: Pensión no contributiva: requisitos comprobados con la trabajadora social; faltan dos papeles.`,
    needs: `
      82 3231 2332 134-: health, money, documents`,
    plan: `
      review 22 due 14
      health 80: «Andar hasta el río.»
        - due 5: Llamar a la unidad de prótesis por la segunda prueba
      money 60: «Que la calle no sea mi sueldo.»
        - due -4: Pedir los dos papeles que faltan a su ayuntamiento en Rumanía`,
    shared: `
      health health this_month 70, consent 72+90 identity health: Amputación antigua; necesita valoración para prótesis. Rumano.
        - accepted 68: Le valoramos el lunes.`,
  },
  {
    alias: 'Mihaela',
    country: 'RO',
    languages: ['ro', 'es'],
    age: 33,
    gender: 'woman',
    form: 'forced_begging',
    office: 'sevilla',
    worker: 'elena',
    stage: 'plan',
    opened: 43,
    card: { has_children_with_her: true, interpreter_needed: false, irregular_status: 'no' },
    contact: {
      channels: [
        {
          channel: 'through_someone',
          where: 'Tutora de su hijo mayor',
          from_hour: 9,
          to_hour: 13,
          who_else: 'La tutora',
        },
      ],
      language: 'ro',
    },
    diary: `
      43 story: Expediente de familia: Mihaela, su hermana Sorina y tres niños de 11, 7 y 2 años. Un primo político las trajo y repartía a cada una en una esquina, con un niño cada una «porque da más». Viven ahora los cinco juntos y no quieren separarse: es lo primero que piden.
      40 safety: El primo tiene denuncias anteriores. Los niños saben a quién llamar y no abren la puerta.
      34 home: Apartamento familiar temporal, hasta febrero.
      20 learning: Los dos mayores van al colegio del barrio. El de 11 no había ido nunca; ya escribe su nombre y el de sus hermanos.
      6 money: Ayuda de comedor concedida. Falta la de material.`,
    needs: `
      36 3411 2132 244-: children, housing, safety`,
    plan: `
      review 36 due 0
      children 36: «Que mis hijos no pidan nunca más.»
        - due -2: Solicitar la ayuda de material escolar
        - due 9: Reunión con la orientadora por el mayor
      housing 36: «Los cinco en la misma casa.»
        - due 18: Buscar alquiler social familiar para febrero`,
    shared: `
      consent shelter shelter 42+90 identity safety home`,
  },
  {
    alias: 'Andrei',
    country: 'RO',
    languages: ['ro', 'es'],
    age: 14,
    gender: 'man',
    form: 'forced_crime',
    office: 'sevilla',
    worker: 'elena',
    team: ['manuel'],
    stage: 'assessment',
    opened: 21,
    card: { interpreter_needed: false, irregular_status: 'no' },
    diary: `
      21 story: Catorce años. Los adultos con los que viajaba le mandaban coger carteras en los trenes. Detenido tres veces; la cuarta, una abogada de guardia preguntó quién le esperaba fuera.
      19 law: Principio de no punición de los menores explotados: cómo alegarlo, pendiente de confirmar con la abogada. Mientras, se pide que no vuelva a declarar sin asistencia.
      12 mind manuel: Desconfía de los adultos que sonríen. Jugamos al ajedrez sin sonreír.
      4 learning: Lee bien. Ha pedido un libro «que no sea de niños».`,
    needs: `
      10 3313 4213 22-4: legal, family, learning`,
    plan: `
      legal 10: «Que pongan que yo no quería.»
        - due 3: Enviar el informe de indicios a su abogada
      learning 10: «Jugar en un equipo de ajedrez.»
        - due 7: Preguntar en el club municipal`,
    shared: `
      law legal today 18, consent 19+60 identity story law, guardian, written: Menor de 14 años explotado para hurtos. Hay vista el mes que viene.
        - accepted 18: Asumimos la defensa con la abogada de guardia.`,
  },
  {
    alias: 'Crina',
    country: 'RO',
    languages: ['ro', 'es'],
    age: 40,
    gender: 'woman',
    form: 'agriculture',
    office: 'almeria',
    worker: 'nuria',
    stage: 'follow_up',
    opened: 360,
    closed: 30,
    card: { interpreter_needed: false, irregular_status: 'no' },
    diary: `
      360 story: Tres campañas en la misma finca. La tercera sin cobrar, con la amenaza de contarle a su marido cosas que no eran verdad.
      200 law: Acuerdo de pago de los salarios alcanzado con mediación.
      31 home: Vive en otra provincia, con su hija. Pide que cerremos y que guardemos su carta.`,
    later: `
      1 due -165 done 164 yes yes yes: Trabaja en una conservera.
      3 due -104 done 100
      6 due -40 done 39 yes yes yes: La hija ha entrado en la universidad.`,
  },
]
