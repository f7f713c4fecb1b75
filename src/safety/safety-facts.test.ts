// The data of this room holds against its schemas, and every code of it has words in every language of the desk.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import matrix from '#data/access/matrix.json' with { type: 'json' }
import { loadTexts } from '#language/load-texts.ts'
import { TimelineKind } from '#timeline/timeline.ts'
import { AttemptWords, IncidentFacts, IncidentKind, IncidentPlace, incidentFacts, ReportedTo } from './incident.ts'
import { PlanMade, planParts } from './plan.ts'
import { PlanCardFacts, planCardFacts } from './plan-card.ts'
import { ProtocolWhat, protocolKinds, ToldAs, WhyMine } from './protocol.ts'
import { ProtocolFacts, protocolFacts } from './protocol-facts.ts'
import { timelineKinds } from './risk.api.ts'
import { RiskFacts, RiskLevel, RiskTriggerCode, riskFacts, riskKinds } from './risk.ts'

test('protocols, risk, incidents and the card hold against their schemas, and say that nobody signed them', () => {
  for (const [schema, facts] of [
    [ProtocolFacts, protocolFacts],
    [RiskFacts, riskFacts],
    [IncidentFacts, incidentFacts],
    [PlanCardFacts, planCardFacts],
  ] as const)
    assert.equal((schema.parse(facts) as { reviewed_by: unknown }).reviewed_by, null)
})

test('every kind has a checklist whose steps are named once; every level follows the one before', () => {
  assert.deepEqual(protocolFacts.kinds.map(({ kind }) => kind).sort(), [...protocolKinds].sort())
  for (const { kind, steps, section } of protocolFacts.kinds) {
    assert.equal(new Set(steps.map(({ code }) => code)).size, steps.length, kind)
    assert.equal(steps[0]?.code, 'look')
    assert.ok((matrix.sections as string[]).includes(section))
  }
  let from = 1
  for (const level of riskFacts.levels) {
    assert.equal(level.from, from)
    from = level.to + 1
  }
  assert.equal(from, 26)
  for (const kind of [...timelineKinds.always, ...timelineKinds.after_a_look]) TimelineKind.parse(kind)
})

test('every code of this room has words in every language of the desk', () => {
  const codes: [string, readonly string[]][] = [
    ['safety.kind', protocolKinds],
    ['safety.step_name', protocolFacts.kinds.flatMap(({ steps }) => steps.map(({ code }) => code))],
    ['safety.as', ToldAs.options],
    ['safety.why', WhyMine.options],
    ['safety.line', ProtocolWhat.options],
    ['safety.risk_kind', riskKinds],
    ['safety.level', RiskLevel.options],
    ['safety.trigger', RiskTriggerCode.options],
    ['safety.incident.kind', IncidentKind.options],
    ['safety.incident.place', IncidentPlace.options],
    ['safety.reported_to', ReportedTo.options],
    ['safety.channel', AttemptWords.shape.channel.options],
    ['safety.plan', planParts],
    ['safety.plan.made', PlanMade.options],
  ]
  for (const language of ['en', 'es', 'it']) {
    const texts = loadTexts(language)
    for (const [prefix, each] of codes)
      for (const code of each) assert.ok(texts[`${prefix}.${code}`], `${language}: ${prefix}.${code}`)
  }
})
