// Sets the certificate on paper: one page, calm, with the name in whatever script it is written and a code that leads to where
// anybody can check it.
import qrcode from 'qrcode'
import { chineseFonts } from '#kit/press/chinese.ts'
import { press } from '#kit/press/press.ts'
import { fontsOf } from '#kit/press/scripts.ts'
import { formatDay, formatNumber } from '#language/format.ts'
import { translatorOf } from '#language/load-texts.ts'
import { showNumber } from './credential.rules.ts'
import type { Credential } from './credential.ts'
import { originOf } from './issuer.rules.ts'

/** The name shrinks until it stands on one line, or on two where it is very long. */
const source = `
#let d = json(bytes(sys.inputs.data))
#let green = rgb("#1d5f57")
#let warm = rgb("#e3b98f")
#let soft = rgb("#665f56")
#set document(title: d.title, date: none)
#set page(paper: "a4", flipped: true, margin: 0mm, fill: rgb("#fffdf9"))
#set text(font: d.fonts, lang: d.language, fill: rgb("#2a2723"), size: 11pt)
#set par(leading: 0.6em, spacing: 0pt)
#place(top + left, rect(width: 9mm, height: 100%, fill: green))
#place(top + left, dx: 9mm, rect(width: 1.2mm, height: 100%, fill: warm))
#let wide = 297mm - 34mm - 22mm
#let fitted(body, sizes) = layout(room => {
  let fits = sizes.find(size => measure(text(size, body)).width <= room.width)
  text(if fits == none { sizes.last() } else { fits }, body)
})
#let sizes = (40pt, 36pt, 32pt, 28pt, 24pt, 20pt, 17pt)
#let fact(label, value) = stack(spacing: 2.2mm, text(9pt, fill: soft, label), box(text(12pt, value)))
#let bold(size, body, ink: rgb("#2a2723")) = text(size, fill: ink, stroke: (0.028 * size) + ink, body)
#place(top + left, dx: 34mm, dy: 20mm, block(width: wide, stack(dir: ttb,
  bold(13pt, ink: green, d.issuer),
  v(19mm),
  text(10.5pt, fill: soft, tracking: 0.16em, upper(d.words.heading)),
  v(9mm),
  if d.thin { set text(stroke: 0.6pt + rgb("#2a2723")); fitted(d.name, sizes) } else { fitted(d.name, sizes) },
  v(9mm),
  line(length: 46mm, stroke: 1.4pt + warm),
  v(10mm),
  text(13pt, fill: soft, d.words.did),
  v(5.5mm),
  bold(22pt, d.title),
  v(7mm),
  block(width: 175mm, text(12pt, fill: soft, d.narrative)),
)))
#place(bottom + left, dx: 34mm, dy: -19mm, block(width: wide, grid(columns: (1fr, auto), align: (start + bottom, end + bottom), column-gutter: 10mm,
  block({
    grid(columns: d.facts.len(), column-gutter: 13mm, ..d.facts.map(each => fact(each.at(0), each.at(1))))
    v(7mm)
    block(width: 160mm, { set par(leading: 0.6em); text(8pt, fill: soft, d.words.small) })
  }),
  if d.link != none {
    stack(dir: ttb, spacing: 2.5mm, align(end, image("/qr.svg", width: 30mm)), align(end, text(8pt, fill: soft, d.link)))
  })))
`

interface OnPaper {
  name: string
  number: string
  public_url: string | undefined
}

export const printCertificate = async (credential: Credential, { name, number, public_url }: OnPaper) => {
  const { achievement } = credential.credentialSubject
  const language = achievement.inLanguage
  const t = translatorOf(language)
  // A day stays on its line.
  const day = (moment: string) => formatDay(language, moment.slice(0, 10), 'long').replaceAll(' ', '\u00a0')
  const origin = originOf(public_url)
  const address = origin && `${origin}/verify/${number}`
  const facts = [
    [t('verify.paper.hours'), formatNumber(language, achievement.creditsAvailable)],
    [t('verify.paper.issued'), day(credential.validFrom)],
    ...(credential.validUntil ? [[t('verify.paper.until'), day(credential.validUntil)]] : []),
    [t('verify.paper.number'), showNumber(number)],
  ]
  const data = {
    ...{ name, language, facts },
    title: achievement.name,
    issuer: credential.issuer.name,
    narrative: achievement.criteria.narrative,
    link: address ? address.replace(/^https?:\/\//, '') : null,
    words: {
      heading: t('verify.paper.heading'),
      did: t(`verify.paper.did.${achievement.tag[0]}`),
      small: t(address ? 'verify.paper.small' : 'verify.paper.small_alone'),
    },
    fonts: [...fontsOf(language), 'Noto Sans SC'],
    // The Chinese font comes thin.
    thin: /\p{Script=Han}/u.test(name),
  }
  const qr = address
    ? await qrcode.toString(address, { type: 'svg', margin: 0, errorCorrectionLevel: 'M', color: { dark: '#2a2723' } })
    : undefined
  return press({
    ...{ source, data },
    fonts: chineseFonts(JSON.stringify(data)),
    ...(qr && { files: { '/qr.svg': Buffer.from(qr) } }),
  })
}
