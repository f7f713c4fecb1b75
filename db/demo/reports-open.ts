// Reports that wait for a decision in the demo: every door and field, some late, some about the same people, some that
// are no reports. Invented people; the telephone numbers are those kept free for invention or of no length in use.
import type { DemoReport } from './reports.ts'
import { professionalReports } from './reports-professionals.ts'

const form = (id: string) => ({ id, version: 1 })

export const openReports: DemoReport[] = [
  ...professionalReports,
  {
    key: 'nails-1',
    language: 'es',
    came: 2,
    acknowledged: 1,
    body: {
      door: 'someone',
      what_happened:
        'Voy a hacerme las uñas al salón Rosa Roja. La chica que me atiende no levanta la vista y un hombre joven cobra siempre por ella. Le pregunté dónde vive y me señaló el sótano. En la puerta pone el teléfono 600 000 321.',
      where: 'Salón de uñas Rosa Roja, calle Molinete 14, Madrid',
      who_is_at_risk: 'someone_i_saw',
      danger_now: 'unsure',
      minors: 'unsure',
    },
  },
  {
    key: 'nails-2',
    language: 'zh',
    came: 1,
    body: {
      door: 'someone',
      what_happened:
        '我在这条街上开店。隔壁美甲店的两个女孩住在店里，从不出门，老板拿着她们的护照。店门上的电话是 600-000-321。我不想让别人知道是我说的。',
      where: 'Rosa Roja, calle Molinete 14',
      who_is_at_risk: 'someone_i_know',
      danger_now: 'no',
      minors: 'no',
      languages_of_the_person: ['zh'],
    },
  },
  {
    key: 'hotel-guest',
    language: 'fr',
    came: 0,
    body: {
      door: 'someone',
      what_happened:
        'Je suis client de l’hôtel. Dans la chambre 214, à côté de la mienne, on entend pleurer la nuit et des hommes montent sans arrêt. Ce matin j’ai vu une fille très jeune avec un bleu au bras.',
      where: 'Hotel Nuevo Andén, Madrid, chambre 214',
      who_is_at_risk: 'someone_i_saw',
      danger_now: 'unsure',
      minors: 'yes',
    },
  },
  {
    key: 'strawberries',
    language: 'ar',
    came: 4,
    acknowledged: 3,
    body: {
      door: 'self',
      form: form('self'),
      what_happened:
        'أعمل في الحقول منذ ثلاثة أشهر. أخذوا جوازات السفر وقالوا إن علينا دَين الطريق. نحن اثنتا عشرة امرأة في بيت واحد بلا ماء ساخن. لم نأخذ أجرنا بعد.',
      where: 'قرب هويلفا',
      who_is_at_risk: 'self',
      danger_now: 'no',
      minors: 'no',
      languages_of_the_person: ['ar'],
      answers: { needs: ['food_money', 'lawyer', 'language'] },
    },
  },
  {
    key: 'strawberries-friend',
    language: 'fr',
    came: 3,
    acknowledged: 2,
    body: {
      door: 'someone',
      what_happened:
        'Ma sœur travaille dans les champs de fraises près de Huelva. On lui a pris son passeport et elle dit qu’elles sont douze femmes dans une maison sans eau chaude. Elle a une dette pour le voyage.',
      where: 'Champs près de Huelva',
      who_is_at_risk: 'someone_i_know',
      danger_now: 'no',
      minors: 'no',
      languages_of_the_person: ['ar', 'fr'],
    },
  },
  {
    key: 'carwash',
    language: 'ro',
    came: 6,
    acknowledged: 5,
    body: {
      door: 'someone',
      what_happened:
        'La spălătoria de mașini de lângă rond lucrează trei băieți de la șapte dimineața până noaptea. Dorm într-o rulotă în spate. Unul mi-a spus că nu îi lasă să plece până nu plătesc drumul.',
      where: 'Spălătorie auto, polígono Las Eras, Getafe',
      who_is_at_risk: 'someone_i_saw',
      danger_now: 'no',
      minors: 'no',
      languages_of_the_person: ['ro'],
      reporter_role: 'private',
    },
  },
  {
    key: 'builder-ur',
    language: 'ur',
    came: 4,
    acknowledged: 3,
    body: {
      door: 'self',
      form: form('self'),
      what_happened:
        'ہم چھ لوگ ایک تعمیراتی جگہ پر کام کرتے ہیں۔ ساری تنخواہ ایک ہی اکاؤنٹ میں جاتی ہے۔ ہمیں مہینے میں صرف دو سو یورو ملتے ہیں۔ کوئی معاہدہ نہیں ہے۔',
      where: 'Illescas, polígono Veredilla',
      who_is_at_risk: 'self',
      danger_now: 'no',
      minors: 'no',
      languages_of_the_person: ['ur', 'pa'],
      answers: { needs: ['lawyer', 'food_money'] },
    },
  },
  {
    key: 'kitchen-bn',
    language: 'bn',
    came: 0,
    body: {
      door: 'self',
      form: form('self'),
      what_happened: 'আমি এখান থেকে বের হতে পারছি না। দরজায় তালা। ফোনটা বেশিক্ষণ রাখতে পারব না।',
      who_is_at_risk: 'self',
      danger_now: 'yes',
      minors: 'no',
      languages_of_the_person: ['bn'],
      answers: { needs: ['leave', 'talk'], danger_me: 'yes' },
    },
  },
  {
    key: 'au-pair',
    language: 'en',
    came: 3,
    acknowledged: 2,
    body: {
      door: 'self',
      form: form('self'),
      what_happened:
        'I came as an au pair. I work from six in the morning until the children sleep, seven days. They keep my passport "so it is safe". They say I owe them the flight. I want to go home but I do not know how.',
      where: 'Pozuelo, near Madrid',
      who_is_at_risk: 'self',
      danger_now: 'no',
      minors: 'no',
      languages_of_the_person: ['tl', 'en'],
      answers: { needs: ['go_home', 'talk', 'lawyer'] },
    },
  },
  {
    key: 'needs-only',
    language: 'ne',
    came: 2,
    body: {
      door: 'self',
      form: form('self'),
      what_happened: '',
      who_is_at_risk: 'self',
      danger_now: 'unsure',
      answers: { needs: ['bed', 'language', 'talk'], danger_me: 'unsure' },
      languages_of_the_person: ['ne'],
    },
  },
  {
    key: 'marconi',
    language: 'en',
    came: 7,
    acknowledged: 6,
    body: {
      door: 'someone',
      what_happened:
        'My friend works on the street in Marconi. A woman calls her every hour from +34 600 000 777 and counts her money. She says she swore an oath at home and cannot stop. She is afraid for her mother.',
      where: 'Colonia Marconi, Madrid',
      who_is_at_risk: 'someone_i_know',
      danger_now: 'unsure',
      minors: 'no',
      languages_of_the_person: ['en'],
    },
  },
  {
    key: 'begging',
    language: 'pt',
    came: 5,
    body: {
      door: 'someone',
      what_happened:
        'Todos os dias vejo a mesma menina a pedir à porta do supermercado, dos dez da manhã até à noite. Um carro branco vem buscá-la. Ontem tinha a mão queimada.',
      where: 'Supermercado da praça, Carabanchel, Madrid',
      who_is_at_risk: 'someone_i_saw',
      danger_now: 'unsure',
      minors: 'yes',
    },
  },
  {
    key: 'restaurant-hi',
    language: 'hi',
    came: 3,
    acknowledged: 2,
    body: {
      door: 'self',
      form: form('self'),
      what_happened:
        'मैं रसोई में काम करता हूँ। मालिक ने एजेंट के पैसे काटे और आठ महीने से आधी तनख्वाह दे रहा है। मुझे सिर्फ़ अपने पैसे चाहिए। मैं अपने कमरे में रहता हूँ और आ-जा सकता हूँ।',
      where: 'मैड्रिड, लावापिएस',
      who_is_at_risk: 'self',
      danger_now: 'no',
      minors: 'no',
      languages_of_the_person: ['hi', 'pa'],
      answers: { needs: ['food_money', 'lawyer'] },
    },
  },
  {
    key: 'online-offer',
    language: 'pt',
    came: 2,
    acknowledged: 1,
    body: {
      door: 'self',
      form: form('self'),
      what_happened:
        'Ofereceram-me trabalho em Madrid pela internet. Pagam a viagem, mas pedem fotos e que não diga nada à minha família. O voo é no sábado. É verdade ou é mentira?',
      where: 'Ainda estou no Brasil',
      who_is_at_risk: 'self',
      danger_now: 'no',
      minors: 'no',
      languages_of_the_person: ['pt'],
      answers: { needs: ['talk'] },
    },
  },
  {
    key: 'massage',
    language: 'es',
    came: 9,
    acknowledged: 8,
    body: {
      door: 'someone',
      what_happened:
        'En el bajo de mi edificio hay un local de masajes. Cambian de chicas cada dos semanas. Anoche una bajó descalza a la calle y un hombre la metió otra vez dentro tirándole del brazo.',
      where: 'Calle Olivar 31, bajo, Madrid',
      who_is_at_risk: 'someone_i_saw',
      danger_now: 'unsure',
      minors: 'no',
    },
  },
  {
    key: 'massage-2',
    language: 'es',
    came: 8,
    body: {
      door: 'someone',
      what_happened:
        'Vivo en Olivar 31. En el bajo hay masajes y anoche una chica salió descalza a la calle y un hombre la metió dentro tirándole del brazo. Cambian de chicas cada dos semanas.',
      where: 'Olivar 31, Madrid',
      who_is_at_risk: 'someone_i_saw',
      danger_now: 'no',
      minors: 'no',
    },
  },
  {
    key: 'salon-taken',
    language: 'ne',
    came: 6,
    acknowledged: 5,
    status: 'in_triage',
    body: {
      door: 'someone',
      what_happened:
        'मेरी साथी एउटा घरमा बच्चा हेर्छे। मालिकनीले उसलाई फोन दिँदिनन्। ऊ आइतबार मात्र चर्च आउँछे। उसले मलाई कसैलाई भन्न भनी।',
      where: 'Las Rozas, Madrid',
      who_is_at_risk: 'someone_i_know',
      danger_now: 'no',
      minors: 'no',
      languages_of_the_person: ['ne'],
      answers: { person_knows: 'agrees' },
    },
  },
  {
    key: 'spam-seo',
    language: 'en',
    came: 1,
    kept: false,
    body: {
      door: 'someone',
      what_happened:
        'Dear owner, your website can be number one in the search results!!! We offer the best price for links this month. Answer today for a free audit.',
      danger_now: 'no',
      minors: 'no',
    },
  },
  {
    key: 'spam-test',
    language: 'es',
    came: 0,
    kept: false,
    body: { door: 'someone', what_happened: 'prueba prueba asdf asdf', danger_now: null },
  },
  {
    key: 'landlord',
    language: 'es',
    came: 4,
    acknowledged: 3,
    body: {
      door: 'someone',
      what_happened:
        'Mi vecino pone la música muy alta por las noches y tiene invitados. Ya he llamado dos veces al administrador y nadie hace nada.',
      where: 'Alcorcón',
      who_is_at_risk: 'someone_i_know',
      danger_now: 'no',
      minors: 'no',
    },
  },
  {
    key: 'question',
    language: 'es',
    came: 2,
    acknowledged: 1,
    body: {
      door: 'someone',
      what_happened:
        'Trabajo en una gestoría y quiero saber qué hago si un cliente me pide tramitar diez contratos con la misma dirección. No ha pasado todavía. ¿Hay algún curso?',
      danger_now: 'no',
      minors: 'no',
      reporter_role: 'workplace',
    },
  },
  {
    key: 'waitress',
    language: 'ro',
    came: 1,
    body: {
      door: 'self',
      form: form('self'),
      what_happened:
        'Sunt ospătăriță la un club de pe autostradă. Trebuie să plătesc camera în fiecare zi chiar dacă nu lucrez. Mi-e frică de patron, dar pot ieși până la magazin dimineața.',
      where: 'Club pe A-4, lângă Ocaña',
      who_is_at_risk: 'self',
      danger_now: 'unsure',
      minors: 'no',
      languages_of_the_person: ['ro'],
      answers: { needs: ['bed', 'talk', 'leave'], danger_me: 'unsure' },
    },
  },
  {
    key: 'friend-of-maya',
    language: 'hi',
    came: 3,
    acknowledged: 2,
    body: {
      door: 'someone',
      what_happened: 'आपने मेरी पड़ोसी माया की मदद की थी। उसकी एक सहेली उसी घर में काम करने आई है। वह भी सोमवार को पार्क आती है।',
      where: 'मैड्रिड',
      who_is_at_risk: 'someone_i_know',
      danger_now: 'no',
      minors: 'no',
      languages_of_the_person: ['ne', 'hi'],
    },
  },
]
