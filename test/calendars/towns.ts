// The feasts of towns, which no library knows: from memory and unreviewed, to be compared with the calendar each town
// publishes. `easter` is counted in days from Easter Sunday. What is not whole says so, and a deadline there says so too.

export interface Town {
  name: string
  province: string
  fixed?: string[]
  easter?: number[]
  /** Other days of one year. */
  days?: string[]
  /** Both of its days are told: without it a year of the town counts as unknown. */
  whole?: true
}

const [shroveMonday, shroveTuesday, easterTuesday, whitMonday, corpus] = [-48, -47, 2, 50, 60]

export const townsOfSpain: Record<string, Town> = {
  'vitoria-gasteiz': { name: 'Vitoria-Gasteiz', province: '01', fixed: ['04-28', '08-05'], whole: true },
  albacete: { name: 'Albacete', province: '02', fixed: ['06-24', '09-08'], whole: true },
  alicante: { name: 'Alicante/Alacant', province: '03', easter: [11] },
  almeria: { name: 'Almería', province: '04' },
  avila: { name: 'Ávila', province: '05', fixed: ['05-02', '10-15'], whole: true },
  badajoz: { name: 'Badajoz', province: '06', fixed: ['06-24'], easter: [shroveTuesday], whole: true },
  palma: { name: 'Palma', province: '07', fixed: ['01-20'] },
  barcelona: { name: 'Barcelona', province: '08', fixed: ['09-24'], easter: [whitMonday], whole: true },
  burgos: { name: 'Burgos', province: '09', fixed: ['06-29'], easter: [corpus + 1], whole: true },
  caceres: { name: 'Cáceres', province: '10', fixed: ['04-23'] },
  cadiz: { name: 'Cádiz', province: '11', fixed: ['10-07'], easter: [shroveMonday], whole: true },
  jerez: { name: 'Jerez de la Frontera', province: '11', fixed: ['09-24', '10-09'], whole: true },
  castellon: { name: 'Castelló de la Plana', province: '12', fixed: ['06-29'], easter: [-27], whole: true },
  'ciudad-real': { name: 'Ciudad Real', province: '13' },
  cordoba: { name: 'Córdoba', province: '14', fixed: ['09-08', '10-24'], whole: true },
  'a-coruna': { name: 'A Coruña', province: '15', easter: [shroveTuesday] },
  cuenca: { name: 'Cuenca', province: '16', fixed: ['01-28', '09-21'], whole: true },
  girona: { name: 'Girona', province: '17', fixed: ['07-25', '10-29'], whole: true },
  granada: { name: 'Granada', province: '18', fixed: ['01-02'], easter: [corpus], whole: true },
  guadalajara: { name: 'Guadalajara', province: '19', fixed: ['09-08'] },
  donostia: { name: 'Donostia/San Sebastián', province: '20', fixed: ['01-20', '07-31'], whole: true },
  huelva: { name: 'Huelva', province: '21', fixed: ['08-03', '09-08'], whole: true },
  huesca: { name: 'Huesca', province: '22', fixed: ['01-22', '08-10'], whole: true },
  jaen: { name: 'Jaén', province: '23', fixed: ['06-11', '10-18'], whole: true },
  leon: { name: 'León', province: '24', fixed: ['06-24', '10-05'], whole: true },
  lleida: { name: 'Lleida', province: '25', fixed: ['05-11', '09-29'], whole: true },
  logrono: { name: 'Logroño', province: '26', fixed: ['06-11', '09-21'], whole: true },
  lugo: { name: 'Lugo', province: '27', fixed: ['10-05'], easter: [shroveTuesday], whole: true },
  madrid: { name: 'Madrid', province: '28', fixed: ['05-15', '11-09'], days: ['2025-11-10'], whole: true },
  malaga: { name: 'Málaga', province: '29', fixed: ['08-19', '09-08'], whole: true },
  murcia: { name: 'Murcia', province: '30', easter: [easterTuesday] },
  pamplona: { name: 'Pamplona/Iruña', province: '31', fixed: ['07-07', '11-29'], whole: true },
  ourense: { name: 'Ourense', province: '32', fixed: ['11-11'], easter: [shroveTuesday], whole: true },
  oviedo: { name: 'Oviedo', province: '33', fixed: ['09-21'], easter: [whitMonday + 1], whole: true },
  gijon: { name: 'Gijón', province: '33', fixed: ['06-29'], easter: [shroveTuesday], whole: true },
  palencia: { name: 'Palencia', province: '34', fixed: ['02-02', '09-02'], whole: true },
  'las-palmas': {
    ...{ name: 'Las Palmas de Gran Canaria', province: '35' },
    ...{ fixed: ['06-24'], easter: [shroveTuesday], whole: true },
  },
  pontevedra: { name: 'Pontevedra', province: '36', fixed: ['07-11'] },
  vigo: { name: 'Vigo', province: '36', fixed: ['03-28', '08-16'], whole: true },
  salamanca: { name: 'Salamanca', province: '37', fixed: ['06-12', '09-08'], whole: true },
  'santa-cruz': {
    ...{ name: 'Santa Cruz de Tenerife', province: '38' },
    ...{ fixed: ['05-03'], easter: [shroveTuesday], whole: true },
  },
  santander: { name: 'Santander', province: '39' },
  segovia: { name: 'Segovia', province: '40', fixed: ['06-29', '10-25'], whole: true },
  sevilla: { name: 'Sevilla', province: '41', easter: [corpus] },
  soria: { name: 'Soria', province: '42', fixed: ['10-02'] },
  tarragona: { name: 'Tarragona', province: '43', fixed: ['08-19', '09-23'], whole: true },
  teruel: { name: 'Teruel', province: '44', easter: [easterTuesday] },
  toledo: { name: 'Toledo', province: '45', fixed: ['01-23'] },
  valencia: { name: 'Valencia/València', province: '46', fixed: ['01-22'], easter: [8], whole: true },
  valladolid: { name: 'Valladolid', province: '47', fixed: ['05-13', '09-08'], whole: true },
  bilbao: { name: 'Bilbao', province: '48', fixed: ['07-31'] },
  zamora: { name: 'Zamora', province: '49', fixed: ['06-29'], easter: [whitMonday], whole: true },
  zaragoza: { name: 'Zaragoza', province: '50', fixed: ['01-29', '03-05'], whole: true },
  ceuta: { name: 'Ceuta', province: '51' },
  melilla: { name: 'Melilla', province: '52' },
}

const patron = (name: string, province: string, fixed: string): Town => ({
  ...{ name, province, fixed: [fixed], whole: true },
})

/** Italy keeps the day of the patron saint, wherever in the week it falls. */
export const townsOfItaly: Record<string, Town> = {
  bari: patron('Bari', 'IT-BA', '12-06'),
  bologna: patron('Bologna', 'IT-BO', '10-04'),
  brescia: patron('Brescia', 'IT-BS', '02-15'),
  catania: patron('Catania', 'IT-CT', '02-05'),
  firenze: patron('Firenze', 'IT-FI', '06-24'),
  genova: patron('Genova', 'IT-GE', '06-24'),
  milano: patron('Milano', 'IT-MI', '12-07'),
  napoli: patron('Napoli', 'IT-NA', '09-19'),
  padova: patron('Padova', 'IT-PD', '06-13'),
  palermo: patron('Palermo', 'IT-PA', '07-15'),
  roma: patron('Roma', 'IT-RM', '06-29'),
  torino: patron('Torino', 'IT-TO', '06-24'),
  trieste: patron('Trieste', 'IT-TS', '11-03'),
  venezia: patron('Venezia', 'IT-VE', '11-21'),
  verona: patron('Verona', 'IT-VR', '05-21'),
}
