// Who must not learn where the person is: by default, everyone.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import roles from '#data/codes/related_roles.json' with { type: 'json' }
import { newId } from '#kit/id.ts'
import {
  keepingWhy,
  mayBeEmergency,
  mustNotLearnWhere,
  sectionOf,
  seenWith,
  whyNotWhere,
  worstFirst,
} from './related.rules.ts'
import { MayContact, RelatedGroup, RelatedPerson, Safe, YesNo } from './related.ts'

const nobodyYet: RelatedPerson = {
  group: 'family',
  role: 'sibling',
  name: '',
  safe: 'not_known',
  why: '',
  lives_with: 'not_known',
  country: null,
  place: '',
  knows: 'not_known',
  may_be_told: 'not_known',
  may_contact: 'not_asked',
  contact: '',
  about: '',
  needs: null,
  past: false,
}
const someone: fc.Arbitrary<RelatedPerson> = fc
  .record({
    group: fc.constantFrom(...RelatedGroup.options),
    safe: fc.constantFrom(...Safe.options),
    lives_with: fc.constantFrom(...YesNo.options),
    knows: fc.constantFrom(...YesNo.options),
    may_be_told: fc.constantFrom(...YesNo.options),
    may_contact: fc.constantFrom(...MayContact.options),
    past: fc.boolean(),
    why: fc.string({ maxLength: 20 }),
  })
  .map((each) => ({ ...nobodyYet, ...each }))

test('a warning names exactly those who must not learn it, whoever is a danger first', () => {
  fc.assert(
    fc.property(fc.array(someone, { maxLength: 8 }), (all) => {
      const people = all.map((person) => ({
        ...{ related_id: newId(), section: sectionOf(person.group), emergency: false, version: 1, person },
      }))
      const told = worstFirst({ people, must_not_learn_where: mustNotLearnWhere(people) })
      assert.deepEqual(
        new Set(told.map(({ related_id }) => related_id)),
        new Set(people.filter(({ person }) => whyNotWhere(person)).map(({ related_id }) => related_id)),
      )
      const order = told.map(({ because }) => ['apart', 'not_safe', 'not_known', 'not_told'].indexOf(because))
      assert.deepEqual(order, order.toSorted())
      assert.deepEqual(worstFirst({ people: [], must_not_learn_where: mustNotLearnWhere(people) }), [])
    }),
  )
})

test('nobody learns where the person is unless they were called safe and are let in on it', () => {
  fc.assert(
    fc.property(someone, (person) => {
      if (whyNotWhere(person) !== null) return
      assert.notEqual(person.group, 'apart')
      assert.equal(person.safe, 'safe')
      assert.ok(person.lives_with === 'yes' || person.may_be_told === 'yes')
    }),
    { numRuns: 2000 },
  )
  assert.equal(whyNotWhere(nobodyYet), 'not_known')
  const apart = { ...nobodyYet, group: 'apart' as const, safe: 'safe' as const, lives_with: 'yes' as const }
  assert.equal(whyNotWhere(apart), 'apart', 'whoever stands apart never learns it')
  const related_id = newId()
  const row = { related_id, section: 'identity' as const, emergency: false, version: 1, person: nobodyYet }
  assert.deepEqual(mustNotLearnWhere([row]), [{ related_id, because: 'not_known' }])
})

test('missing knowledge never opens: turning any answer back to unknown lets nobody in', () => {
  fc.assert(
    fc.property(
      someone,
      fc.constantFrom('safe' as const, 'may_be_told' as const, 'lives_with' as const),
      (person, gone) => {
        const less = { ...person, [gone]: 'not_known' } as RelatedPerson
        if (whyNotWhere(person) !== null) assert.notEqual(whyNotWhere(less), null)
        if (mayBeEmergency(less)) assert.ok(mayBeEmergency(person))
      },
    ),
  )
})

test('called in an emergency is only someone safe whom the person lets us call', () => {
  fc.assert(
    fc.property(someone, (person) => {
      if (!mayBeEmergency(person)) return
      assert.ok(person.safe === 'safe' && person.group !== 'apart' && !person.past)
      assert.ok(person.may_contact === 'yes' || person.may_contact === 'with_the_person')
    }),
  )
})

test('why someone is not safe is seen only with the section safety, and kept for those who see it', () => {
  fc.assert(
    fc.property(someone, (person) => {
      assert.equal(seenWith(person, ['home']).why, '')
      assert.deepEqual(seenWith(person, ['home', 'safety']), person)
      const written = seenWith(person, ['home'])
      assert.deepEqual(keepingWhy(written, person, ['home']), person)
      assert.equal(keepingWhy({ ...person, why: 'smuggled' }, undefined, ['home']).why, '')
    }),
  )
})

test('those who stand apart lie in safety, and every role stands in a group that exists', () => {
  assert.deepEqual(RelatedGroup.options.map(sectionOf), ['identity', 'home', 'home', 'safety'])
  for (const { code, groups } of roles.codes) {
    assert.ok(groups.length > 0 && groups.every((group) => RelatedGroup.safeParse(group).success), code)
    assert.ok(RelatedPerson.safeParse({ ...nobodyYet, role: code }).success, code)
  }
})
