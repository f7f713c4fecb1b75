// Residence in Spain: exemption, provisional, card, definitive, long-term; family; the regularisation of 2026.
import type { WorkedCase } from './case.ts'
import { barcelona, madrid, so, told } from './spain.ts'

const personal = { circumstances: { personal_situation: true } }

export const cases: WorkedCase[] = [
  {
    ...{ ...madrid, name: 'after the exemption both ways may be opened', today: '2026-03-12' },
    circumstances: { cooperates: true, personal_situation: true },
    happenings: told('rrp_granted 2026-01-12', 'exemption_granted 2026-03-10'),
    expect: [
      so('ES-10', 'ended', null, 'granted: nothing more to ask for'),
      so('ES-11', 'stands', null, 'no term: at once'),
      so('ES-11a', 'stands', null, 'to Security, because she cooperates'),
      so('ES-11b', 'stands', null, 'to Migration, for her own situation'),
    ],
  },
  {
    ...{ ...madrid, name: 'a passport that would be dangerous to ask for', today: '2026-03-12', without: ['ES-11a'] },
    circumstances: { personal_situation: true, passport_dangerous: true },
    happenings: told('exemption_granted 2026-03-10'),
    expect: [so('ES-11c', 'stands', null, 'art. 152.2: the paper can be waived')],
  },
  {
    ...{ ...madrid, name: 'the exemption is refused', today: '2026-03-12' },
    circumstances: { cooperates: true },
    happenings: told('rrp_granted 2026-01-12', 'exemption_refused 2026-03-10'),
    expect: [
      so('ES-10', 'ended', null, 'refused'),
      so('ES-10b', 'stands', null, 'the sanction file can go on'),
      so('ES-23a', 'running', '2026-04-10', '10 Mar, 10 Apr, a Friday'),
      so('ES-23b', 'running', '2026-05-11', '10 May is a Sunday, so Mon 11'),
    ],
  },
  {
    ...{ ...madrid, ...personal, name: 'three months to decide on her residence', today: '2026-04-01' },
    happenings: told('exemption_granted 2026-03-10', 'permit_applied 2026-03-16'),
    expect: [
      so('ES-11', 'ended', null, 'applied'),
      so('ES-22', 'running', '2026-06-16', '16 Mar, 16 Apr, 16 May, 16 Jun, a Tuesday'),
    ],
  },
  {
    ...{ ...madrid, name: 'silence is a refusal to appeal, the provisional holds', today: '2026-06-18' },
    happenings: told('permit_applied 2026-03-16', 'favourable_report 2026-04-08', 'provisional_notified 2026-04-10'),
    expect: [
      so('ES-12a', 'met', null, 'provisional given on 10 Apr'),
      so('ES-22', 'silence', '2026-06-16', 'silence speaks Wed 17', { silence: '2026-06-17' }),
      so('ES-23e', 'running', '2026-12-17', '17 Jun + 6 months, a Thursday', { starts: '2026-06-17' }),
      so('ES-12', 'stands', null, 'until there is a decision'),
    ],
  },
  {
    ...{ ...madrid, name: 'decided after silence: the decision counts', today: '2026-07-02' },
    happenings: told('permit_applied 2026-03-16', 'provisional_notified 2026-04-10', 'definitive_granted 2026-07-01'),
    expect: [
      so('ES-22', 'silence', '2026-06-16', 'silence on 17 Jun, granted on 1 Jul', { step: 'decided_after_silence' }),
      so('ES-23e', 'taken_away', '2026-12-17', 'nothing left to appeal'),
      so('ES-12', 'ended', null, 'the definitive took its place'),
      so('ES-14', 'stands', '2031-07-01', '1 Jul 2026 + 5 years'),
    ],
  },
  {
    ...{ ...madrid, name: 'one month for the card ends on a Sunday', today: '2026-04-20' },
    happenings: told('provisional_notified 2026-04-10'),
    expect: [so('ES-13', 'running', '2026-05-11', '10 May is a Sunday, so Mon 11', { step: 'rolled' })],
  },
  {
    ...{ ...madrid, name: 'the card asked for on the last day', today: '2026-05-12' },
    happenings: told('provisional_notified 2026-04-10', 'card_requested 2026-05-11'),
    expect: [so('ES-13', 'met', '2026-05-11', 'Mon 11 is the last day')],
  },
  {
    ...{ ...madrid, name: 'the card asked for a day too late', today: '2026-05-12' },
    happenings: told('provisional_notified 2026-04-10', 'card_requested 2026-05-12'),
    expect: [so('ES-13', 'late', '2026-05-11', 'Tue 12 is one day after', { step: 'closed_late' })],
  },
  {
    ...{ ...madrid, name: 'the last day of the month for the card', today: '2026-05-11' },
    happenings: told('provisional_notified 2026-04-10'),
    expect: [so('ES-13', 'due', '2026-05-11', 'today')],
  },
  {
    ...{ ...madrid, name: 'a month from the 31st ends on the 30th', today: '2026-09-01' },
    happenings: told('provisional_notified 2026-08-31'),
    expect: [so('ES-13', 'running', '2026-09-30', 'September has no 31st: Wed 30', { step: 'month_end' })],
  },
  {
    ...{ ...madrid, name: 'a month from 29 January ends after February', today: '2027-02-01' },
    happenings: told('provisional_notified 2027-01-29'),
    expect: [so('ES-13', 'running', '2027-03-01', '2027 has no 29 Feb: Sun 28, so Mon 1 Mar', { step: 'rolled' })],
  },
  {
    ...{ ...madrid, name: 'the month ends in Holy Week, Madrid', today: '2026-03-10' },
    happenings: told('provisional_notified 2026-03-02'),
    expect: [so('ES-13', 'running', '2026-04-06', 'Thu 2 and Fri 3 free, weekend, so Mon 6')],
  },
  {
    ...{ ...barcelona, name: 'the month ends in Holy Week, Barcelona', today: '2026-03-10' },
    happenings: told('provisional_notified 2026-03-02'),
    expect: [so('ES-13', 'running', '2026-04-02', 'Thursday is worked in Catalonia')],
  },
  {
    ...{ ...madrid, name: 'provisional, card, definitive, card again, five years', today: '2026-09-10' },
    happenings: told(
      ...['provisional_notified 2026-04-10', 'card_requested 2026-04-20', 'card_collected 2026-05-20'],
      ...['definitive_granted 2026-09-01'],
    ),
    expect: [
      so('ES-13', 'met', '2026-05-11', 'asked for on 20 Apr', { starts: '2026-04-10' }),
      so('ES-13', 'running', '2026-10-01', '1 Sep, 1 Oct, a Thursday', { starts: '2026-09-01' }),
      so('ES-12b', 'ended', '2027-05-20', 'the yearly card is over with the definitive'),
      so('ES-14', 'stands', '2031-09-01', '1 Sep 2026 + 5 years'),
      so('ES-M16', 'stands', '2031-04-10', 'the provisional time counts: 10 Apr 2026 + 5 years'),
    ],
  },
  {
    ...{ ...madrid, name: 'the card of the provisional lasts a year', today: '2026-06-01' },
    happenings: told('provisional_notified 2026-04-10', 'card_requested 2026-04-20', 'card_collected 2026-05-20'),
    expect: [so('ES-12b', 'stands', '2027-05-20', '20 May 2026 + 1 year')],
  },
  {
    ...{ ...madrid, name: 'the definitive refused: provisional and its time are gone', today: '2026-10-20' },
    happenings: told('provisional_notified 2026-04-10', 'card_requested 2026-04-20', 'definitive_refused 2026-10-15'),
    expect: [
      so('ES-12', 'ended', null, 'ends by itself'),
      so('ES-15', 'stands', null, 'said once'),
      so('ES-15a', 'stands', null, 'other grounds stay open'),
      so('ES-M16', 'ended', '2031-04-10', 'that time no longer counts'),
      so('ES-23a', 'running', '2026-11-16', '15 Nov is a Sunday, so Mon 16'),
      so('ES-23b', 'running', '2026-12-15', '15 Oct, 15 Nov, 15 Dec, a Tuesday'),
    ],
  },
  {
    ...{ ...madrid, name: 'five years of residence reached', today: '2026-06-02' },
    happenings: told('provisional_notified 2021-06-01'),
    expect: [
      so('ES-M16', 'ended', '2026-06-01', '1 Jun 2021 + 5 years'),
      so('ES-M16a', 'stands', null, 'long-term residence can be asked for', { starts: '2026-06-01' }),
    ],
    without: ['ES-12'],
  },
  {
    ...{ ...madrid, name: 'nationality: ten years, or two', today: '2026-06-02' },
    circumstances: { nationality_two_years: true },
    happenings: told('provisional_notified 2026-06-01'),
    expect: [so('ES-M16b', 'stands', '2028-06-01', '1 Jun 2026 + 2 years', { step: 'alternative' })],
  },
  {
    ...{ ...madrid, name: 'granted on 29 February', today: '2028-03-01' },
    happenings: told('definitive_granted 2028-02-29'),
    expect: [
      so('ES-14', 'stands', '2033-02-28', '2033 has no 29 Feb'),
      so('ES-13', 'running', '2028-03-29', '29 Feb, 29 Mar, a Wednesday'),
    ],
  },
  {
    ...{ ...madrid, name: 'her children here', today: '2026-05-05' },
    circumstances: { has_minor_children_here: true },
    happenings: told('exemption_granted 2026-03-10', 'family_asked 2026-05-04'),
    expect: [
      so('ES-16', 'ended', null, 'asked for'),
      so('ES-16b', 'stands', null, 'those over sixteen may work'),
      so('ES-22a', 'running', '2026-08-04', '4 May, 4 Jun, 4 Jul, 4 Aug, a Tuesday; August is worked'),
    ],
  },
  {
    ...{ ...madrid, name: 'her children abroad', today: '2026-08-01', without: ['ES-16'] },
    circumstances: { has_children_abroad: true },
    happenings: told('exemption_granted 2026-03-10', 'reunification_asked 2026-07-31'),
    expect: [
      so('ES-17', 'ended', null, 'asked for'),
      so('ES-22b', 'running', '2026-11-03', '31 Oct is a Saturday, 1 Nov a Sunday, Mon 2 free, so Tue 3'),
    ],
  },
  {
    ...{ ...madrid, name: 'regularisation: the last day of its window', today: '2026-07-02' },
    happenings: told('regularisation_applied 2026-06-30', 'regularisation_begun 2026-07-01'),
    expect: [
      so('ES-25', 'running', '2026-09-30', '30 Jun, 30 Jul, 30 Aug, 30 Sep, a Wednesday'),
      so('ES-25a', 'stands', null, 'work from the notice on'),
    ],
  },
  {
    ...{ ...madrid, name: 'regularisation: a day after its window', today: '2026-07-02', without: ['ES-25'] },
    ...{ happenings: told('regularisation_applied 2026-07-01'), expect: [] },
  },
  {
    ...{ ...madrid, name: 'regularisation granted: a year, a card, the asylum claim', today: '2026-09-15' },
    circumstances: { asylum_pending: true },
    happenings: told('regularisation_applied 2026-06-15', 'regularisation_granted 2026-09-10'),
    expect: [
      so('ES-25', 'met', '2026-09-15', '15 Jun, 15 Jul, 15 Aug, 15 Sep; granted on 10 Sep'),
      so('ES-25b', 'stands', '2027-09-10', '10 Sep 2026 + 1 year'),
      so('ES-25e', 'running', '2026-10-13', '10 Oct is a Saturday, Mon 12 a feast, so Tue 13'),
      so('ES-25d', 'stands', null, 'talk it through first'),
    ],
  },
  {
    ...{ ...madrid, name: 'regularisation: three months after the end to renew', today: '2027-09-20' },
    happenings: told('regularisation_granted 2026-09-10'),
    expect: [
      so('ES-25b', 'ended', '2027-09-10', '10 Sep 2026 + 1 year'),
      so('ES-25c', 'running', '2027-12-10', '10 Sep, 10 Oct, 10 Nov, 10 Dec, a Friday'),
    ],
  },
]
