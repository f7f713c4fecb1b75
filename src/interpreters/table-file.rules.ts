// A table as a file: CSV for any program, XLSX for whoever opens it with a double click. Text that a spreadsheet would
// calculate is made harmless; numbers are numbers.
import { stringify } from 'csv-stringify/sync'
import { strToU8, zipSync } from 'fflate'
import { harmless } from '#exchange/hsds-package.rules.ts'

export type Cell = string | number
export interface TableFile {
  columns: string[]
  rows: Cell[][]
}

/** With a byte order mark: without it spreadsheets read accents as two letters. */
export const csvFile = ({ columns, rows }: TableFile): Uint8Array =>
  strToU8(
    `\uFEFF${stringify(
      [columns, ...rows].map((row) => row.map((cell) => (typeof cell === 'string' ? harmless(cell) : String(cell)))),
      { record_delimiter: '\r\n' },
    )}`,
  )

const escaped = (text: string): string =>
  text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`).replace(/(?![\t\n])\p{Cc}/gu, '')

/** 0 → A, 26 → AA. */
const column = (at: number): string =>
  at < 26 ? String.fromCharCode(65 + at) : `${column(Math.floor(at / 26) - 1)}${column(at % 26)}`

const cellOf = (cell: Cell, x: number, y: number): string =>
  typeof cell === 'number'
    ? `<c r="${column(x)}${y}"><v>${cell}</v></c>`
    : `<c r="${column(x)}${y}" t="inlineStr"><is><t xml:space="preserve">${escaped(cell)}</t></is></c>`

const xml = (body: string): Uint8Array => strToU8(`<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n${body}`)
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const pack = 'http://schemas.openxmlformats.org/package/2006'
const kind = 'application/vnd.openxmlformats-officedocument.spreadsheetml'

/** One sheet, the least a spreadsheet program asks for, and no date of when it was made. */
export const xlsxFile = ({ columns, rows }: TableFile): Uint8Array =>
  zipSync(
    {
      '[Content_Types].xml': xml(
        `<Types xmlns="${pack}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${kind}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${kind}.worksheet+xml"/></Types>`,
      ),
      '_rels/.rels': xml(
        `<Relationships xmlns="${pack}/relationships"><Relationship Id="rId1" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
      ),
      'xl/_rels/workbook.xml.rels': xml(
        `<Relationships xmlns="${pack}/relationships"><Relationship Id="rId1" Type="${office}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
      ),
      'xl/workbook.xml': xml(
        `<workbook xmlns="${main}" xmlns:r="${office}"><sheets><sheet name="1" sheetId="1" r:id="rId1"/></sheets></workbook>`,
      ),
      'xl/worksheets/sheet1.xml': xml(
        `<worksheet xmlns="${main}"><sheetData>${[columns, ...rows].map((row, y) => `<row r="${y + 1}">${row.map((cell, x) => cellOf(cell, x, y + 1)).join('')}</row>`).join('')}</sheetData></worksheet>`,
      ),
    },
    { level: 6, mtime: new Date('2000-01-01T00:00:00Z') },
  )
