// Invented people from Colombia. Nobody here exists.
import type { Told } from '../person.ts'

export const colombia: Told[] = [
  {
    alias: 'Valentina',
    country: 'CO',
    languages: ['es'],
    age: 28,
    gender: 'trans_woman',
    form: 'sexual_exploitation',
    office: 'madrid',
    worker: 'lucia',
    team: ['beatriz', 'ines', 'marcos'],
    stage: 'support',
    opened: 102,
    report: 'herself',
    card: { interpreter_needed: false, irregular_status: 'yes' },
    contact: {
      channels: [{ channel: 'chat', where: 'Su móvil', from_hour: 11, to_hour: 23, who_else: 'Nadie' }],
      code_word: 'arepa',
      language: 'es',
      voicemail: true,
    },
    diary: `
      102 story: Escribió ella misma desde la página pública y volvió con su resguardo tres veces antes de venir. Le cobraban la habitación por día y le guardaban el pasaporte «de garantía». Mujer trans; su nombre es Valentina en todas partes, también en las llamadas.
      98 safety: La dueña del piso tiene su dirección anterior. Vive con una amiga. Conoce el 112 y el plan de salida.
      90 health: Tratamiento hormonal retomado con endocrino público.
      61 mind beatriz: Duerme mejor desde que la puerta cierra por dentro. Quiere grupo, no solo sesiones individuales.
      44 law ines: Reconocimiento como posible víctima y rectificación del nombre en el expediente, pendiente de confirmar con la abogada.
      17 work marcos: Diez años de maquilladora. Le falta el certificado, no el oficio.`,
    needs: `
      96 3323 4400 234-: housing, documents, health
      20 2212 3300 132-: work, documents`,
    plan: `
      review 20 due 10
      work 20: «Maquillar novias.»
        - due -2 marcos: Preguntar por la acreditación de competencias en imagen personal
        - due 13 person: Hacer un álbum con diez trabajos
      documents 90: «Que me llamen por mi nombre en la cola.»
        - due 7 ines: Preparar el escrito de rectificación
      mind 60: «Reírme con otras como yo.»
        - due 0 beatriz: Confirmar el grupo de los sábados`,
    shared: `
      shelter housing this_week 95, consent 96+30 identity safety home: Mujer que necesita plaza tranquila por unas semanas.
        - declined 93 full: No hay plaza hasta septiembre. Nos gustaría conocerla entonces.
      shelter housing can_wait 22, consent 23+90 identity safety home: Mujer de 28 años, vive con una amiga. Busca piso compartido estable.
        - accepted 20: Tenemos habitación en el piso de autonomía desde el día 1.
      law legal this_month 20, consent 20+80 identity law: Necesita quien le prepare el escrito de la autorización.
        - accepted 19: La llevamos nosotras.`,
  },
  {
    alias: 'Yurani',
    country: 'CO',
    languages: ['es'],
    age: 24,
    gender: 'woman',
    form: 'sexual_exploitation',
    office: 'madrid',
    worker: 'amina',
    team: ['ines'],
    stage: 'assessment',
    opened: 15,
    card: { interpreter_needed: false, irregular_status: 'yes' },
    diary: `
      15 story: Rotaba cada veintiún días entre ciudades. Se bajó del autobús en Madrid y no volvió a subir. Trae una mochila y una libreta de recetas de su abuela.
      14 safety: La buscan por redes con un perfil falso. Ayudada a revisar la ubicación del móvil y a cambiar de número.
      7 money: No tiene deuda «según ellos, sí». Lo ponemos así, entre comillas, en sus papeles.`,
    needs: `
      6 4422 3300 243-: housing, safety, work`,
    plan: `
      review 6 due 22
      housing 6: «Quedarme en un mismo sitio un año.»
        - due 4: Presentar la solicitud de plaza de media estancia`,
    shared: `
      shelter housing this_week 13, consent 13+60 identity safety home, withdrawn 6: Mujer de 24 años. Necesita plaza esta semana.
        - accepted 12: Puede venir hoy.
        - withdrawn 6`,
  },
  {
    alias: 'Jhon',
    country: 'CO',
    languages: ['es'],
    age: 32,
    gender: 'man',
    form: 'construction',
    office: 'madrid',
    worker: 'david',
    team: ['marcos', 'ines'],
    stage: 'plan',
    opened: 36,
    card: { interpreter_needed: false, irregular_status: 'yes' },
    diary: `
      36 story: Le ofrecieron reformas con alojamiento. El alojamiento era la obra y el sueldo, «cuando cobre la empresa». Se cayó de un andamio y lo dejaron en la puerta de urgencias con otro nombre.
      33 health: Fractura de clavícula bien consolidada. Corregido el nombre en la historia clínica, con mucho papel.
      18 law ines: Accidente de trabajo no declarado: vías, pendiente de confirmar con la abogada.
      5 work marcos: Encofrador de primera. Puede certificar su experiencia.`,
    needs: `
      30 3131 4401 343-: legal, work, housing`,
    plan: `
      review 30 due 3
      legal 30: «Que conste que me caí yo, no otro.»
        - due 1 ines: Revisar el informe de urgencias corregido
      work 30: «Volver a la obra con casco y con contrato.»
        - due -7 marcos: Pedir cita para la acreditación profesional`,
    shared: `
      law legal this_month 14, consent 15+60 identity story law: Accidente laboral sin declarar. Trae informes.
        - accepted 11: Le citamos el 24.`,
  },
  {
    alias: 'Marisol',
    country: 'CO',
    languages: ['es'],
    age: 47,
    gender: 'woman',
    form: 'domestic_servitude',
    office: 'madrid',
    worker: 'david',
    team: ['marcos'],
    stage: 'learning_and_work',
    opened: 190,
    card: { interpreter_needed: false, irregular_status: 'no' },
    contact: {
      channels: [{ channel: 'call', where: 'Su móvil', from_hour: 15, to_hour: 21, who_else: 'Su hija' }],
      language: 'es',
      voicemail: true,
    },
    diary: `
      190 story: Interna en una casa en las afueras; los domingos le tocaba la casa del hijo. Lo cuenta ahora riéndose de la lista de tareas, que todavía conserva.
      100 learning: Título de cuidadora, con el curso de movilización de personas.
      30 work marcos: Dos ofertas revisadas: una pedía «disponibilidad total» y la descartó ella misma en la primera llamada.
      6 work: Empieza el día 1 en una residencia, turno de mañana.`,
    needs: `
      184 4211 3203 343-: work, housing, money
      32 1010 1001 221-: money`,
    plan: `
      review 32 due 26
      work 150: «Cuidar, pero con domingos.»
        - due 10 marcos: Llamarla el primer día, al salir
      money 32: «Traer a mi nieta en verano.»
        - due 28 person: Pedir información sobre la reagrupación`,
  },
  {
    alias: 'Daniela',
    country: 'CO',
    languages: ['es'],
    age: 19,
    gender: 'woman',
    form: 'sexual_exploitation',
    office: 'madrid',
    worker: 'lucia',
    stage: 'detection',
    opened: 2,
    card: { interpreter_needed: false, irregular_status: 'unknown' },
    diary: `
      2 story: Derivada por una farmacéutica que la ve cada semana con un hombre que habla por ella. La farmacéutica le propuso una «revisión de la receta» a solas. Daniela dijo que sí con la cabeza. Cita puesta allí, no aquí.
      1 safety: Sin teléfono seguro. No se la contacta. La farmacéutica sabe qué hacer si viene antes.`,
    plan: `
      safety 1: (Aún no hemos hablado con ella.)
        - due 2: Estar en la farmacia a las 11, sin identificarse en la entrada`,
  },
]
