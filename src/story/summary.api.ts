// Giving what was told to somebody named: chosen, written down, and printed from what may be retold at that moment.
import { readCard } from '#cases/card.store.ts'
import { answer } from '#gate/answer.ts'
import { Problem } from '#kit/problem.ts'
import { formatDay } from '#language/format.ts'
import { translatorOf } from '#language/load-texts.ts'
import { openStory, sealStory } from './sealed.store.ts'
import { mayBeGiven, type SheetPart } from './summary.rules.ts'
import * as model from './summary.ts'
import { setSummary } from './summary-press.api.ts'
import { getTelling, keyOf, keysOf, SealedGiven, showTellings, tellStory, wordsOf } from './telling.api.ts'
import * as store from './telling.store.ts'
import { topics } from './topics.ts'

export const giveSummary = answer(model.giveSummary)(async (asked) => {
  const { input, tx, file, actor, note } = asked
  const { given_id, profession, recipient, telling_ids } = input
  const chosen = [...new Set(telling_ids)]
  const tellings = (await showTellings(asked)).filter(({ telling_id }) => chosen.includes(telling_id))
  note({
    subject_id: given_id,
    sections: [...new Set(tellings.map(({ section }) => section))],
    reason: `story_for_${profession}`,
  })
  if (tellings.length < chosen.length) throw new Problem('not_found', 'story.not_found')
  if (tellings.some((each) => !mayBeGiven(each, profession))) throw new Problem('refused', 'story.not_to_be_retold')
  const { organisation_id, case_id } = file
  const sealed = sealStory(await keyOf(asked), file, 'story_given', given_id, { recipient, telling_ids: chosen })
  await store.insertGiven(tx, { organisation_id, case_id, given_id, profession, given_by: actor.staff_id, sealed })
  await tellStory(asked, 'story_given', 'story', given_id)
  return { given_id }
})

export const printSummary = answer(model.printSummary)(async (asked) => {
  const { input, tx, vault, file, today, note } = asked
  const { given_id, language } = input
  const given = (await store.listGiven(tx, file)).find((each) => each.given_id === given_id)
  if (!given) throw new Problem('not_found', 'story.not_found')
  const keys = await keysOf(asked)
  const { recipient, telling_ids } = openStory(keys, file, 'story_given', given_id, given.sealed, SealedGiven)
  const profession = given.profession as model.SummaryFor
  const say = translatorOf(language)
  const [all, card] = await Promise.all([showTellings(asked), readCard(tx, vault, file.organisation_id, file.case_id)])
  const tellings = all
    .filter((each) => telling_ids.includes(each.telling_id) && mayBeGiven(each, profession))
    .sort((a, b) => topics.indexOf(a.topic) - topics.indexOf(b.topic) || a.told_on.localeCompare(b.told_on))
  note({
    ...{ subject_id: given_id, reason: `story_for_${profession}` },
    sections: [...new Set(tellings.map(({ section }) => section))],
  })
  const parts: SheetPart[] = []
  for (const telling of tellings) {
    // Held until the paper is out: asked once more of the database, which waits for a wish taken back.
    const { words } = await wordsOf(asked, await getTelling(asked, telling.telling_id))
    if (words === null) continue
    const values = {
      day: formatDay(language, telling.told_on, 'long'),
      language: new Intl.DisplayNames([language], { type: 'language' }).of(telling.language) ?? telling.language,
      interpreter: telling.with_interpreter ? 'yes' : 'no',
    }
    parts.push({
      topic: say(`story.topic.${telling.topic}`),
      circumstances: say('story.paper.circumstances', values),
      words,
    })
  }
  if (parts.length === 0) throw new Problem('conflict', 'story.nothing_to_give')
  const day = formatDay(language, today, 'long')
  const pdf = await setSummary({
    language,
    title: say('story.paper.title'),
    lead: say(profession === 'person' ? 'story.paper.lead_person' : 'story.paper.lead'),
    mark: say('story.paper.mark', { recipient, day }),
    foot: say('story.paper.foot', { recipient, day, number: given_id.slice(0, 8) }),
    facts: [
      [say('story.paper.about'), card.alias],
      [say('story.paper.for'), recipient],
      [say('story.paper.as'), say(`story.profession.${profession}`)],
      [say('story.paper.on'), day],
    ],
    parts,
    closing: say(profession === 'person' ? 'story.paper.closing_person' : 'story.paper.closing'),
  })
  return { name: `${today}.pdf`, bytes: Buffer.from(pdf).toString('base64'), count: parts.length }
})
