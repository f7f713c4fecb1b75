// How those of the demo may be reached whose story does not tell it: ways, days and hours, and those who said no to all.
import type { WrittenSafeContact } from '#people/safe-contact.ts'

type Rule = Partial<WrittenSafeContact>
type Written = WrittenSafeContact['channels'][number]
const way = (channel: Written['channel'], more: Partial<Written> = {}): Written => ({
  ...{ channel, where: '', from_hour: 10, to_hour: 18, who_else: '' },
  ...more,
})
const never = (...channels: Written['channel'][]): Written[] => channels.map((each) => way(each, { allowed: false }))

const workdays = [1, 2, 3, 4, 5]
const mornings: Rule = {
  channels: [way('call', { where: '600 000 112', from_hour: 10, to_hour: 13, days: workdays }), ...never('sms')],
  say_who: 'la biblioteca del barrio',
  code_word: 'limón',
  if_someone_else_answers: 'Preguntar por otra persona, disculparse y colgar.',
}
const evenings: Rule = {
  channels: [way('chat', { where: '600 000 204', from_hour: 18, to_hour: 22, who_else: 'Su compañera de piso' })],
  say_who: 'una amiga del curso',
  code_word: 'bufanda',
  if_someone_else_answers: 'No contestar nada.',
}
const nights: Rule = {
  channels: [way('sms', { where: '600 000 318', from_hour: 22, to_hour: 2, days: [5, 6] }), ...never('call', 'letter')],
  say_who: 'el taller de bicicletas',
  code_word: 'cadena',
  if_someone_else_answers: 'No contestar nada.',
}
const onlyThrough: Rule = {
  channels: [way('through_someone', { where: 'La enfermera del centro de salud', from_hour: 9, to_hour: 14 })],
  code_word: 'paraguas',
  if_someone_else_answers: 'No dejar recado a nadie más.',
}
const post: Rule = {
  channels: [
    way('letter', { where: 'Apartado de correos 41, Sevilla', from_hour: 0, to_hour: 24 }),
    way('email', { where: 'recetas.41@correo.invalid', from_hour: 0, to_hour: 24, who_else: 'Nadie más' }),
  ],
  say_who: 'el club de recetas',
  code_word: 'canela',
  if_someone_else_answers: 'No se llama.',
}
const abroad: Rule = {
  channels: [way('chat', { where: '+977 00 000 0000', from_hour: 8, to_hour: 11, who_else: 'Su hermana lo lee' })],
  say_who: 'una prima',
  code_word: 'mango',
  if_someone_else_answers: 'Preguntar por la cosecha y despedirse.',
  time_zone: 'Asia/Kathmandu',
}
const everythingNo: Rule = { channels: never('call', 'sms', 'chat', 'email', 'letter') }

export const rules: ReadonlyMap<string, Rule> = new Map<string, Rule>([
  ['Shirin', mornings],
  ['Kamal', evenings],
  ['Salma', post],
  ['Jhon', mornings],
  ['Harpreet', { ...nights, language: 'pa' }],
  ['Simran', everythingNo],
  ['Gurdeep', mornings],
  ['Arjun', evenings],
  ['Kumar', { ...evenings, language: 'ne' }],
  ['Deepa', everythingNo],
  ['Ramesh', abroad],
  ['Sabina', onlyThrough],
  ['Joy', { ...evenings, language: 'en' }],
  ['Precious', everythingNo],
  ['Favour', mornings],
  ['Imran', nights],
  ['Farida', { ...onlyThrough, language: 'ur' }],
  ['Usman', post],
  ['Marian', mornings],
  ['Andrei', everythingNo],
  ['Crina', post],
  ['Antonio', evenings],
  ['Nerea', onlyThrough],
  ['Samuel', mornings],
])
