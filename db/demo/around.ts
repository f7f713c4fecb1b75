// Who stands around the demo's invented people: family with who is safe, those at home who depend on them, and people
// kept apart. Nobody here exists. People from elsewhere.
import { aroundSouthAsia } from './around-south-asia.ts'
import { apart, dependant, family, household, safe, told, untold, withThem } from './told-around.ts'
import type { ToldAround } from './who.ts'

export const around: Record<string, ToldAround[]> = {
  ...aroundSouthAsia,
  Zainab: [
    family('sibling', {
      safe: 'not_safe',
      name: 'Su hermano mayor',
      knows: 'yes',
      may_be_told: 'no',
      may_contact: 'no',
      why: 'Conoce el barrio anterior y la busca.',
    }),
    family('sibling', {
      ...withThem,
      knows: 'yes',
      may_be_told: 'no',
      name: 'Su hermana pequeña',
      why: 'La quiere, y vive con el hermano: no debe tener que callar.',
    }),
    household('friend', {
      ...safe,
      ...told,
      name: 'La orientadora',
      lives_with: 'no',
      contact: '+34 600 555 075',
      emergency: true,
    }),
  ],
  Imran: [
    family('mother', { ...safe, ...untold, name: 'Ammi', country: 'PK', place: 'Sialkot', emergency: true }),
    dependant('child', {
      ...safe,
      ...untold,
      name: 'Ayesha',
      country: 'PK',
      needs: { age: 6, cared_for_by: 'Ammi', money_per_month: 20000, currency: 'PKR', school: 'Primero.' },
    }),
    apart('employer', { name: 'El amigo del padre', about: 'Conoce a toda la familia en Sialkot.' }),
  ],
  Bilal: [
    apart('suspect', {
      name: 'Los de la furgoneta',
      about: 'Vista por el profesor los viernes. Matrícula en documentos.',
    }),
  ],
  Farida: [
    family('child', {
      safe: 'not_known',
      name: 'Su hijo mayor',
      country: 'PK',
      place: 'Bahawalpur',
      ...untold,
      may_contact: 'with_the_person',
    }),
    apart('employer', { name: 'La familia que la llamaba «cuñada»', about: 'No sale sola la dueña tampoco.' }),
  ],
  Usman: [
    family('sibling', {
      ...safe,
      ...told,
      name: 'Su hermano',
      country: 'PK',
      place: 'Mandi Bahauddin',
      emergency: true,
    }),
  ],
  Blessing: [
    family('mother', {
      ...safe,
      ...told,
      name: 'Su madre',
      country: 'NG',
      place: 'Benin City',
      contact: '+234 1 555 0086',
      emergency: true,
      why: 'Está avisada y ha movido a la niña.',
    }),
    dependant('sibling', {
      ...withThem,
      knows: 'no',
      may_be_told: 'no',
      name: 'Su hermana pequeña',
      country: 'NG',
      needs: {
        age: 12,
        cared_for_by: 'Una tía',
        money_per_month: 25000,
        currency: 'NGN',
        school: 'No va desde que duerme en casa de la tía.',
      },
    }),
    apart('suspect', { name: '«Madam»', country: 'NG', about: 'Exige 30.000 euros. Conoce a la hermana pequeña.' }),
    apart('relative_of_exploiter', { name: 'El hijo de la madam', about: 'Llama desde números que cambian.' }),
  ],
  Joy: [
    household('friend', {
      ...safe,
      ...told,
      name: 'Su pareja',
      lives_with: 'yes',
      emergency: true,
      contact: '+34 600 555 097',
    }),
  ],
  Precious: [
    family('sibling', {
      safe: 'not_known',
      name: 'Su hermana menor',
      country: 'NG',
      place: 'Uromi',
      ...untold,
      may_contact: 'no',
    }),
    apart('transporter', { name: 'Quienes la presentaron como mayor', about: 'Una pareja. Ella habla español.' }),
  ],
  Osas: [apart('landlord', { name: 'El que alquila las chabolas', about: 'Es también quien da el trabajo.' })],
  Favour: [
    dependant('child', {
      ...safe,
      lives_with: 'yes',
      ...untold,
      name: 'Su hijo',
      needs: { age: 1, cared_for_by: 'Favour; la vecina los martes', health: 'Vacunas al día.' },
    }),
    household('friend', {
      ...safe,
      ...told,
      name: 'La vecina del segundo',
      emergency: true,
      contact: '+34 600 555 108',
    }),
  ],
  Gift: [
    family('mother', { ...withThem, ...untold, name: 'Su madre', country: 'NG', place: 'Ekpoma' }),
    apart('employer', { name: 'La familia de los cuatro niños', about: 'Nadie la llamaba por su nombre.' }),
  ],
  Valentina: [
    household('friend', {
      ...safe,
      ...told,
      name: 'Su amiga',
      lives_with: 'yes',
      contact: '+34 600 555 119',
      emergency: true,
    }),
    family('mother', {
      ...safe,
      knows: 'no',
      may_be_told: 'no',
      name: 'Doña Gladys',
      country: 'CO',
      place: 'Pereira',
      why: 'La llama por su nombre desde siempre.',
    }),
    apart('landlord', {
      name: 'La dueña del piso',
      about: 'Guarda pasaportes «de garantía». Tiene su dirección anterior.',
    }),
  ],
  Yurani: [
    family('grandparent', {
      ...safe,
      ...untold,
      name: 'La abuela de la libreta',
      country: 'CO',
      place: 'Quibdó',
      emergency: true,
    }),
    apart('suspect', { name: 'El perfil falso', about: 'La busca por redes.' }),
  ],
  Jhon: [
    family('partner', { ...safe, ...told, name: 'Luz Dary', country: 'CO', place: 'Cali', emergency: true }),
    dependant('child', {
      ...safe,
      ...untold,
      name: 'Sus dos hijas',
      country: 'CO',
      needs: { age: 5, cared_for_by: 'Luz Dary', money_per_month: 400000, currency: 'COP', school: 'Jardín.' },
    }),
    apart('employer', { name: 'El de la obra', about: 'Lo dejó en urgencias con otro nombre.' }),
  ],
  Marisol: [
    family('child', {
      ...safe,
      ...told,
      name: 'Su hija',
      country: 'ES',
      place: 'Sevilla',
      lives_with: 'yes',
      emergency: true,
      contact: '+34 600 555 120',
    }),
    apart('employer', { name: 'La casa de las afueras', about: '' }),
  ],
  Daniela: [
    apart('suspect', { name: 'El hombre que habla por ella', about: 'La acompaña a la farmacia cada semana.' }),
  ],
  Ioana: [
    apart('suspect', { name: 'El «novio»', about: 'Lleva las cuentas y el teléfono. Gimnasio martes y viernes.' }),
    family('mother', { safe: 'not_known', name: 'Su madre', country: 'RO', place: 'Țăndărei', ...untold }),
  ],
  Marian: [
    family('child', {
      safe: 'not_known',
      name: 'Una hija que no ve',
      country: 'RO',
      place: 'Brăila',
      may_contact: 'not_asked',
    }),
    apart('suspect', { name: 'El que le trajo «de vigilante»', about: 'Le quitaba la silla por la noche.' }),
  ],
  Mihaela: [
    family('sibling', { ...safe, ...told, name: 'Sorina', lives_with: 'yes', emergency: true }),
    dependant('child', {
      ...safe,
      ...untold,
      lives_with: 'yes',
      name: 'El mayor',
      needs: { age: 11, cared_for_by: 'Mihaela', school: 'Quinto; falta material.' },
    }),
    dependant('child', {
      ...safe,
      ...untold,
      lives_with: 'yes',
      name: 'La mediana',
      needs: { age: 7, cared_for_by: 'Mihaela y Sorina', school: 'Segundo.' },
    }),
    dependant('child', {
      ...safe,
      ...untold,
      lives_with: 'yes',
      name: 'El pequeño',
      needs: { age: 2, cared_for_by: 'Sorina', health: 'Revisión de oído pendiente.' },
    }),
    apart('relative_of_exploiter', {
      name: 'El primo político',
      about: 'Denuncias anteriores. Los niños saben no abrir la puerta.',
    }),
  ],
  Andrei: [
    family('mother', {
      safe: 'not_known',
      name: 'Su madre',
      country: 'RO',
      place: 'Craiova',
      may_contact: 'no',
      why: 'El consulado pregunta por ella; nadie llama antes de valorar si es seguro.',
    }),
    apart('suspect', { name: 'Los adultos de los trenes', about: 'Uno se dice su tío y no lo es.' }),
  ],
  Crina: [
    family('child', { ...safe, ...told, name: 'Su hija', lives_with: 'yes', emergency: true }),
    family('former_partner', {
      safe: 'not_known',
      name: 'Su marido',
      country: 'RO',
      place: 'Botoșani',
      knows: 'no',
      may_be_told: 'no',
      why: 'El encargado amenazaba con contarle mentiras.',
      past: true,
    }),
  ],
  Alba: [
    family('other_relative', {
      ...safe,
      knows: 'yes',
      may_be_told: 'no',
      name: 'Su tía',
      lives_with: 'yes',
      contact: '+34 600 555 131',
      emergency: true,
      why: 'Espera fuera porque así lo pide Alba.',
    }),
    apart('suspect', { name: 'El chico de la aplicación', about: 'Tiene imágenes suyas, y «amigos».' }),
  ],
  Antonio: [
    household('carer', { ...safe, ...told, name: 'La persona de apoyo del piso', lives_with: 'no', emergency: true }),
    apart('employer', { name: 'El dueño del cortijo', about: 'Antonio no quiere que vaya a la cárcel.' }),
  ],
  Nerea: [
    family('mother', { safe: 'not_known', name: 'Su madre', may_contact: 'no', why: 'Tutela de la administración.' }),
    family('guardian', {
      ...safe,
      ...told,
      name: 'La educadora de referencia',
      emergency: true,
      contact: '+34 600 555 142',
    }),
    apart('suspect', { name: 'El del coche de los viernes', about: 'Solo se sabe que espera en la gasolinera.' }),
  ],
  Samuel: [
    family('mother', {
      ...safe,
      ...told,
      name: 'Su madre',
      emergency: true,
      contact: '+34 600 555 153',
      lives_with: 'yes',
    }),
    apart('suspect', { name: 'El de la nave', about: 'La luz encendida siempre. En libertad.' }),
  ],
}
