// The United States, federal: four years and three, letters of ninety and thirty days, ten years for a claim, and a law that is
// only in force from its day on.
import type { WorkedCase } from './case.ts'
import { so, told } from './spain.ts'

const states = { jurisdictions: ['us'] as ['us'] }
const granted = told('t_granted 2026-03-10')

export const cases: WorkedCase[] = [
  {
    ...{ ...states, name: 'T status: four years, and the last day to ask for residence', today: '2026-11-22' },
    happenings: granted,
    expect: [
      so('US-2a', 'stands', '2030-03-09', 'the first day counts: 10 Mar 2026 to 9 Mar 2030', {
        readings: { same_day: '2030-03-09', next_day: '2030-03-10' },
      }),
      so('US-3c', 'running', '2030-03-09', 'before the status ends'),
      so('US-3a', 'stands', '2029-03-10', '10 Mar 2026, 10 Mar 2029'),
    ],
    without: ['US-3b'],
  },
  {
    ...{ ...states, name: 'after three years residence may be asked for', today: '2029-03-12', happenings: granted },
    expect: [
      so('US-3a', 'ended', '2029-03-10', 'over on 10 Mar 2029'),
      so('US-3b', 'stands', null, 'yielded by the three years'),
    ],
  },
  {
    ...{ ...states, name: 'the investigation closes first', today: '2027-05-02' },
    happenings: told('t_granted 2026-03-10', 'us_investigation_closed 2027-05-01'),
    expect: [
      so('US-3a', 'ended', '2029-03-10', 'taken away on 1 May 2027'),
      so('US-3b', 'stands', null, 'from 1 May 2027 on'),
    ],
  },
  {
    ...{ ...states, name: 'residence asked for in the fourth year', today: '2029-07-01' },
    happenings: told('t_granted 2026-03-10', 'us_green_card_filed 2029-06-01'),
    expect: [
      so('US-3c', 'met', '2030-03-09', '1 June 2029 is before 9 Mar 2030'),
      so('US-3b', 'ended', null, 'asked for on 1 June 2029'),
    ],
  },
  {
    ...{ ...states, name: 'the status ends and nobody asked', today: '2030-03-12', happenings: granted },
    expect: [so('US-2a', 'ended', '2030-03-09', 'over'), so('US-3c', 'overdue', '2030-03-09', 'nothing filed')],
  },
  {
    ...{ ...states, name: 'granted on a leap day', today: '2028-03-01', happenings: told('t_granted 2028-02-29') },
    expect: [
      so('US-2a', 'stands', '2032-02-28', '29 Feb 2032 less the first day', {
        readings: { same_day: '2032-02-28', next_day: '2032-02-29' },
      }),
      so('US-3a', 'stands', '2031-02-28', '2031 has no 29 Feb', { step: 'month_end' }),
    ],
  },
  {
    ...{ ...states, name: 'continued presence: two years', today: '2026-11-22' },
    happenings: told('continued_presence_granted 2026-01-15'),
    expect: [
      so('US-5', 'stands', '2028-01-14', '15 Jan 2026 counts: to 14 Jan 2028'),
      so('US-6a', 'stands', null, 'an adult: the certification letter is owed'),
    ],
  },
  {
    ...{ ...states, name: 'continued presence renewed', today: '2027-12-21' },
    happenings: told('continued_presence_granted 2026-01-15', 'continued_presence_granted 2027-12-20'),
    expect: [
      so('US-5', 'ended', '2028-01-14', 'the first, replaced on 20 Dec', { starts: '2026-01-15' }),
      so('US-5', 'stands', '2029-12-19', '20 Dec 2027 to 19 Dec 2029', { starts: '2027-12-20' }),
    ],
  },
  {
    ...{ ...states, name: 'a child gets no certification but an eligibility letter', today: '2026-02-10' },
    circumstances: { minor: true, us_minor_then: true },
    happenings: told('us_eligibility_asked 2026-02-01', 'us_interim_letter_issued 2026-02-02'),
    expect: [
      so('US-6b', 'stands', null, 'asked for before eighteen'),
      so('US-6c', 'stands', '2026-05-03', 'Feb 26, Mar 57, Apr 87, 3 May 90'),
    ],
    without: ['US-6a'],
  },
  {
    ...{ ...states, name: 'the interim letter, extended by thirty days', today: '2026-05-10' },
    circumstances: { minor: true, us_minor_then: true },
    happenings: told('us_interim_letter_issued 2026-02-02', 'us_interim_letter_extended 2026-05-03'),
    expect: [
      so('US-6c', 'ended', '2026-05-03', 'ninety days from 2 Feb'),
      so('US-6d', 'stands', '2026-06-02', '31 May is 28, 2 June 30'),
    ],
  },
  {
    ...{ ...states, name: 'ninety and thirty days are over', today: '2026-06-03' },
    circumstances: { minor: true, us_minor_then: true },
    happenings: told('us_interim_letter_issued 2026-02-02', 'us_interim_letter_extended 2026-05-03'),
    expect: [so('US-6d', 'ended', '2026-06-02', '120 days from 2 Feb')],
  },
  {
    ...{
      ...states,
      name: 'ten years for a civil claim',
      today: '2026-11-22',
      happenings: told('crime_ended 2016-11-25'),
    },
    expect: [so('US-8a', 'running', '2026-11-25', '25 Nov 2016, 25 Nov 2026, a Wednesday')],
    without: ['US-8b'],
  },
  {
    ...{ ...states, name: 'ten years that end on Thanksgiving ring on it', today: '2026-11-22' },
    happenings: told('crime_ended 2016-11-26'),
    expect: [
      so('US-8a', 'running', '2026-11-26', 'Thu 26 is Thanksgiving: strictly 26, rolled 27', {
        readings: { stays: '2026-11-26', rolls: '2026-11-27' },
      }),
    ],
  },
  {
    ...{ ...states, name: 'ten years that ended on Independence Day', today: '2026-07-10' },
    happenings: told('crime_ended 2016-07-04'),
    expect: [
      so('US-8a', 'overdue', '2026-07-04', 'Sat 4 July; rolled to Mon 6', {
        readings: { stays: '2026-07-04', rolls: '2026-07-06' },
      }),
    ],
  },
  {
    ...{ ...states, name: 'who was a child has ten years from eighteen', today: '2026-11-22' },
    circumstances: { us_minor_then: true },
    happenings: told('crime_ended 2014-02-01', 'turned_18 2020-05-10'),
    expect: [so('US-8b', 'running', '2030-05-10', '10 May 2020, 10 May 2030, a Friday')],
    without: ['US-8a'],
  },
  {
    ...{ ...states, name: 'vacatur is not yet in force', today: '2026-01-20' },
    circumstances: { us_federal_conviction: 'non_violent' },
    happenings: told('authority_informed 2025-12-01'),
    expect: [so('US-7a', 'coming', null, 'Public Law 119-73 holds from 23 Jan 2026')],
  },
  {
    ...{ ...states, name: 'vacatur of a non-violent conviction', today: '2026-01-23' },
    circumstances: { us_federal_conviction: 'non_violent', us_federal_arrest: true },
    happenings: told('authority_informed 2025-12-01'),
    expect: [
      so('US-7a', 'stands', null, 'in force since today, with 18 USC 3771A'),
      so('US-7b', 'stands', null, 'the arrest too'),
    ],
    without: ['US-7c'],
  },
  {
    ...{ ...states, name: 'a violent conviction: the sentence alone', today: '2026-11-22' },
    circumstances: { us_federal_conviction: 'violent' },
    happenings: told('authority_informed 2026-11-01'),
    expect: [so('US-7c', 'stands', null, 'some violent offences')],
    without: ['US-7a', 'US-7b'],
  },
  {
    ...{
      ...states,
      name: 'bona fide before the rule of 2024',
      today: '2024-09-30',
      happenings: told('bona_fide 2024-08-27'),
    },
    expect: [so('US-6a', 'stands', null, 'the letter was owed before too')],
    without: ['US-4'],
  },
  {
    ...{
      ...states,
      name: 'bona fide from its first day on',
      today: '2024-09-30',
      happenings: told('bona_fide 2024-08-28'),
    },
    expect: [so('US-4', 'stands', null, 'in force since 28 Aug 2024')],
  },
  {
    ...{ ...states, name: 'a child need not answer law enforcement to qualify', today: '2026-11-22' },
    circumstances: { us_severe_form: true, us_here_on_account: true, us_extreme_hardship: true, us_minor_then: true },
    happenings: told('authority_informed 2026-11-01'),
    expect: [
      so('US-1a', 'stands', null, 'all four, the last by age'),
      so('US-1b', 'stands', null, 'under eighteen when it happened'),
    ],
  },
  {
    ...{ ...states, name: 'an adult who does not answer, and no trauma, does not qualify', today: '2026-11-22' },
    circumstances: { us_severe_form: true, us_here_on_account: true, us_extreme_hardship: true },
    happenings: told('authority_informed 2026-11-01'),
    expect: [],
    without: ['US-1a', 'US-1b'],
  },
]
