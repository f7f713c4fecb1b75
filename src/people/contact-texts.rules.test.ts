// Whoever reads along on the phone learns nothing: no text of the list says what this is about, in any language.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import list from '#data/messages/neutral.json' with { type: 'json' }
import { neutralText } from './contact-texts.rules.ts'
import { NeutralTexts, NeutralValues } from './contact-texts.ts'

const texts = NeutralTexts.parse(list)
const codes = texts.templates.map(({ code }) => code)

/** Words that would tell. Stems, so that no form of them slips through. */
const telling =
  /help|support|traffick|exploit|victim|police|shelter|lawyer|legal|social|worker|association|organi[sz]|charity|ngo\b|refug|rescue|safe|case\b|amparo|ayud|apoyo|trata|explot|víctim|polic|acog|abogad|asociaci|aiuto|aiut|sostegn|tratta|sfrutt|vittim|polizia|rifugi|avvocat|associazion|मदद|सहायता|तस्करी|पुलिस|शोषण|पीड़ित|संस्था|वकील|সাহায্য|সহায়তা|পাচার|পুলিশ|শোষণ|সংস্থা|উকিল|मद्दत|सहयोग|बेचबिखन|प्रहरी|पीडित|مدد|امداد|اسمگلنگ|پولیس|استحصال|متاثر|تنظیم|وکیل|aide|soutien|traite|victime|police|foyer|avocat|associat|مساعدة|دعم|اتجار|ضحية|شرطة|ملجأ|محام|جمعية|منظمة|ajuda|apoio|tráfico|vítima|polícia|abrigo|advogad|associa|ajutor|sprijin|trafic|victim|poliț|adăpost|avocat|asocia|帮助|援助|救|贩卖|受害|警察|律师|庇护|协会|机构/iu

test('every language has every text, and none says what it is about', () => {
  assert.deepEqual(
    ['en', 'es', 'it', 'hi', 'bn', 'ne', 'ur'].filter((code) => !texts.languages[code]),
    [],
  )
  for (const [code, { greeting, entry, texts: words }] of Object.entries(texts.languages)) {
    assert.deepEqual(Object.keys(words).sort(), [...codes].sort(), code)
    for (const [template, text] of Object.entries({ ...words, greeting, entry, sender: texts.sender })) {
      assert.doesNotMatch(text, telling, `${code} ${template}`)
      assert.doesNotMatch(text, /https?:|www\.|@|\d/, `${code} ${template}: no link, address or number`)
    }
    for (const { code: template, takes } of texts.templates) {
      const holes = [...(words[template] ?? '').matchAll(/\{(\w+)\}/g)].map(([, name]) => name!)
      if (template !== 'entry') assert.deepEqual(holes.sort(), [...takes].sort(), `${code} ${template}`)
    }
  }
})

test('a text is filled with its day and hour and nothing else', () => {
  const wish = { kind: 'message', template: 'see_you', language: 'es' } as const
  const values = { day: '2026-11-24', hour: '10:30' }
  assert.deepEqual(neutralText(texts, { ...wish, values }), {
    sender: 'A.',
    subject: 'Hola',
    body: 'Hola. Nos vemos el martes, 24 de noviembre a las 10:30.',
  })
  assert.equal(neutralText(texts, { ...wish, values: { day: values.day } }), null, 'a value is missing')
  assert.equal(neutralText(texts, { ...wish, template: 'ready', values }), null, 'a value too many')
  assert.equal(neutralText(texts, { ...wish, language: 'tl', values }), null, 'no such language')
  assert.equal(neutralText(texts, { ...wish, template: 'free', values }), null, 'no such text')
  assert.equal(neutralText(texts, { ...wish, kind: 'call', values }), null, 'not for a call')
  for (const { code, kinds, takes } of texts.templates)
    for (const language of Object.keys(texts.languages))
      for (const kind of kinds) {
        const given = Object.fromEntries(takes.map((name) => [name, values[name]]))
        const text = neutralText(texts, { kind, template: code, language, values: given })
        assert.ok(text, `${code} ${language}`)
        assert.doesNotMatch(text.body, /[{}]/)
      }
})

test('what is not a day or an hour does not get in', () => {
  for (const wrong of [
    { day: 'come to the shelter' },
    { hour: '10:30 at the police' },
    { hour: '25:00' },
    { name: 'x' },
  ])
    assert.ok(!NeutralValues.safeParse(wrong).success)
})
