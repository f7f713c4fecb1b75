// The papers of the demo's people. Numbers, courts and reports are invented, and so is every picture.
import type { DocumentWish } from '#test/world-documents.ts'

/** Known of, but neither seen nor here. */
const unseenPassport = (number: string, issuer: string, held_by: DocumentWish['held_by']): DocumentWish => ({
  ...{ type: 'passport', section: 'identity', held_by, seen: 'none', number, issuer, issued: 1_400, added: 20 },
})
const passport = (number: string, issuer: string, change: Partial<DocumentWish> = {}): DocumentWish => ({
  ...{ type: 'passport', section: 'identity', held_by: 'person', seen: 'original', number, issuer },
  ...{ issued: 1_400, ends: 2_200, added: 20, file: 'booklet' },
  ...change,
})

export const documents: ReadonlyMap<string, DocumentWish[]> = new Map([
  [
    'Maya',
    [
      passport('NP0184426', 'Kathmandu', {
        ...{ held_by: 'exploiter', seen: 'copy', added: 38, ends: 410 },
        note: 'El original lo tiene la familia para la que trabajaba. La copia es una foto del teléfono.',
      }),
      {
        ...{
          type: 'nie',
          section: 'law',
          held_by: 'person',
          seen: 'original',
          number: 'Y0000000X',
          ends: -12,
          added: 30,
        },
        ...{ issuer: 'Oficina de Extranjería, Madrid', issued: 377, file: 'card', note: 'Caducado: pedir cita.' },
      },
      {
        ...{
          type: 'court_letter',
          section: 'law',
          held_by: 'organisation',
          seen: 'original',
          number: 'DP 0000/26',
          added: 9,
        },
        ...{ issuer: 'Juzgado de Instrucción (inventado)', issued: 14, ends: 18 },
        file: [
          'JUZGADO DE INSTRUCCION (INVENTADO)',
          'Diligencias previas 0000/26',
          'Se cita a declarar como testigo.',
          'Documento de muestra.',
        ],
      },
      {
        ...{ type: 'registration', section: 'home', held_by: 'person', seen: 'copy', ends: 74, added: 22, issued: 16 },
        ...{ issuer: 'Ayuntamiento de Madrid', note: 'Volante, vale tres meses.' },
      },
      { type: 'health_card', section: 'health', held_by: 'person', seen: 'original', added: 18, file: 'card' },
    ],
  ],
  [
    'Sarita',
    [
      unseenPassport('NP0177120', 'Kathmandu', 'lost'),
      {
        ...{
          type: 'consular_certificate',
          section: 'identity',
          held_by: 'person',
          seen: 'original',
          ends: 41,
          added: 12,
        },
        ...{
          issuer: 'Embajada (inventada)',
          issued: 49,
          file: ['CERTIFICADO CONSULAR (MUESTRA)', 'Documento inventado.'],
        },
      },
    ],
  ],
  [
    'Blessing',
    [
      passport('A0000001', 'Benin City', { held_by: 'police', seen: 'copy', ends: 300 }),
      {
        ...{
          type: 'asylum_card',
          section: 'law',
          held_by: 'person',
          seen: 'original',
          number: 'N0000000',
          ends: 27,
          added: 60,
        },
        ...{ issuer: 'Oficina de Asilo y Refugio', issued: 155, file: 'card' },
      },
      { type: 'protection_order', section: 'law', held_by: 'organisation', seen: 'original', added: 44, ends: 160 },
    ],
  ],
  ['Harpreet', [unseenPassport('Z0000007', 'Amritsar', 'exploiter')]],
  [
    'Farida',
    [
      passport('PK0000012', 'Gujrat', { ends: 52 }),
      { type: 'health_card', section: 'health', held_by: 'person', seen: 'original', added: 15 },
    ],
  ],
  [
    'Mihaela',
    [
      {
        type: 'national_id',
        section: 'identity',
        held_by: 'person',
        seen: 'original',
        ends: -40,
        added: 70,
        file: 'card',
      },
    ],
  ],
])
