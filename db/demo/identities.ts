// Who the demo's invented people are, in the scripts they write their names in. Nobody here exists. Whoever was hardly
// met yet has no legal identity here: that is how it is at the beginning.
import { around } from './around.ts'
import type { ToldWho } from './who.ts'

const who: Record<string, ToldWho> = {
  // Nepal
  Maya: {
    names: 'legal माया कुमारी तामाङ = Maya Kumari Tamang; used Maya; imposed Kanchi',
    born: 'documented 04-12 Sindhupalchok',
    speaks: 'taj mother_tongue no no; ne fluent yes yes; hi gets_by a_little no',
    literacy: 'yes',
    customs: 'No come carne de vaca. El altar pequeño va en su cuarto.',
  },
  Bishnu: {
    names: 'legal बिष्णु प्रसाद अधिकारी = Bishnu Prasad Adhikari; used Bishnu',
    born: 'documented 09-30 Chitwan',
    speaks: 'ne mother_tongue yes yes; en gets_by yes a_little',
    literacy: 'yes',
  },
  Sarita: {
    names: 'legal सरिता चौधरी = Sarita Chaudhary; used Sarita; imposed Priya',
    born: 'said 01-18 Bardiya',
    speaks: 'ne fluent a_little no; mai mother_tongue no no tharu de Bardiya',
    literacy: 'a_little',
    stateless: 'at_risk',
  },
  Kumar: {
    names: 'legal कुमार गुरुङ = Kumar Gurung; used Kumar',
    born: 'documented 11-02 Lamjung',
    speaks: 'ne mother_tongue yes yes; hi fluent yes no; es gets_by yes a_little',
    literacy: 'yes',
  },
  Anjali: {
    names: 'legal अञ्जली श्रेष्ठ = Anjali Shrestha; used Anjali',
    born: 'said 06-21 Dolakha',
    speaks: 'ne mother_tongue yes yes; en fluent yes yes',
    literacy: 'yes',
    decisions: [
      {
        ago: 4,
        treated_as: 'minor',
        ground: 'authority_decision',
        basis: 'Acogida por la entidad de protección; oficio en documentos.',
      },
    ],
  },
  Deepa: {
    names: 'legal दीपा राई = Deepa Rai; used Deepa',
    born: 'documented 10-09 Khotang',
    speaks: 'ne fluent yes yes; hi gets_by a_little no',
    literacy: 'yes',
    customs: 'Ayuna algunos lunes; los niños no.',
  },
  Ramesh: {
    names: 'legal रमेश विश्वकर्मा = Ramesh Bishwakarma; former Ramesh Kami; used Ramesh',
    born: 'documented 03-15 Gorkha',
    speaks: 'ne mother_tongue a_little a_little',
    literacy: 'a_little',
  },
  Sabina: {
    names: 'legal सविना मगर = Sabina Magar; used Sabina; imposed Nina',
    born: 'said year Palpa',
    speaks: 'ne mother_tongue yes yes; en fluent yes yes',
    literacy: 'yes',
    estimates: [
      {
        ago: 9,
        from: 17,
        to: 21,
        by: 'team',
        basis: 'Los cursos que cuenta y el año en que dejó el colegio.',
        doubts: 'El pasaporte que enseñaron por ella dice 22; la foto no se le parece.',
      },
    ],
  },
  // India
  Harpreet: {
    names: 'legal ਹਰਪ੍ਰੀਤ ਸਿੰਘ ਢਿੱਲੋਂ = Harpreet Singh Dhillon; used Harpreet; used हरप्रीत',
    born: 'documented 02-08 Ferozepur',
    speaks: 'pa mother_tongue yes yes malwai; hi fluent yes a_little',
    literacy: 'yes',
    customs: 'Lleva turbante; no fuma nadie en su habitación.',
  },
  Lakshmi: {
    names: 'legal லட்சுமி முருகன் = Lakshmi Murugan; used Lakshmi; imposed Auntie',
    born: 'estimated -1+1 Ramanathapuram',
    speaks: 'ta mother_tongue a_little no; en gets_by a_little no',
    literacy: 'a_little',
  },
  Simran: {
    names: 'legal ਸਿਮਰਨ ਕੌਰ ਗਿੱਲ = Simran Kaur Gill; used Simran',
    born: 'documented 05-27 Terrassa',
    speaks: 'es mother_tongue yes yes; pa fluent a_little no; ca fluent yes yes',
    nationalities: ['IN', 'ES'],
    literacy: 'yes',
  },
  Gurdeep: {
    names: 'legal ਗੁਰਦੀਪ ਸਿੰਘ = Gurdeep Singh; used Gurdeep',
    born: 'documented 08-14 Hoshiarpur',
    speaks: 'pa mother_tongue yes yes doabi; en gets_by yes a_little',
    literacy: 'yes',
  },
  Arjun: {
    names: 'legal अर्जुन यादव = Arjun Yadav; used Arjun',
    born: 'said 07-07 Gaya',
    speaks: 'hi mother_tongue yes yes; bho fluent no no; es gets_by yes a_little',
    literacy: 'yes',
    estimates: [
      {
        ago: 140,
        from: 18,
        to: 20,
        by: 'team',
        basis: 'Certificado escolar en foto; coincide con lo que cuenta.',
        doubts: '',
      },
    ],
  },
  // Bangladesh
  Rahim: {
    names: 'legal মোহাম্মদ আব্দুর রহিম = Mohammad Abdur Rahim; used রহিম',
    born: 'said 01-01 Sunamganj',
    speaks: 'bn fluent a_little no; syl mother_tongue no no Sylheti',
    literacy: 'a_little',
    customs: 'Reza cinco veces; le basta un rincón limpio. Come halal.',
  },
  Shirin: {
    names: 'legal শিরীন আক্তার = Shirin Akter; used Shirin',
    born: 'documented 11-19 Noakhali',
    speaks: 'bn mother_tongue yes yes noakhali; hi fluent no no',
    literacy: 'yes',
  },
  Kamal: {
    names: 'legal কামাল হোসেন = Kamal Hossain; used কামাল; former Md. Kamal Hosen',
    born: 'said 01-01 Madaripur',
    speaks: 'bn mother_tongue a_little a_little',
    literacy: 'a_little',
  },
  Nasrin: {
    names: 'legal নাসরিন সুলতানা = Nasrin Sultana; used Nasrin',
    born: 'documented 06-03 Dhaka',
    speaks: 'bn mother_tongue yes yes; es gets_by yes a_little',
    literacy: 'yes',
    customs: 'Come halal. Lleva pañuelo y no quiere que se lo comenten.',
  },
  Jahid: {
    names: 'legal জাহিদুল ইসলাম = Jahidul Islam; used জাহিদ; imposed Rocky',
    born: 'estimated -2+1 Brahmanbaria',
    speaks: 'bn mother_tongue a_little no; ctg few_words no no',
    literacy: 'a_little',
    estimates: [
      {
        ago: 11,
        from: 16,
        to: 19,
        by: 'team',
        basis: 'Lo que cuenta de la escuela y de sus hermanos.',
        doubts: 'Dice 19 delante del adulto y 16 a solas.',
      },
      {
        ago: 7,
        from: 15,
        to: 18,
        by: 'doctor',
        basis: 'Consulta de pediatría, sin pruebas de imagen.',
        doubts: 'La médica pide no decidir solo con esto.',
      },
    ],
    decisions: [
      {
        ago: 10,
        treated_as: 'minor',
        ground: 'team_doubt',
        basis: 'Reunión de equipo: en la duda, menor. Se le explicó por qué.',
      },
    ],
  },
  Salma: {
    names: 'legal সালমা খাতুন = Salma Khatun; former সালমা বেগম; used Salma',
    born: 'documented 09-11 Cumilla',
    speaks: 'bn mother_tongue yes yes; en fluent yes yes',
    literacy: 'yes',
    nationalities: ['BD'],
  },
  // Pakistan
  Zainab: {
    names: 'legal زینب بی بی = Zainab Bibi; used Zainab',
    born: 'documented 03-02 Gujrat',
    speaks: 'ur mother_tongue yes yes; pa fluent no no',
    literacy: 'yes',
    customs: 'Come halal. Reza en su cuarto.',
  },
  Imran: {
    names: 'legal محمد عمران یوسف = Muhammad Imran Yousuf; used Imran',
    born: 'documented 12-01 Sialkot',
    speaks: 'ur fluent yes yes; pa mother_tongue a_little no; en gets_by yes a_little',
    literacy: 'yes',
  },
  Bilal: { names: 'used بلال', born: 'said year', speaks: 'ur mother_tongue - -' },
  Farida: {
    names: 'legal فریدہ خاتون = Farida Khatoon; used Farida; imposed Baji',
    born: 'said -1+1 Bahawalpur',
    speaks: 'ur fluent no no; pa mother_tongue no no saraiki',
    literacy: 'no',
    stateless: 'said',
    nationalities: [],
    customs: 'Come halal y sin azúcar.',
  },
  Usman: {
    names: 'legal عثمان علی = Usman Ali; used Usman',
    born: 'documented 04-28 Mandi Bahauddin',
    speaks: 'ur mother_tongue yes yes; es fluent yes yes',
    literacy: 'yes',
  },
  // Nigeria
  Blessing: {
    names: 'legal Blessing Osamuyimen Ighodaro; used Blessing; imposed Jennifer',
    born: 'said 08-20 Benin City',
    speaks: 'bin mother_tongue a_little no; en fluent yes yes; pcm fluent - -',
    literacy: 'yes',
    says: { address_as: 'Por su nombre, nunca «mami».' },
  },
  Joy: {
    names: 'legal Oluwaṣeun Joy Adébáyọ̀ = Oluwaseun Joy Adebayo; used Joy',
    born: 'documented 02-14 Abẹ́òkúta',
    speaks: 'yo mother_tongue yes yes; en fluent yes yes',
    literacy: 'yes',
  },
  Precious: {
    names: 'legal Precious Efosa; used Precious; imposed Sandra Williams',
    born: 'said 10-05 Uromi',
    speaks: 'en fluent a_little a_little; bin gets_by no no esan',
    literacy: 'a_little',
    estimates: [
      {
        ago: 16,
        from: 15,
        to: 17,
        by: 'team',
        basis: 'Lo que cuenta de la escuela y de su hermana menor.',
        doubts: 'Los papeles del viaje dicen 22; no son suyos.',
      },
    ],
    decisions: [
      {
        ago: 15,
        treated_as: 'minor',
        ground: 'authority_decision',
        basis: 'Entidad de protección: guarda provisional mientras se determina la edad.',
      },
    ],
  },
  Osas: {
    names: 'legal Osasumwen Festus Idahosa; used Osas',
    born: 'said 05-16 Benin City',
    speaks: 'bin mother_tongue yes a_little; en fluent yes yes; fr gets_by no no',
    literacy: 'yes',
  },
  Favour: {
    names: 'legal Favour Chinwe Okafọ = Favour Chinwe Okafo; used Favour; former Favour Obi',
    born: 'documented 07-30 Enugu',
    speaks: 'ig mother_tongue yes yes; en fluent yes yes; es fluent yes a_little',
    literacy: 'yes',
  },
  Gift: {
    names: 'used Gift; legal Itohan Omoregie; imposed Girl',
    born: 'said 01-27 Ekpoma',
    speaks: 'bin mother_tongue no no; en fluent yes yes',
    literacy: 'yes',
    says: { address_as: 'Gift. Su nombre legal solo en papeles.' },
  },
  // Colombia
  Valentina: {
    names: 'used Valentina Restrepo; legal Carlos Andrés Restrepo Gil; imposed Dayana',
    born: 'documented 06-10 Pereira',
    speaks: 'es mother_tongue yes yes',
    literacy: 'yes',
    says: { gender_words: 'Mujer. «Trans» solo si hace falta para un trámite.', address_as: 'Ella, Valentina, de tú.' },
  },
  Yurani: {
    names: 'legal Yurani Andrea Mosquera Palacios; used Yurani; imposed Kelly',
    born: 'documented 09-09 Quibdó',
    speaks: 'es mother_tongue yes yes',
    literacy: 'yes',
  },
  Jhon: {
    names: 'legal Jhon Jairo Castaño; used Jhon; imposed José Luis Marín',
    born: 'documented 03-21 Cali',
    speaks: 'es mother_tongue yes a_little',
    literacy: 'a_little',
  },
  Marisol: {
    names: 'legal Marisol Quintero de Ávila; former Marisol Quintero; used Marisol',
    born: 'documented 12-08 Armenia',
    speaks: 'es mother_tongue yes yes',
    nationalities: ['CO', 'ES'],
    literacy: 'yes',
  },
  // Romania
  Ioana: {
    names: 'legal Ioana-Mihaela Ștefănescu; used Ioana; imposed Eva',
    born: 'documented 02-26 Țăndărei',
    speaks: 'ro mother_tongue yes yes; es gets_by yes no',
    literacy: 'yes',
  },
  Marian: {
    names: 'legal Marian Căldăraru; used Marian',
    born: 'documented 10-30 Brăila',
    speaks: 'rom mother_tongue no no; ro fluent a_little no',
    literacy: 'a_little',
  },
  Mihaela: {
    names: 'legal Mihaela Țuțu; former Mihaela Stoica; used Mihaela',
    born: 'documented 05-05 Giurgiu',
    speaks: 'ro fluent no no; rom mother_tongue no no; es gets_by no no',
    literacy: 'no',
  },
  Andrei: {
    names: 'legal Andrei Dumitru; used Andrei; imposed Alexandru Pop',
    born: 'said year Craiova',
    speaks: 'ro mother_tongue a_little no; es gets_by no no',
    literacy: 'a_little',
    estimates: [
      {
        ago: 20,
        from: 13,
        to: 15,
        by: 'authority',
        basis: 'Consulado: partida de nacimiento pedida, aún sin llegar.',
        doubts: 'En comisaría dio tres edades distintas.',
      },
    ],
  },
  Crina: {
    names: 'legal Crina-Elena Brânză; used Crina',
    born: 'documented 11-11 Botoșani',
    speaks: 'ro mother_tongue yes yes; es fluent yes yes',
    literacy: 'yes',
  },
  // Spain
  Alba: {
    names: 'legal Alba Ferreiro Otero; used Alba',
    born: 'documented 10-12 Ourense',
    speaks: 'es mother_tongue yes yes; gl fluent yes yes',
    literacy: 'yes',
  },
  Antonio: {
    names: 'legal Antonio Heredia Vargas; used Antonio; imposed Toni',
    born: 'documented 01-17 Úbeda',
    speaks: 'es mother_tongue a_little no',
    literacy: 'a_little',
    says: { address_as: 'De usted, y despacio.' },
  },
  Nerea: {
    names: 'legal Nerea Salas Ibáñez; used Nere',
    born: 'documented 08-08 Burgos',
    speaks: 'es mother_tongue yes yes',
    literacy: 'yes',
  },
  Samuel: {
    names: 'legal Samuel Cortés Amaya; used Samu',
    born: 'documented 04-04 Jaén',
    speaks: 'es mother_tongue yes a_little',
    literacy: 'a_little',
  },
}

/** By alias; an alias that is in neither is someone we have hardly met. */
export const identities: ReadonlyMap<string, ToldWho> = new Map(
  [...new Set([...Object.keys(who), ...Object.keys(around)])].map((alias) => [
    alias,
    { ...who[alias], around: around[alias] ?? [] },
  ]),
)
