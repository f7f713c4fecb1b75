// The main job in Spanish: a receptionist reports from her phone, with JavaScript.
import type { MainJob } from './main-steps.ts'

export const inSpanish: MainJob = {
  reporter: {
    language: 'es',
    locale: 'es-ES',
    scripts: true,
    told: {
      what: 'Una chica de Nepal limpia de noche en el hotel donde trabajo. No tiene su pasaporte y dice que no puede irse.',
      where: 'Un hotel cerca de la estación de Atocha, Madrid',
      added: 'Hoy la he vuelto a ver. Me ha pedido ayuda.',
    },
  },
  desk: 'es',
  answer: 'Gracias. Puede decirle que venga al centro cualquier mañana; no hace falta ningún papel.',
  her: {
    alias: 'Asha del Patio',
    birth_year: '1999',
    story:
      'Llegó hace ocho meses para limpiar en un hotel. Le guardan el pasaporte y le descuentan el viaje del sueldo.',
    goal: 'Quiero dormir en un sitio donde nadie tenga la llave de mi cuarto.',
    step: 'Preguntar en el refugio si hay plaza',
  },
  words: 'Necesita una plaza tranquila cuanto antes. Viene sola y habla nepalí.',
}
