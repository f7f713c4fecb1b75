// Children, rights without a count, accreditation, the criminal case, return and papers in Spain; and one whole chain.
import type { WorkedCase } from './case.ts'
import { madrid, so, told } from './spain.ts'

const childAlone = { circumstances: { minor: true, unaccompanied: true } }

export const cases: WorkedCase[] = [
  {
    ...{ ...madrid, ...childAlone, name: 'a child alone, from the first day', today: '2026-10-02', without: ['ES-N6'] },
    happenings: told('reasonable_grounds 2026-10-01'),
    expect: [
      so('ES-20', 'stands', null, 'her best interests'),
      so('ES-20a', 'stands', null, 'apart from adults'),
      so('ES-N3', 'stands', null, 'the child protection body is told'),
      so('ES-N4', 'stands', null, 'the family is not told yet'),
      so('ES-M17a', 'stands', null, 'in the care of the region'),
      so('ES-M17b', 'stands', null, 'not held'),
      so('ES-28a', 'stands', null, 'no means need be shown'),
    ],
  },
  {
    ...{ ...madrid, name: 'an adult: none of a child’s rules', today: '2026-10-02' },
    ...{ happenings: told('reasonable_grounds 2026-10-01'), expect: [] },
    without: ['ES-20', 'ES-20a', 'ES-20b', 'ES-N3', 'ES-N4', 'ES-M17a', 'ES-M17b', 'ES-28a', 'ES-M13a'],
  },
  {
    ...{ ...madrid, ...childAlone, name: 'told, assessed', today: '2026-10-20' },
    happenings: told(
      'reasonable_grounds 2026-10-01',
      'protection_informed 2026-10-01',
      'family_risk_assessed 2026-10-15',
    ),
    expect: [
      so('ES-N3', 'met', null, 'the same day'),
      so('ES-N4', 'ended', null, 'the risk in the family was assessed on 15 Oct'),
    ],
  },
  {
    ...{ ...madrid, ...childAlone, name: 'she turns eighteen', today: '2026-10-21' },
    happenings: told('reasonable_grounds 2026-10-01', 'turned_18 2026-10-20'),
    expect: [
      so('ES-20', 'ended', null, 'no longer a child'),
      so('ES-20a', 'taken_away', null, 'no longer owed'),
      so('ES-M17a', 'ended', null, 'guardianship ends'),
      so('ES-N6', 'stands', null, 'residence, bed, school and asylum are looked at'),
    ],
  },
  {
    ...{ ...madrid, ...childAlone, name: 'ninety days in care', today: '2026-06-02' },
    happenings: told('minor_in_care 2026-06-01'),
    expect: [
      so('ES-M17d', 'running', '2026-08-31', '1 Jun + 29 + 31 + 30 = Sun 30 Aug, so Mon 31', { step: 'rolled' }),
    ],
  },
  {
    ...{ ...madrid, name: 'her age is doubted', today: '2026-09-10' },
    happenings: told('age_doubted 2026-09-07'),
    expect: [so('ES-N1', 'stands', null, 'in doubt, a child'), so('ES-M17c', 'stands', null, 'the Prosecutor decides')],
  },
  {
    ...{ ...madrid, name: 'her age is decided', today: '2026-09-20' },
    happenings: told('age_doubted 2026-09-07', 'age_established 2026-09-18'),
    expect: [so('ES-N1', 'ended', null, 'decided on 18 Sep'), so('ES-M17c', 'met', null, 'decided on 18 Sep')],
  },
  {
    ...{ ...madrid, name: 'detection report, accreditation asked for', today: '2026-03-20' },
    happenings: told(
      'reasonable_grounds 2026-03-02',
      'detection_report_issued 2026-03-10',
      'accreditation_applied 2026-03-17',
    ),
    expect: [
      so('ES-26', 'ended', null, 'the report is there'),
      so('ES-26a', 'ended', null, 'asked for'),
      so('ES-26b', 'stands', null, 'no term was found'),
    ],
  },
  {
    ...{ ...madrid, name: 'accredited without a complaint', today: '2026-06-20', without: ['ES-M6'] },
    happenings: told(
      ...['reasonable_grounds 2026-03-02', 'detection_report_issued 2026-03-10', 'accreditation_applied 2026-03-17'],
      'accreditation_granted 2026-06-15',
    ),
    expect: [
      so('ES-26b', 'met', null, 'decided'),
      so('ES-26c', 'stands', null, 'social rights'),
      so('ES-M6a', 'stands', null, 'advice before a complaint is still hers'),
    ],
  },
  {
    ...{ ...madrid, name: 'the accreditation refused: which appeal is for a lawyer', today: '2026-06-20' },
    happenings: told('accreditation_applied 2026-03-17', 'accreditation_refused 2026-06-15'),
    expect: [so('ES-26b', 'met', null, 'decided'), so('ES-26d', 'stands', null, 'reasons in writing')],
    without: ['ES-23a', 'ES-23b', 'ES-26c'],
  },
  {
    ...{ ...madrid, name: 'first grounds after sexual exploitation', today: '2026-03-03' },
    circumstances: { sexual_exploitation: true },
    happenings: told('reasonable_grounds 2026-03-02'),
    expect: [
      so('ES-01', 'stands', null, 'immediately'),
      so('ES-02', 'stands', null, 'at once'),
      so('ES-02a', 'stands', null, 'the act on sexual freedom'),
      so('ES-04', 'stands', null, 'while identification goes on'),
      so('ES-19', 'stands', null, 'if she wants it'),
      so('ES-M14', 'stands', null, 'from the first contact'),
    ],
  },
  {
    ...{ ...madrid, name: 'a citizen of the Union', today: '2026-03-03' },
    circumstances: { eu_citizen: true },
    happenings: told('reasonable_grounds 2026-03-02'),
    expect: [so('ES-21', 'stands', null, 'the protocols apply')],
  },
  {
    ...{ ...madrid, name: 'accused of what she was made to do', today: '2026-03-03' },
    circumstances: { accused_of_offence: true },
    happenings: told('reasonable_grounds 2026-03-02'),
    expect: [so('ES-27', 'stands', null, 'pleaded in the criminal court')],
  },
  {
    ...{
      ...madrid,
      name: 'until when the offence can be prosecuted',
      today: '2026-05-01',
      without: ['ES-29', 'ES-29c'],
    },
    happenings: told('crime_ended 2026-03-16'),
    expect: [
      so('ES-29b', 'stands', '2036-03-16', '16 Mar 2026 + 10 years, + 15 where it was aggravated', {
        readings: { basic_offence: '2036-03-16', aggravated_offence: '2041-03-16' },
      }),
    ],
  },
  {
    ...{
      ...madrid,
      name: 'exploited as a child: time begins at thirty-five',
      today: '2026-06-01',
      without: ['ES-29b'],
    },
    circumstances: { minor_when_exploited: true },
    happenings: told('crime_ended 2025-11-03', 'turned_18 2026-05-10'),
    expect: [so('ES-29', 'stands', '2043-05-10', '18 + 17 = 35: 10 May 2026 + 17 years')],
  },
  {
    ...{ ...madrid, name: 'came of age under the older text', today: '2026-06-01', without: ['ES-29'] },
    circumstances: { minor_when_exploited: true },
    happenings: told('turned_18 2020-02-10'),
    expect: [so('ES-29c', 'stands', '2030-02-10', '10 Feb 2020 + 10 years')],
  },
  {
    ...{ ...madrid, name: 'a complaint: a free lawyer, the time to prosecute stops', today: '2026-05-01' },
    circumstances: { cooperates: true },
    happenings: told(
      ...['reasonable_grounds 2026-03-02', 'crime_ended 2026-03-01', 'complaint_filed 2026-03-20'],
      'criminal_case_opened 2026-04-10',
    ),
    expect: [
      so('ES-M6', 'stands', null, 'from the complaint', { starts: '2026-03-20' }),
      so('ES-M6a', 'ended', null, 'the complaint is filed'),
      so('ES-29b', 'suspended', null, 'the case is open'),
      so('ES-M15', 'stands', null, 'protection as a witness'),
      so('ES-M8a', 'suspended', null, 'stands still since 10 Apr'),
    ],
  },
  {
    ...{ ...madrid, name: 'she asks to return while the case needs her', today: '2026-11-03' },
    circumstances: { cooperates: true },
    happenings: told('reasonable_grounds 2026-03-02', 'return_asked 2026-11-02'),
    expect: [
      so('ES-19', 'ended', null, 'asked for'),
      so('ES-19a', 'stands', null, 'risks are looked at first'),
      so('ES-19b', 'stands', null, 'it may have to wait'),
      so('ES-22c', 'running', '2027-02-02', '2 Nov, 2 Dec, 2 Jan, 2 Feb, a Tuesday'),
    ],
  },
  {
    ...{ ...madrid, name: 'papers: padrón done, health with or without papers', today: '2026-03-20' },
    circumstances: { pregnant: true },
    happenings: told('reasonable_grounds 2026-03-02', 'padron_registered 2026-03-16'),
    expect: [
      so('ES-M12', 'ended', null, 'registered'),
      so('ES-M13', 'stands', null, 'a report of social services'),
      so('ES-M13a', 'stands', null, 'without any condition'),
    ],
  },
  {
    ...{ ...madrid, name: 'the whole chain: silence in Madrid to five years', today: '2027-10-01' },
    circumstances: { agrees_to_period: true, cooperates: true, personal_situation: true },
    happenings: told(
      ...['reasonable_grounds 2026-11-27', 'identified 2026-12-04 10:00', 'rrp_proposed 2026-12-04 17:00'],
      ...['proposal_received 2026-12-04 18:00', 'exemption_proposed 2027-02-01', 'exemption_granted 2027-02-22'],
      ...['permit_applied 2027-03-01', 'favourable_report 2027-03-10', 'provisional_notified 2027-03-12'],
      ...['card_requested 2027-03-30', 'card_collected 2027-04-20', 'definitive_granted 2027-09-15'],
    ),
    expect: [
      so('ES-05', 'met', '2026-12-06', 'proposed seven hours after'),
      so('ES-06', 'silence', '2026-12-09', 'the later reading ends Tue 15', { silence: '2026-12-16' }),
      so('ES-07', 'ended', '2027-03-16', '16 Dec + 31 + 31 + 28 = 16 Mar: 90'),
      so('ES-07b', 'taken_away', null, 'the exemption came before the end'),
      so('ES-10a', 'met', null, 'granted'),
      so('ES-12a', 'met', null, 'two days after the report'),
      so('ES-13', 'met', '2027-04-12', '12 Mar, 12 Apr, a Monday', { starts: '2027-03-12' }),
      so('ES-22', 'silence', '2027-06-01', '1 Mar, 1 Apr, 1 May, 1 Jun, a Tuesday', { silence: '2027-06-02' }),
      so('ES-13', 'running', '2027-10-15', '15 Sep, 15 Oct, a Friday', { starts: '2027-09-15' }),
      so('ES-14', 'stands', '2032-09-15', '15 Sep 2027 + 5 years'),
      so('ES-M16', 'stands', '2032-03-12', '12 Mar 2027 + 5 years'),
    ],
  },
  {
    ...{ ...madrid, name: 'the criminal case comes to a standstill: the years begin anew', today: '2026-10-01' },
    happenings: told('crime_ended 2026-03-16', 'criminal_case_opened 2026-06-01', 'criminal_case_paused 2026-09-09'),
    expect: [
      so('ES-29b', 'stands', '2036-09-09', '9 Sep 2026 + 10 years, + 15 where it was aggravated', {
        ...{ step: 'restarted', readings: { basic_offence: '2036-09-09', aggravated_offence: '2041-09-09' } },
      }),
    ],
  },
  {
    ...{ ...madrid, ...childAlone, name: 'a child in care is here lawfully from the first day', today: '2026-06-02' },
    happenings: told('minor_in_care 2026-06-01'),
    expect: [so('ES-M17e', 'stands', null, 'art. 35.7: lawful before any card')],
  },
  {
    ...{ ...madrid, name: 'the case is shelved: twenty days to appeal', today: '2026-11-10' },
    happenings: told('criminal_case_opened 2026-06-01', 'criminal_case_paused 2026-11-04'),
    expect: [
      so(
        'ES-M14a',
        'running',
        '2026-11-24',
        'calendar: 4 + 20 = Tue 24; working: 5, 6 (2), [9] 10–13 (6), 16–20 (11), 23–27 (16), 30–3 Dec (20)',
        {
          readings: { calendar_days: '2026-11-24', working_days: '2026-12-03' },
        },
      ),
    ],
  },
  {
    ...{ ...madrid, name: 'after sexual violence another permit is open', today: '2026-03-25' },
    circumstances: { sexual_violence: true },
    happenings: told('complaint_filed 2026-03-20'),
    expect: [so('ES-24a', 'stands', null, 'art. 31 bis: from the complaint on')],
  },
  {
    ...{ ...madrid, name: 'eighteen, and no permit: three months', today: '2026-11-02' },
    circumstances: { care_without_permit: true },
    happenings: told('turned_18 2026-10-20'),
    expect: [so('ES-N6a', 'running', '2027-01-20', '20 Oct, 20 Nov, 20 Dec, 20 Jan, a Wednesday')],
  },
  {
    ...{ ...madrid, name: 'the permit of the years in care runs out', today: '2026-12-10', without: ['ES-N6a'] },
    happenings: told('minor_permit_ended 2026-11-30'),
    expect: [so('ES-N6b', 'running', '2027-03-01', 'no 30 Feb: Sun 28, so Mon 1 Mar', { step: 'month_end' })],
  },
  {
    ...{ ...madrid, ...childAlone, name: 'the residence of a child in care, and silence', today: '2026-10-05' },
    happenings: told('minor_in_care 2026-06-01', 'minor_residence_asked 2026-09-01'),
    expect: [
      so('ES-M17d', 'late', '2026-08-31', '1 Jun + 90 = Sun 30 Aug, so Mon 31; begun a day later'),
      so('ES-M17f', 'silence', '2026-10-01', '1 Sep, 1 Oct, a Thursday', { silence: '2026-10-02' }),
      so('ES-23e', 'running', '2027-04-02', '2 Oct + 6 months, a Friday'),
    ],
  },
  {
    ...{ ...madrid, ...childAlone, name: 'the residence of a child in care granted: her card', today: '2026-10-05' },
    happenings: told('minor_residence_asked 2026-09-01', 'minor_residence_granted 2026-09-28'),
    expect: [
      so('ES-M17f', 'met', '2026-10-01', 'granted on 28 Sep'),
      so('ES-M17g', 'running', '2026-10-28', '28 Sep, 28 Oct, a Wednesday'),
    ],
  },
]
