// Invented people from Nepal. Nobody here exists.
import type { Told } from '../person.ts'

export const nepal: Told[] = [
  {
    alias: 'Maya',
    country: 'NP',
    languages: ['ne', 'hi'],
    age: 29,
    gender: 'woman',
    form: 'domestic_servitude',
    office: 'madrid',
    worker: 'lucia',
    team: ['beatriz', 'ines', 'sunita'],
    stage: 'support',
    opened: 96,
    report: 'neighbour',
    card: { irregular_status: 'yes' },
    contact: {
      channels: [
        { channel: 'chat', where: 'Teléfono de la casa de acogida', from_hour: 17, to_hour: 20, who_else: 'Nadie más' },
      ],
      code_word: 'momo',
      if_someone_else_answers: 'Decir que llaman de la escuela de español y colgar.',
      language: 'ne',
    },
    diary: `
      96 story: Primera conversación, con intérprete de nepalí elegida por ella (mujer, de otra región). Llegó hace catorce meses para cuidar a dos niños en una casa de la zona norte. Cuenta jornadas de seis de la mañana a medianoche, sin día libre. El acuerdo era de 900 euros; recibió 150 los tres primeros meses y después nada. No se le pregunta hoy por más: quiere dormir.
      95 safety: La familia tiene su pasaporte y conoce la dirección de su madre en Nepal. Pide que nadie la llame ni le escriba: el móvil es de la empleadora. Acordamos vernos solo en persona hasta que tenga otro número.
      90 identity: Pasaporte retenido por la empleadora. Conserva una foto de la primera página. Se ayuda a pedir cita en la embajada para un duplicado; ella decide cuándo.
      88 health: Dolor de espalda y una quemadura antigua en la mano derecha, ya cerrada. Revisión en el centro de salud con intérprete. Sin tratamiento. Pide una doctora, no un doctor.
      80 law ines: Explicados con calma el período de restablecimiento y reflexión y la diferencia entre denunciar y no denunciar. Plazo y efectos pendientes de confirmar con la abogada. No quiere decidir aún.
      70 mind beatriz: Sueño muy ligero, se despierta a las cinco «por si llaman». Trabajamos una rutina de noche y ejercicios de respiración. No desea hablar todavía de la casa. Seguimos cada quince días.
      52 home: Contenta en la casa de acogida; comparte habitación con otra mujer que habla hindi. Ha empezado a cocinar los domingos para todas.
      34 learning sunita: Empieza español A1, martes y jueves por la tarde. Lee despacio en alfabeto latino y no falta nunca.
      20 money: Quiere enviar algo a su madre este mes. Revisamos juntas lo que tiene: la ayuda de la casa cubre lo básico. Se apunta a la lista del fondo de urgencia.
      6 law ines: Ha decidido reclamar los salarios. Reunimos mensajes y fotos que guardó una vecina. Fechas y vía de reclamación pendientes de confirmar con la abogada.`,
    needs: `
      92 4423 3431 24-3: housing, safety, documents, family
      14 1212 3322 33-2: documents, work, money`,
    plan: `
      review 14 due 9
      documents 88: «Quiero tener mi pasaporte en mi mano.»
        - due -60 done 62: Pedir cita en la embajada para el duplicado del pasaporte
        - due 4: Acompañarla a la embajada con la intérprete
        - due 11 ines: Preguntar por la autorización de residencia que corresponda; plazos pendientes de confirmar
      money 14: «Que me paguen lo que trabajé, para mi madre.»
        - due 0: Ordenar mensajes, fotos y fechas de trabajo en una sola carpeta
        - due 6 ines: Escribir el resumen de salarios pendientes para la reclamación
      mind 70: «Dormir una noche entera.»
        - due 3 beatriz: Sesión quincenal y revisión de la rutina de noche
      housing 91 reached: «Una cama donde nadie me despierte.»
        - due -88 done 86: Buscar plaza en casa de acogida`,
    shared: `
      shelter housing this_week 39, consent 40+90 identity safety home: Necesita continuar en un lugar protegido sin teléfono a la vista. Prefiere compartir habitación con otra mujer.
        - accepted 38: Hay plaza. Puede llegar cualquier mañana, la esperamos con té.`,
  },
  {
    alias: 'Bishnu',
    country: 'NP',
    languages: ['ne', 'en'],
    age: 34,
    gender: 'man',
    form: 'restaurant',
    office: 'madrid',
    worker: 'lucia',
    team: ['ines', 'marcos'],
    stage: 'plan',
    opened: 47,
    card: { interpreter_needed: false },
    diary: `
      47 story: Cocinero. Pagó el equivalente a 9.000 euros a un intermediario en Katmandú, con un préstamo sobre la tierra de la familia. En el restaurante dormía en el almacén y le descontaban comida y cama. Salió una noche con ayuda de un compañero.
      45 money: Debe unos 6.500 euros a un prestamista de su pueblo, con intereses del 3 % al mes. Le preocupa más la deuda que cualquier otra cosa: su mujer recibe visitas del prestamista.
      44 safety: El encargado le ha buscado en dos pisos de compatriotas. No se mueve por ese barrio. Acordado punto de encuentro en la oficina.
      30 law ines: Contrato firmado en un idioma que no lee. Copia entregada a la abogada. Posibles vías, pendiente de confirmar con la abogada.
      12 work marcos: Ocho años de experiencia en cocina, sabe de compras y de horno tandur. Quiere trabajar con contrato, aunque sea lejos.`,
    needs: `
      40 3312 4321 44-3: money, work, family`,
    plan: `
      review 30 due 20
      work 30: «Un trabajo con papel y con nómina.»
        - due -3 marcos: Preparar el currículo en español con fotos de sus platos
        - due 8 person: Pedir el certificado de manipulador de alimentos
      money 29: «Que mi mujer no tenga miedo del prestamista.»
        - due 1: Escribir con él las cuentas de la deuda, qué pagó y cuándo
      legal 29: «Saber si puedo pedir lo que me deben sin que me echen.»
        - due 5 ines: Preparar la reunión con la clínica jurídica`,
    shared: `
      law legal this_week 8, consent 9+60 identity story law: Reclamación de salarios y orientación sobre su situación. Trae contrato y libreta de horas.`,
  },
  {
    alias: 'Sarita',
    country: 'NP',
    languages: ['ne'],
    age: 24,
    gender: 'woman',
    form: 'sexual_exploitation',
    office: 'madrid',
    worker: 'lucia',
    team: ['beatriz', 'ines'],
    stage: 'return',
    opened: 168,
    contact: {
      channels: [
        {
          channel: 'through_someone',
          where: 'Educadora de la casa',
          from_hour: 9,
          to_hour: 14,
          who_else: 'La educadora sabe que es de la asociación',
        },
      ],
      language: 'ne',
    },
    diary: `
      168 story: Viene acompañada por una educadora. Le prometieron un empleo en un hotel. Solo quiere decir hoy que nunca fue un hotel y que no quiere contarlo dos veces. Se respeta: lo que ya dijo a la educadora queda recogido por ella y no se le vuelve a preguntar.
      150 health: Revisión completa con doctora, voluntaria y con intérprete. Resultados entregados solo a ella.
      120 mind beatriz: Ha recuperado el apetito. Dibuja. Distingue los días buenos de los otros y sabe qué la ayuda.
      60 return: Desde septiembre dice con claridad que quiere volver con su hermana. Se le explica que puede cambiar de idea cualquier día, también en el aeropuerto.
      33 return ines: Valoración de riesgos del regreso con la entidad de Nepal: vivirá en otra ciudad, con su hermana. Nadie de la red conoce esa dirección. Efectos del retorno sobre su situación en España, pendiente de confirmar con la abogada.
      9 return: Videollamada con Binita, que la recibirá. Sarita hizo todas las preguntas ella misma y salió sonriendo.`,
    needs: `
      160 3434 2321 12-4: family, safety, mind`,
    plan: `
      review 33 due 2
      family 58: «Volver con mi hermana y abrir con ella un puesto de costura.»
        - due 0: Confirmar fecha de viaje y quién la acompaña al aeropuerto
        - due -2: Reunir informe médico y recetas para el viaje
        - due 5 person: Elegir qué máquina de coser quiere`,
    shared: `
      nepal family this_month 31, consent 32+90 identity safety return: Regreso voluntario. Necesita acogida en el aeropuerto y apoyo para un pequeño puesto de costura.
        - accepted 27: La recibe una mujer de nuestro equipo. Hay taller y un fondo pequeño para empezar.
      shelter housing today 165, consent 165+90 identity safety home: Sale hoy. Necesita un lugar tranquilo para descansar.
        - accepted 165: Pasa al piso de semiautonomía.
        - ended 78 went_on_elsewhere`,
  },
  {
    alias: 'Kumar',
    country: 'NP',
    languages: ['ne', 'hi', 'es'],
    age: 41,
    gender: 'man',
    form: 'agriculture',
    office: 'almeria',
    worker: 'faisal',
    team: ['irene'],
    stage: 'learning_and_work',
    opened: 210,
    card: { interpreter_needed: false, irregular_status: 'no' },
    contact: {
      channels: [{ channel: 'call', where: 'Su móvil', from_hour: 18, to_hour: 21, who_else: 'Vive solo' }],
      language: 'es',
      voicemail: true,
    },
    diary: `
      210 story: Trabajó dos campañas en invernadero sin contrato; el encargado guardaba los documentos «para los papeles». Vivían once hombres en una nave.
      150 law irene: Autorización en trámite; estado y fechas pendientes de confirmar con la abogada.
      60 learning: Ha terminado el curso de riego por goteo y el carné de carretilla.
      15 work: Dos semanas en un vivero con contrato. La responsable pregunta y explica; él se siente respetado. Revisaremos la nómina juntos a fin de mes.`,
    needs: `
      205 4221 3422 3413: documents, work
      21 1011 1111 1212: money`,
    plan: `
      review 21 due 24
      work 120: «Trabajar con las plantas, pero como una persona.»
        - due 9: Revisar la primera nómina con él
        - due -70 done 66 person: Curso de carretilla`,
  },
  {
    alias: 'Anjali',
    country: 'NP',
    languages: ['ne', 'en'],
    age: 16,
    gender: 'woman',
    form: 'domestic_servitude',
    office: 'madrid',
    worker: 'amina',
    team: ['ines'],
    stage: 'first_contact',
    opened: 5,
    report: 'nurse',
    card: { irregular_status: 'unknown' },
    diary: `
      5 story: Chica de 16 años que salió sola de la casa de unos parientes donde limpiaba y cuidaba a un bebé en lugar de ir al instituto. Pasó la noche en una sala de espera de urgencias; una enfermera se sentó con ella. Hoy no se le pregunta por la casa: come, duerme y elige qué serie ver.
      5 safety: Es menor. Informada la fiscalía de menores y la entidad de protección; está acompañada en un centro. No se contacta con los parientes. Ningún mensaje a su teléfono: lo miran ellos.
      3 law ines: Protección de menores y posible nombramiento de persona tutora: plazos pendientes de confirmar con la abogada.
      2 health: Revisión pediátrica con consentimiento de la entidad que la protege. Falta de sueño y anemia leve.
      1 learning: Pregunta cuándo puede volver a clase. Le gustan las matemáticas.`,
    needs: `
      2 342- 3324 02--: safety, learning`,
    plan: `
      learning 1: «Volver al instituto antes de Navidad.»
        - due 2: Hablar con la entidad de protección sobre la plaza de instituto
        - due 0: Buscar intérprete de nepalí para la reunión del jueves`,
    shared: `
      consent health health 3+30 identity health, guardian, written`,
  },
  {
    alias: 'Deepa',
    country: 'NP',
    languages: ['ne', 'hi'],
    age: 31,
    gender: 'woman',
    form: 'domestic_servitude',
    office: 'madrid',
    worker: 'amina',
    team: ['beatriz'],
    stage: 'support',
    opened: 130,
    card: { has_children_with_her: true, irregular_status: 'yes' },
    diary: `
      130 story: Madre con una niña de ocho años y un niño de cinco. Trabajaba interna con los niños en la misma habitación; a la niña le pedían que ayudara a limpiar. Salió el día que le dijeron que la niña no iría al colegio.
      128 home: Ingresan los tres juntos. Lo primero que pide es que los niños tengan cada uno su cama.
      100 learning: La niña y el niño están escolarizados. La maestra manda una nota: la niña ayuda a los demás y pregunta mucho.
      64 mind beatriz: Sesiones con la madre; a los niños los ve el servicio infantil. El pequeño ya duerme con la luz apagada.
      18 money: Solicitada la ayuda de comedor. Importes y requisitos comprobados con la trabajadora social del colegio.`,
    needs: `
      124 4323 3332 2442: children, housing, money`,
    plan: `
      review 40 due -1
      children 120: «Que mis hijos solo tengan que jugar y estudiar.»
        - due -4: Reunión con la maestra
        - due 6 person: Apuntar al pequeño a fútbol
      housing 119: «Una puerta con llave, y que la llave sea mía.»
        - due 10: Visitar el piso de autonomía`,
    shared: `
      shelter housing this_month 49, consent 50+80 identity safety home: Madre con dos niños. Busca piso de autonomía donde puedan seguir en el mismo colegio.
        - accepted 45: Tenemos un piso libre en diciembre, a dos calles del colegio.`,
  },
  {
    alias: 'Ramesh',
    country: 'NP',
    languages: ['ne'],
    age: 38,
    gender: 'man',
    form: 'construction',
    office: 'madrid',
    worker: 'david',
    stage: 'follow_up',
    opened: 400,
    closed: 60,
    card: { irregular_status: 'yes' },
    diary: `
      400 story: Diez meses en reformas sin cobrar, alojado en la propia obra. Salió con otros tres compañeros.
      260 return: Eligió volver después de meses pensándolo. Viaje acompañado y dos llamadas ya en casa.
      61 work: Tiene un taller de carpintería con su hermano. Pide cerrar el expediente: «ya está bien, gracias».`,
    shared: `
      nepal family can_wait 289, consent 290+90 identity return: Regreso voluntario y apoyo para un taller de carpintería.
        - accepted 280: Taller en marcha.
        - ended 205 need_met`,
    later: `
      1 due -226 done 225 yes no yes: Está con su familia. Arregla el tejado antes del monzón.
      3 due -165 done 160 yes yes yes: El taller ha empezado con dos encargos.
      6 due -74 done 70 yes yes yes: Paga a un aprendiz. Manda una foto de una puerta.`,
  },
  {
    alias: 'Sabina',
    country: 'NP',
    languages: ['ne', 'en'],
    age: 22,
    gender: 'woman',
    form: 'nail_bar',
    office: 'madrid',
    worker: 'david',
    stage: 'assessment',
    opened: 19,
    card: { interpreter_needed: false },
    diary: `
      19 story: Trabajaba en un salón de uñas doce horas al día, siete días. El dueño descontaba «la formación» y la habitación. Una clienta le dejó nuestra tarjeta dentro de una propina.
      17 health: Irritación de piel y ojos por los productos. Cita en el centro de salud.
      10 work: Le gusta su oficio y dibuja diseños muy finos. No quiere dejarlo: quiere ejercerlo en un sitio con ventilación y contrato.`,
    needs: `
      8 3221 2212 33-1: housing, work`,
  },
]
