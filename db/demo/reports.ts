// What invented people told at the public door, in their languages. The words are theirs; the codes are the form's.
import type { ReportBody } from '#reports/body.ts'
import type { ClosedBecause, ReportStatus, Urgency } from '#triage/report.ts'
import type { ColleagueKey } from './house.ts'

export interface DemoReport {
  key: string
  language: string
  came: number
  body: Partial<ReportBody> & { what_happened: string }
  status?: ReportStatus
  urgency?: Urgency
  closed_because?: ClosedBecause
  /** Alias of whose file it became. */
  file?: string
  kept?: boolean
  /** Days ago somebody wrote back that it had come in. */
  acknowledged?: number
  added?: { days: number; text: string }
  answered?: { days: number; text: string; by: ColleagueKey }
}

export const reports: DemoReport[] = [
  {
    key: 'receptionist',
    language: 'es',
    came: 0,
    body: {
      what_happened:
        'Trabajo en la recepción de un hotel. Desde el lunes hay dos chicas en la 214 con un hombre que paga en efectivo y pide que no suba la limpieza. Una me pidió un cargador y, cuando le pregunté si estaba bien, miró a la puerta antes de contestar. Él guarda las dos tarjetas de la habitación. Mañana vuelvo a tener turno de tarde.',
      where: 'Un hotel cerca de la estación, Madrid. Prefiero decir el nombre por teléfono.',
      who_is_at_risk: 'at_work',
      danger_now: 'unsure',
      minors: 'unsure',
      contact_wish: 'receipt_only',
      reporter_role: 'hospitality_or_transport',
    },
  },
  {
    key: 'worker-ur',
    language: 'ur',
    came: 1,
    body: {
      what_happened:
        'میں ایک ریستوران میں کام کرتا ہوں۔ آٹھ مہینے سے پوری تنخواہ نہیں ملی اور میرا پاسپورٹ مالک کے پاس ہے۔ ہم پانچ لوگ ایک کمرے میں سوتے ہیں۔ اگر میں چھوڑ دوں تو وہ کہتا ہے کہ قرض میرے بھائی سے لے گا۔ مجھے نہیں معلوم کہ میرا کوئی حق ہے یا نہیں۔',
      where: 'میڈرڈ، مرکز کے قریب',
      who_is_at_risk: 'self',
      danger_now: 'unsure',
      minors: 'no',
      languages_of_the_person: ['ur', 'pa'],
      contact_wish: 'receipt_only',
      reporter_role: 'private',
    },
  },
  {
    key: 'herself-ne',
    language: 'ne',
    came: 1,
    body: {
      what_happened:
        'म एउटा घरमा काम गर्छु। बिहान पाँच बजेदेखि राति बाह्र बजेसम्म काम हुन्छ। छुट्टी छैन। मेरो पासपोर्ट मालिक्नीसँग छ। म यहाँ कसैलाई चिन्दिनँ। यो फोन छिमेकीको हो, त्यसैले मलाई फोन नगर्नुहोला।',
      who_is_at_risk: 'self',
      danger_now: 'no',
      minors: 'no',
      languages_of_the_person: ['ne', 'hi'],
      contact_wish: 'receipt_only',
    },
  },
  {
    key: 'coworker-bn',
    language: 'bn',
    came: 3,
    status: 'in_triage',
    urgency: 'soon',
    body: {
      what_happened:
        'আমার সাথে একজন কাজ করে, তার বয়স খুব কম মনে হয়। মালিক তাকে রাতে দোকানের ভিতরে তালা দিয়ে রাখে। সে বাড়িতে টাকা পাঠাতে পারে না। আমি ভয় পাই, কিন্তু তার জন্য কিছু করতে চাই।',
      where: 'বার্সেলোনা নয়, মাদ্রিদ, একটি মুদি দোকান',
      who_is_at_risk: 'someone_i_know',
      danger_now: 'unsure',
      minors: 'unsure',
      languages_of_the_person: ['bn'],
      contact_wish: 'receipt_only',
      reporter_role: 'workplace',
    },
    added: { days: 2, text: 'দোকানটি রাত এগারোটায় বন্ধ হয়। শুক্রবার মালিক থাকে না।' },
  },
  {
    key: 'nurse-en',
    language: 'en',
    came: 4,
    status: 'answered',
    urgency: 'soon',
    body: {
      what_happened:
        'I am a nurse in an emergency department. A woman came with an old, untreated burn. The man with her answered every question and would not leave the room. She held my hand very hard when I said I would be back. She has a follow-up appointment on Thursday morning and I can see her alone for ten minutes.',
      where: 'A hospital in the south of Madrid',
      who_is_at_risk: 'at_work',
      danger_now: 'unsure',
      minors: 'no',
      languages_of_the_person: ['en'],
      contact_wish: 'receipt_only',
      reporter_role: 'health',
    },
    acknowledged: 4,
    answered: {
      days: 3,
      by: 'pilar',
      text: 'Thank you. Those ten minutes are precious. Please do not ask her for her story: tell her she can speak with someone in her language, alone and for free, and that nothing happens unless she wants it. If she says yes, the hospital social worker can call us while she is with you. If there is danger at that moment, call 112. You can add anything here with your number.',
    },
  },
  {
    key: 'neighbour-hi',
    language: 'hi',
    came: 6,
    status: 'in_triage',
    urgency: 'routine',
    body: {
      what_happened:
        'हमारे ऊपर वाले घर में एक औरत काम करती है। वह कभी अकेली बाहर नहीं आती। कल उसने सीढ़ियों पर मुझसे हिंदी में पूछा कि बस कहाँ से मिलती है, फिर डरकर अंदर चली गई। मुझे नहीं पता कि यह सही जगह है या नहीं, पर मुझे चिंता है।',
      where: 'मैड्रिड, उत्तर की ओर',
      who_is_at_risk: 'someone_i_saw',
      danger_now: 'no',
      minors: 'no',
      languages_of_the_person: ['hi'],
      contact_wish: 'receipt_only',
      reporter_role: 'private',
    },
  },
  {
    key: 'nurse',
    language: 'es',
    came: 5,
    status: 'file_opened',
    urgency: 'now',
    file: 'Anjali',
    body: {
      what_happened:
        'Soy enfermera de urgencias, turno de noche. Hay una chica que dice tener 16 años en la sala de espera. No está enferma: no quiere volver a la casa donde está. Tiene mucho sueño y hambre. Me he sentado con ella. ¿Qué hago hasta que llegue alguien?',
      where: 'Urgencias pediátricas, Madrid',
      who_is_at_risk: 'at_work',
      danger_now: 'unsure',
      minors: 'yes',
      languages_of_the_person: ['ne', 'en'],
      contact_wish: 'reach_me',
      contact_how: 'Control de enfermería de urgencias, hasta las 8',
      reporter_role: 'health',
    },
  },
  {
    key: 'neighbour',
    language: 'hi',
    came: 97,
    status: 'file_opened',
    urgency: 'soon',
    file: 'Maya',
    body: {
      what_happened:
        'पड़ोस में एक नेपाली औरत है जो दो बच्चों की देखभाल करती है। वह रात बारह बजे भी कपड़े धोती दिखती है। उसने मुझे बताया कि उसे कई महीनों से पैसे नहीं मिले। वह सोमवार को बच्चों को पार्क लाती है।',
      where: 'मैड्रिड',
      who_is_at_risk: 'someone_i_know',
      danger_now: 'no',
      minors: 'no',
      languages_of_the_person: ['ne', 'hi'],
      contact_wish: 'receipt_only',
      reporter_role: 'private',
    },
  },
  {
    key: 'herself',
    language: 'es',
    came: 104,
    status: 'file_opened',
    urgency: 'soon',
    file: 'Valentina',
    body: {
      what_happened:
        'Vivo en un piso donde tengo que pagar cada día aunque no trabaje. Mi pasaporte lo tiene la señora. No quiero policía ahora, quiero saber si hay otro sitio y si me van a tratar como lo que soy, una mujer.',
      who_is_at_risk: 'self',
      danger_now: 'unsure',
      minors: 'no',
      languages_of_the_person: ['es'],
      contact_wish: 'receipt_only',
    },
    added: { days: 103, text: 'Gracias por contestar. ¿Puedo ir con una amiga?' },
    acknowledged: 104,
    answered: {
      days: 103,
      by: 'pilar',
      text: 'Sí, puede venir con quien quiera, o sola. Aquí se la llama Valentina. No llamamos a nadie sin que usted lo decida. Estamos de lunes a viernes de 9 a 19; diga en la puerta que viene al taller de los jueves.',
    },
  },
  {
    key: 'passer-by',
    language: 'es',
    came: 20,
    status: 'closed',
    urgency: 'routine',
    closed_because: 'not_our_field',
    kept: false,
    body: {
      what_happened:
        'He visto a un señor mayor durmiendo en un cajero tres noches seguidas. No sé si es lo que ustedes hacen, pero me da pena.',
      where: 'Madrid',
      who_is_at_risk: 'someone_i_saw',
      danger_now: 'no',
      minors: 'no',
      reporter_role: 'private',
    },
  },
]
