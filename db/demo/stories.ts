// Stories long enough to read in, as they grow in months of work: visits and calls with the time they took, notes that
// were corrected, one whose words were covered, and the facts that stand on top of a file. Nobody here exists.
import type { Section } from '#access/access.ts'
import type { AlertKind } from '#notes/alert.ts'
import type { Contact, CoverReason } from '#notes/note.ts'
import type { ColleagueKey } from './house.ts'

export interface ToldNote {
  /** Days ago that it was written. */
  days: number
  /** Days ago that it happened, where it was written later. */
  happened?: number
  section: Section
  contact?: Contact
  minutes?: number
  by?: ColleagueKey
  text: string
  /** What it said at first, and who corrected it a day later. */
  before?: string
  corrected_by?: ColleagueKey
  covered?: CoverReason
}
export interface ToldAlert {
  days: number
  kind: AlertKind
  section: Section
  words: string
  /** Days from today on which it ends by itself. */
  until?: number
}
export interface ToldStory {
  alerts: ToldAlert[]
  notes: ToldNote[]
}

const visit = (days: number, minutes: number, text: string, section: Section = 'home'): ToldNote => ({
  days,
  section,
  contact: 'visit',
  minutes,
  text,
})
const call = (days: number, minutes: number, text: string, section: Section = 'story'): ToldNote => ({
  days,
  section,
  contact: 'call',
  minutes,
  text,
})

export const stories: ReadonlyMap<string, ToldStory> = new Map([
  [
    'Maya',
    {
      alerts: [
        {
          days: 95,
          kind: 'danger',
          section: 'safety',
          words: 'No escribir a su móvil antiguo: lo tiene la empleadora',
        },
        { days: 87, kind: 'health', section: 'health', words: 'Siempre con doctora, no con doctor' },
        { days: 6, kind: 'deadline', section: 'law', words: 'Entregar el resumen de salarios', until: 6 },
        { days: 90, kind: 'interpreter', section: 'identity', words: 'Intérprete mujer, de otra región' },
      ],
      notes: [
        visit(
          93,
          50,
          'Primera noche en la casa de acogida. Ha dormido seis horas. Pregunta dos veces si la puerta se cierra por dentro; se lo enseñamos y se queda con la llave.',
        ),
        visit(
          89,
          40,
          'Compramos ropa de abrigo. Elige ella. Guarda el recibo «para devolverlo cuando pueda»; se le explica que no hay nada que devolver.',
        ),
        call(
          86,
          10,
          'Por el teléfono de la casa, a la hora acordada. Está bien. Confirma la cita del jueves con la intérprete.',
        ),
        {
          days: 84,
          section: 'law',
          contact: 'accompaniment',
          minutes: 150,
          by: 'ines',
          text: 'Acompañamiento a la consulta jurídica. Se habló en nepalí. Recibe una copia de lo que se le explicó. Pausa a mitad, por petición suya. Quiere pensarlo con calma.',
          before:
            'Acompañamiento a la consulta jurídica. Se habló en hindi. Recibe una copia de lo que se le explicó. Quiere pensarlo con calma.',
          corrected_by: 'lucia',
        },
        visit(
          78,
          45,
          'Cocina por primera vez para las demás. Se ríe contando que falta una especia. Acordamos buscarla juntas el sábado.',
        ),
        call(
          74,
          15,
          'Llama ella, para decir que la cita de la embajada se ha cambiado de día. Lo apunta en su libreta.',
        ),
        visit(
          66,
          60,
          'Paseo por el parque. Señala en el mapa dónde no quiere ir. Se revisa con ella el trayecto a clase para no pasar por allí.',
          'safety',
        ),
        {
          days: 63,
          happened: 65,
          section: 'health',
          contact: 'accompaniment',
          minutes: 95,
          text: 'Revisión con la doctora que pidió. Estuvo a solas con ella y con la intérprete. La crema para la cicatriz, dos veces al día. Próxima revisión en tres meses.',
        },
        visit(
          58,
          35,
          'Trae la libreta con cuentas de lo que trabajó: horas por día, mes a mes. Pide guardarla en el centro. Queda en un sobre cerrado con su firma.',
          'work',
        ),
        call(50, 10, 'Confirma que llegó bien después del cambio de habitación. Prefiere la cama junto a la ventana.'),
        visit(
          45,
          40,
          'Está cansada de las clases de la mañana y contenta con las de la tarde. Pide cambiar; se habla con la escuela.',
          'learning',
        ),
        {
          days: 41,
          section: 'story',
          contact: 'office',
          minutes: 60,
          text: 'Quiere contar cómo llegó al trabajo: una vecina de su tía le habló de una agencia. Lo cuenta una vez y pide que no se le vuelva a preguntar. Está escrito en la carpeta del reclamo con su permiso.',
          before:
            'Quiere contar cómo llegó al trabajo: una tía le habló de una agencia. Lo cuenta una vez y pide que no se le vuelva a preguntar.',
          corrected_by: 'teresa',
        },
        {
          days: 38,
          section: 'home',
          contact: 'visit',
          minutes: 30,
          text: '',
          covered: 'danger',
        },
        visit(
          30,
          55,
          'Preparamos la reunión del plan. Ella pone el orden: primero el pasaporte, después el dinero, después todo lo demás.',
        ),
        call(27, 10, 'Pregunta por el abono de transporte. Está pedido; llega esta semana.', 'money'),
        visit(
          23,
          45,
          'El domingo cocinó para catorce. Pregunta si se puede trabajar de eso. Se le habla del curso de cocina de enero, sin prometer plaza.',
          'work',
        ),
        {
          days: 17,
          section: 'safety',
          minutes: 20,
          text: 'Un hombre preguntó por «la chica nepalí» en la frutería de la esquina. La dueña no dijo nada y nos llamó. Avisada la casa; Maya lo sabe y ha decidido salir acompañada esta semana. Sin novedades desde entonces.',
        },
        visit(16, 40, 'Tranquila a pesar de lo de ayer. Dice que esta vez sabe a quién llamar.', 'safety'),
        call(11, 15, 'La embajada pide una foto más. Se la hace en el quiosco con la educadora.', 'identity'),
        visit(
          8,
          50,
          'Ha escrito una carta a su madre en español y en nepalí. Nos la lee. Quiere enviarla cuando tenga un número nuevo.',
        ),
        {
          days: 2,
          happened: 3,
          section: 'law',
          contact: 'accompaniment',
          minutes: 80,
          text: 'Con la abogada: se ordenan las fotos y los mensajes por meses. Faltan dos meses; cree que la vecina los tiene. Le escribirá la abogada, no ella.',
        },
        call(1, 10, 'Confirma que mañana viene al centro por la tarde. Ha dormido «de un tirón».'),
      ],
    },
  ],
  [
    'Zainab',
    {
      alerts: [
        {
          days: 70,
          kind: 'danger',
          section: 'safety',
          words: 'Su hermano mayor conoce el barrio anterior: sin fotos ni redes',
        },
        { days: 40, kind: 'allergy', section: 'health', words: 'Frutos secos (lleva autoinyector)' },
        { days: 4, kind: 'other', section: 'home', words: 'La casa actual cierra por obras en enero', until: 40 },
      ],
      notes: [
        visit(
          52,
          30,
          'Trae las notas: todo aprobado. Quiere contárselo ella misma a la orientadora, mañana.',
          'learning',
        ),
        {
          days: 28,
          section: 'health',
          contact: 'accompaniment',
          minutes: 110,
          text: 'Alergología. Se confirma la alergia a frutos secos. Autoinyector nuevo; aprende a usarlo y enseña a la educadora.',
        },
        visit(9, 45, 'Visita a la primera de las dos casas. Le gusta el patio; le preocupa compartir baño con ocho.'),
      ],
    },
  ],
  [
    'Rahim',
    {
      alerts: [
        { days: 8, kind: 'danger', section: 'safety', words: 'El encargado le espera a la salida: no ir al local' },
        {
          days: 3,
          kind: 'interpreter',
          section: 'identity',
          words: 'Bengalí de Sylhet; nadie de la mezquita del barrio',
        },
      ],
      notes: [
        {
          days: 4,
          section: 'story',
          contact: 'outreach',
          minutes: 25,
          text: 'En el parque, a la hora en que libra. Pregunta qué pasaría si deja el trabajo hoy. Se le explica sin prisa lo que podemos ofrecer esta noche y lo que no.',
        },
      ],
    },
  ],
])
