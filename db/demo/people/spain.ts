// Invented people from Spain. Nobody here exists.
import type { Told } from '../person.ts'

export const spain: Told[] = [
  {
    alias: 'Alba',
    country: 'ES',
    languages: ['es'],
    age: 18,
    gender: 'woman',
    form: 'sexual_exploitation',
    office: 'sevilla',
    worker: 'grace',
    team: ['manuel'],
    stage: 'first_contact',
    opened: 10,
    card: { interpreter_needed: false, irregular_status: 'no' },
    diary: `
      10 story: Conoció a un chico por una aplicación que resultó tener «amigos». Cumplió dieciocho en octubre; empezó antes. Viene con su tía, que espera fuera porque así lo pide Alba.
      9 safety: Él tiene imágenes suyas. Guardadas las pruebas sin abrirlas más de lo necesario. Informada de cómo pedir que se retiren.
      3 mind manuel: Dice que fue «tonta». Le devolvemos la palabra: engañada.`,
    needs: `
      5 1424 3002 111-: safety, mind, legal`,
    plan: `
      safety 5: «Que se borren.»
        - due 0: Presentar juntas la solicitud de retirada de imágenes
      mind 5: «Volver a salir con mis amigas.»
        - due 4 manuel: Segunda sesión
      legal 5: «Pensarlo sin que nadie me empuje.»
        - due 9: Reunión informativa con la clínica jurídica, si quiere`,
    shared: `
      consent law legal 4+30 identity story law, spoken`,
  },
  {
    alias: 'Antonio',
    country: 'ES',
    languages: ['es'],
    age: 58,
    gender: 'man',
    form: 'agriculture',
    office: 'sevilla',
    worker: 'elena',
    stage: 'support',
    opened: 121,
    card: { interpreter_needed: false, irregular_status: 'no' },
    diary: `
      121 story: Veintitrés años en un cortijo, sin sueldo, «como de la familia». Tiene una discapacidad intelectual leve. Una veterinaria preguntó por qué comía aparte.
      116 safety: No quiere que el dueño vaya a la cárcel; quiere su perro. El perro está con él desde el jueves.
      80 money: Alta en la seguridad social por primera vez. Cotizaciones anteriores, pendiente de confirmar con la abogada.
      25 home: Piso con apoyo. Ha aprendido a usar la lavadora y la pone todos los días.`,
    needs: `
      112 3121 3304 214-: money, learning, legal`,
    plan: `
      review 25 due 21
      learning 100: «Leer el periódico solo.»
        - due 3 person: Traer el cuaderno de la escuela de adultos
      money 100: «Una cartilla a mi nombre.»
        - due -90 done 86: Abrir la cuenta
        - due 15: Revisar con él los gastos del mes, con dibujos`,
    shared: `
      law legal can_wait 90, consent 92+90 identity story law: Veintitrés años sin cotizar. Persona con discapacidad; necesita lectura fácil.
        - accepted 85: Lo llevamos. Las cartas irán en lectura fácil.`,
  },
  {
    alias: 'Nerea',
    country: 'ES',
    languages: ['es'],
    age: 16,
    gender: 'woman',
    form: 'sexual_exploitation',
    office: 'madrid',
    worker: 'amina',
    team: ['beatriz'],
    stage: 'assessment',
    opened: 26,
    card: { interpreter_needed: false, irregular_status: 'no' },
    diary: `
      26 story: Adolescente tutelada que se iba del centro los fines de semana. No se le pregunta dónde. Se le pregunta qué música lleva en los cascos.
      24 safety: Menor. Coordinado con la entidad de protección y la fiscalía. Una sola persona de referencia; si no está Amina, no se improvisa con otra.
      13 mind beatriz: Tres sesiones, las tres ha venido. Habla de su hermano pequeño.
      4 learning: Quiere hacer cocina. Le hemos enseñado la escuela; preguntó por los cuchillos y por la beca.`,
    needs: `
      12 2423 2003 121-: safety, learning, mind`,
    plan: `
      review 12 due 4
      learning 4: «Hacer una tarta de bodas.»
        - due 6: Pedir la plaza de prueba en la escuela de cocina
      safety 12: «Que no me griten cuando vuelvo.»
        - due -1: Acordar con el centro cómo se la recibe`,
    shared: `
      workshop learning can_wait 3, consent 4+60 identity learning, minor, written: Chica de 16 años. Quiere probar pastelería. Necesita una tutora paciente.`,
  },
  {
    alias: 'Samuel',
    country: 'ES',
    languages: ['es'],
    age: 21,
    gender: 'man',
    form: 'forced_crime',
    office: 'almeria',
    worker: 'nuria',
    team: ['irene'],
    stage: 'plan',
    opened: 49,
    card: { interpreter_needed: false, irregular_status: 'no' },
    diary: `
      49 story: Le ofrecieron «cuidar plantas» en una nave. Resultó ser un cultivo ilegal; dormía dentro, con la puerta cerrada por fuera y la luz encendida siempre. Lo detuvieron a él.
      45 law irene: Procedimiento abierto contra él. No punición: cómo y cuándo alegarla, pendiente de confirmar con la abogada.
      30 health: Le cuesta dormir a oscuras. Tratamiento suave del médico de familia.
      8 work: Quiere ser jardinero «de día».`,
    needs: `
      40 2223 4003 332-: legal, work, money`,
    plan: `
      review 40 due 2
      legal 40: «Que se sepa que estaba encerrado.»
        - due -3 irene: Reunir fotos de la puerta y el parte médico
        - due 12 irene: Preparar el escrito con su abogada
      work 40: «Jardines con sol.»
        - due 5 person: Ir a la jornada de puertas abiertas de la escuela de jardinería`,
  },
]
