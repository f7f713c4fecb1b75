// What professionals report in the demo, each through the short form of their field: nurse, cleaner, teacher, driver,
// inspector, officer. Invented people; the telephone numbers are those kept free for invention.
import { posterCodeOf } from '#test/world-institutions.ts'
import type { DemoReport } from './reports.ts'

const form = (id: string) => ({ id, version: 1 })

export const professionalReports: DemoReport[] = [
  {
    key: 'hotel-214',
    language: 'es',
    came: 1,
    body: {
      door: 'professional',
      field: 'tourism',
      form: form('tourism'),
      what_happened:
        'Limpio habitaciones en el hotel de la estación. En la 214 no dejan entrar desde hace tres días. Suben hombres distintos cada media hora. Ayer una chica abrió un poco la puerta y me dijo «ayuda» muy bajito.',
      poster: posterCodeOf('Hotel Nuevo Andén'),
      where: 'Hotel Nuevo Andén, junto a la estación, Madrid, habitación 214',
      who_is_at_risk: 'at_work',
      danger_now: 'yes',
      minors: 'unsure',
      signs: ['many_visitors', 'refuses_cleaning', 'room_paid_by_other'],
      answers: { still_here: 'yes', person_knows: 'not_asked' },
      reporter_role: 'hospitality_or_transport',
    },
  },
  {
    key: 'teacher',
    language: 'es',
    came: 1,
    body: {
      door: 'professional',
      field: 'education',
      form: form('education'),
      what_happened:
        'Soy tutora de tercero de la ESO. Una alumna de 14 años se duerme en clase, ha faltado nueve días y trae un móvil muy caro. La recoge un hombre que dice ser su tío; su madre no lo conoce. Me dijo que el viernes se va de viaje con él.',
      where: 'Instituto en Vallecas, Madrid',
      who_is_at_risk: 'at_work',
      danger_now: 'unsure',
      minors: 'yes',
      signs: ['tired_or_absent', 'older_partner', 'changed_suddenly'],
      answers: { person_knows: 'not_asked', travelling_on: 'yes' },
      contact_wish: 'reach_me',
      contact_how: 'Orientación del instituto, 910 000 112, de 9 a 14',
    },
  },
  {
    key: 'nurse-burn',
    language: 'es',
    came: 0,
    body: {
      door: 'professional',
      field: 'health',
      form: form('health'),
      what_happened:
        'Paciente de unos 25 años con una fractura de hace semanas sin tratar. El acompañante contesta por ella y tiene su documentación. A solas, con intérprete, dijo que no puede irse de donde trabaja.',
      where: 'Urgencias, hospital del sur de Madrid',
      who_is_at_risk: 'at_work',
      danger_now: 'unsure',
      minors: 'no',
      languages_of_the_person: ['bn'],
      signs: ['late_care', 'companion_stays', 'long_untreated', 'cannot_leave', 'papers_kept'],
      answers: { talk_alone: 'yes', person_knows: 'agrees', 'raft-afraid_to_leave': 'yes', 'raft-unsafe_work': 'yes' },
      contact_wish: 'reach_me',
      contact_how: 'Trabajo social del hospital, 910 000 145',
    },
  },
  {
    key: 'inspector',
    language: 'es',
    came: 5,
    acknowledged: 4,
    body: {
      door: 'professional',
      field: 'labour_inspection',
      form: form('labour_inspection'),
      what_happened:
        'Visita a una obra en Illescas. Seis trabajadores de Pakistán sin contrato; una sola cuenta cobra los seis salarios. Se escondieron al llegar. Uno pidió hablar sin el encargado delante.',
      where: 'Obra en Illescas, polígono Veredilla',
      who_is_at_risk: 'at_work',
      danger_now: 'no',
      minors: 'no',
      languages_of_the_person: ['ur', 'pa'],
      signs: ['one_account_many_wages', 'hides_from_visitors', 'no_contract_rights', 'low_pay'],
      answers: { person_knows: 'agrees' },
    },
  },
  {
    key: 'bus-driver',
    language: 'es',
    came: 0,
    body: {
      door: 'professional',
      field: 'transport',
      form: form('transport'),
      what_happened:
        'Conduzco el autobús nocturno a Lisboa. Dos chicas viajan con una mujer que lleva los billetes y los documentos de las tres. Una me preguntó en qué país estábamos. Paramos en Badajoz a las 4:10.',
      where: 'Autobús Madrid–Lisboa, parada de Badajoz',
      who_is_at_risk: 'at_work',
      danger_now: 'unsure',
      minors: 'unsure',
      signs: ['other_holds_tickets', 'unknown_destination', 'watched_while_travelling'],
      answers: { still_here: 'yes', travelling_on: 'yes', person_knows: 'not_asked' },
    },
  },
  {
    key: 'shelter-it',
    language: 'it',
    came: 8,
    body: {
      door: 'professional',
      field: 'shelter',
      form: form('shelter'),
      what_happened:
        'Ospitiamo due ragazze nigeriane arrivate dalla Spagna. Raccontano la stessa storia con le stesse parole e ricevono chiamate dallo stesso numero spagnolo, 600 000 777. Una vuole parlare con voi.',
      where: 'Torino; prima Madrid, zona Marconi',
      who_is_at_risk: 'at_work',
      danger_now: 'no',
      minors: 'unsure',
      languages_of_the_person: ['en'],
      signs: ['same_story', 'phone_controlled'],
      answers: { person_knows: 'agrees' },
      contact_wish: 'reach_me',
      contact_how: 'Segreteria della casa, 011 000 0042, mattina',
    },
  },
  {
    key: 'police-theft',
    language: 'es',
    came: 2,
    acknowledged: 1,
    body: {
      door: 'professional',
      field: 'police',
      form: form('police'),
      what_happened:
        'Detenida por hurto una chica que dice tener 19 años y parece menor. No sabe decir dónde duerme. El abogado apareció sin que ella lo llamara. Lleva tres móviles y no se queda con nada.',
      where: 'Comisaría del centro, Madrid',
      who_is_at_risk: 'at_work',
      danger_now: 'no',
      minors: 'unsure',
      languages_of_the_person: ['ro'],
      signs: ['lawyer_not_chosen', 'keeps_nothing'],
      answers: { accused: 'yes', person_knows: 'not_asked' },
    },
  },
]
