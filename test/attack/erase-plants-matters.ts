// Every way a text enters the matters of a file, each with a string of its own.
import { newId } from '#kit/id.ts'
import { keepAppeal, keepDecision } from '#proceedings/decision.ts'
import { keepGuided } from '#proceedings/guide.ts'
import { keepHearing } from '#proceedings/hearing.ts'
import { keepMatter, putLawyer } from '#proceedings/matter.ts'
import { keepMeasure } from '#proceedings/measure.ts'
import { recordProceeding } from '#proceedings/proceeding.ts'
import { recordStatement } from '#proceedings/statement.ts'
import { aDecision, aHearing, aMatter, aMeasure, anAppeal, aStatement } from '#test/matters.ts'
import type { Plants } from './erase-plants-plan.ts'

export const plantMatters = async <Token>({ case_id, today, word, send }: Plants<Token>) => {
  const said = (way: string) => ({
    ...{ court: word(`matter: court, ${way}`), number: word(`matter: number, ${way}`) },
    ...{ words: word(`matter: words, ${way}`) },
    parties: [{ name: word(`matter: party, ${way}`), side: 'adverse', role: word(`matter: role, ${way}`) }],
  })
  const matter = aMatter(case_id)
  await send(keepMatter, { ...matter, ...said('first') })
  await send(keepMatter, { ...matter, ...said('changed'), version: 1 })
  const { matter_id } = matter
  await send(putLawyer, {
    ...{ case_id, matter_id, check_id: newId(), version: 2, kind: 'outside' },
    ...{ name: word('lawyer: name'), office: word('lawyer: office'), reach: word('lawyer: reach') },
  })
  await send(keepMeasure, {
    ...aMeasure(case_id, matter_id),
    ...{ against: [word('measure: against')], places: [word('measure: place')], words: word('measure: words') },
    ...{ ordered_by: word('measure: by'), number: word('measure: number') },
  })
  await send(keepHearing, {
    ...aHearing(case_id, matter_id),
    ...{ court: word('hearing: court'), room: word('hearing: room'), outcome: word('hearing: outcome') },
    ...{ documents: [word('hearing: paper')], wants_to_say: word('hearing: what she wants to say') },
  })
  await send(recordStatement, aStatement(case_id, matter_id, { given_on: today, words: word('statement: words') }))
  const decision = aDecision(case_id, matter_id, { number: word('decision: number'), words: word('decision: words') })
  await send(keepDecision, decision)
  const appeal = { court: word('appeal: court'), number: word('appeal: number'), words: word('appeal: words') }
  await send(keepAppeal, { ...anAppeal(case_id, decision.decision_id), ...appeal })
  const proceeding_id = newId()
  const charge = { case_id, proceeding_id, kind: 'charge', jurisdiction: 'ES', began_on: today, status: 'open' }
  await send(recordProceeding, charge)
  await send(keepGuided, {
    ...{ case_id, guided_id: newId(), version: 0, proceeding_id, guide: 'es_177_bis_11', status: 'begun' },
    steps: { situation: { answer: 'there', words: word('guided steps: words') } },
  })
}
