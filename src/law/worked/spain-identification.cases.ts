// Identification in Spain: 48 hours, five days, silence, ninety days; holidays of several towns, Easter, August, a CIE.
import type { WorkedCase } from './case.ts'
import { barcelona, bilbao, madrid, so, told, valencia, zaragoza } from './spain.ts'

const agrees = { circumstances: { agrees_to_period: true } }
const heldInCie = { circumstances: { agrees_to_period: true, in_cie: true } }

export const cases: WorkedCase[] = [
  {
    ...{ ...madrid, ...agrees, name: '48 hours from a Friday before a long weekend, Madrid', today: '2026-12-04' },
    happenings: told('identified 2026-12-04 10:00'),
    expect: [
      so(
        'ES-05',
        'running',
        '2026-12-06',
        'clock: Fri 10 h + 48 = Sun 6, 10 h; working: 14 h Fri, [5–8 free] 24 h Wed 9, 10 h Thu 10',
        {
          ...{ at: '10:00', readings: { clock_hours: '2026-12-06', working_hours: '2026-12-10' } },
        },
      ),
    ],
  },
  {
    ...{ ...madrid, ...agrees, name: 'the clock reading rings though the other still runs', today: '2026-12-07' },
    happenings: told('identified 2026-12-04 10:00'),
    expect: [so('ES-05', 'overdue', '2026-12-06', 'Sun 6 is past, Thu 10 is not: the earlier rings', { at: '10:00' })],
  },
  {
    ...{ ...madrid, ...agrees, name: 'proposed within both readings', today: '2026-11-18' },
    happenings: told('identified 2026-11-17 08:00', 'rrp_proposed 2026-11-18 15:00'),
    expect: [so('ES-05', 'met', '2026-11-19', 'Tue 17, 8 h + 48 = Thu 19, 8 h; proposed Wed 18', { at: '08:00' })],
  },
  {
    ...{ ...madrid, ...agrees, name: 'proposed in time by one reading alone', today: '2026-11-23' },
    happenings: told('identified 2026-11-20 12:00', 'rrp_proposed 2026-11-23 11:00'),
    expect: [
      so(
        'ES-05',
        'met',
        '2026-11-22',
        'clock: Sun 22, 12 h; working: 12 h Fri, 24 h Mon, 12 h Tue 24; proposed Mon 23',
        {
          ...{ step: 'in_time_by_one_reading', readings: { clock_hours: '2026-11-22', working_hours: '2026-11-24' } },
        },
      ),
    ],
  },
  {
    ...{ ...madrid, ...agrees, name: '48 hours over the night the clocks go back', today: '2026-10-24' },
    happenings: told('identified 2026-10-24 10:00'),
    expect: [
      so('ES-05', 'running', '2026-10-26', 'clock: Sat 10 h, Sun 10 h, Mon 10 h; working: 24 h Mon, 24 h Tue 27', {
        ...{ at: '10:00', readings: { clock_hours: '2026-10-26', working_hours: '2026-10-27' } },
      }),
    ],
  },
  {
    ...{ ...madrid, name: 'she has not agreed: no 48 hours', today: '2026-11-18', without: ['ES-05'] },
    happenings: told('identified 2026-11-17 08:00'),
    expect: [],
  },
  {
    ...{ ...madrid, ...agrees, name: 'another police force: the hours begin with its report', today: '2026-11-13' },
    happenings: told('identified_elsewhere 2026-11-10 18:00', 'reasoned_report_received 2026-11-12 09:30'),
    expect: [
      so('ES-05a', 'met', null, 'as soon as possible: no count; received Thu 12'),
      so(
        'ES-05',
        'running',
        '2026-11-14',
        'clock: Thu 9.30 + 48 = Sat 14; working: 14.5 h Thu, 24 h Fri, 9.5 h Mon 16',
        {
          ...{ at: '09:30', readings: { clock_hours: '2026-11-14', working_hours: '2026-11-16' } },
        },
      ),
    ],
  },
  {
    ...{ ...madrid, ...agrees, name: 'five days from a Friday before a long weekend, Madrid', today: '2026-12-05' },
    happenings: told('proposal_received 2026-12-04 12:00'),
    expect: [
      so(
        'ES-06',
        'running',
        '2026-12-09',
        'working: Wed 9 (1), Thu 10, Fri 11, Mon 14, Tue 15 (5); calendar: 4 + 5 = Wed 9',
        {
          readings: { calendar_days: '2026-12-09', working_days: '2026-12-15' },
          counted: ['2026-12-09', '2026-12-10', '2026-12-11', '2026-12-14', '2026-12-15'],
        },
      ),
    ],
  },
  {
    ...{ ...madrid, ...agrees, name: 'silence grants the period, after the later reading', today: '2026-12-16' },
    happenings: told('proposal_received 2026-12-04'),
    expect: [
      so('ES-06', 'silence', '2026-12-09', 'the later reading ends Tue 15; silence speaks Wed 16', {
        silence: '2026-12-16',
      }),
      so('ES-07', 'stands', '2027-03-16', '16 Dec + 31 = 16 Jan, + 31 = 16 Feb, + 28 = 16 Mar: 90', {
        starts: '2026-12-16',
      }),
      so('ES-08', 'stands', null, 'the stay is authorised while the period lasts'),
    ],
  },
  {
    ...{
      ...madrid,
      ...agrees,
      name: 'by one reading silence would speak: nothing is asserted yet',
      today: '2026-12-15',
    },
    ...{ happenings: told('proposal_received 2026-12-04'), without: ['ES-07'] },
    expect: [so('ES-06', 'overdue', '2026-12-09', 'Wed 9 is past, Tue 15 is the last day of the other reading')],
  },
  {
    ...{ ...madrid, ...agrees, name: 'the day of receipt corrected to the day before', today: '2026-12-15' },
    happenings: told('proposal_received 2026-12-03'),
    expect: [
      so(
        'ES-06',
        'silence',
        '2026-12-09',
        'working: Fri 4 (1), Wed 9, Thu 10, Fri 11, Mon 14 (5); calendar: Tue 8, free, so Wed 9',
        {
          ...{ silence: '2026-12-15', step: 'rolled' },
          readings: { calendar_days: '2026-12-09', working_days: '2026-12-14' },
        },
      ),
      so('ES-07', 'stands', '2027-03-15', '15 Dec + 31 + 31 + 28 = 15 Mar', { starts: '2026-12-15' }),
    ],
  },
  {
    ...{ ...madrid, ...agrees, name: 'decided in time: the ninety days begin with the decision', today: '2026-12-12' },
    happenings: told('proposal_received 2026-12-04', 'rrp_granted 2026-12-11'),
    expect: [
      so('ES-06', 'met', '2026-12-09', 'decided Fri 11: after one reading, before the other', {
        step: 'in_time_by_one_reading',
      }),
      so('ES-07', 'stands', '2027-03-11', '11 Dec + 31 + 31 + 28 = 11 Mar'),
    ],
  },
  {
    ...{ ...madrid, ...heldInCie, name: '24 hours in a detention centre', today: '2026-12-04' },
    happenings: told('proposal_received 2026-12-04 10:00'),
    expect: [
      so('ES-06', 'running', '2026-12-05', 'clock: Sat 5, 10 h; working: 14 h Fri, [5–8 free] 10 h Wed 9', {
        ...{ at: '10:00', step: 'alternative', readings: { clock_hours: '2026-12-05', working_hours: '2026-12-09' } },
      }),
    ],
  },
  {
    ...{ ...madrid, ...heldInCie, name: 'silence in a detention centre', today: '2026-12-11' },
    happenings: told('proposal_received 2026-12-04 10:00'),
    expect: [
      so('ES-06', 'silence', '2026-12-05', 'the later reading ends Wed 9; silence speaks Thu 10', {
        silence: '2026-12-10',
      }),
      so('ES-07', 'stands', '2027-03-10', '10 Dec + 31 + 31 + 28 = 10 Mar'),
      so('ES-08b', 'stands', null, 'the judge is asked to let her out'),
    ],
  },
  {
    ...{ ...barcelona, ...agrees, name: 'five days over Sant Joan, Barcelona', today: '2026-06-23' },
    happenings: told('proposal_received 2026-06-22'),
    expect: [
      so(
        'ES-06',
        'running',
        '2026-06-29',
        'working: Tue 23, [Wed 24] Thu 25, Fri 26, Mon 29, Tue 30; calendar: Sat 27, so Mon 29',
        {
          readings: { calendar_days: '2026-06-29', working_days: '2026-06-30' },
          counted: ['2026-06-23', '2026-06-25', '2026-06-26', '2026-06-29', '2026-06-30'],
        },
      ),
    ],
  },
  {
    ...{ ...madrid, ...agrees, name: 'the same days in Madrid, where the 24th is worked', today: '2026-06-23' },
    happenings: told('proposal_received 2026-06-22'),
    expect: [
      so(
        'ES-06',
        'running',
        '2026-06-29',
        'working: Tue 23, Wed 24, Thu 25, Fri 26, Mon 29; calendar: Sat 27, so Mon 29',
        {
          readings: { calendar_days: '2026-06-29', working_days: '2026-06-29' },
          counted: ['2026-06-23', '2026-06-24', '2026-06-25', '2026-06-26', '2026-06-29'],
        },
      ),
    ],
  },
  {
    ...{ ...madrid, ...agrees, name: 'five days over Easter, Madrid', today: '2026-03-31' },
    happenings: told('proposal_received 2026-03-30'),
    expect: [
      so(
        'ES-06',
        'running',
        '2026-04-06',
        'working: Tue 31, Wed 1, [Thu 2, Fri 3] Mon 6, Tue 7, Wed 8; calendar: Sat 4, so Mon 6',
        {
          readings: { calendar_days: '2026-04-06', working_days: '2026-04-08' },
          counted: ['2026-03-31', '2026-04-01', '2026-04-06', '2026-04-07', '2026-04-08'],
        },
      ),
    ],
  },
  {
    ...{
      ...valencia,
      ...agrees,
      name: 'five days over Easter, Valencia: Thursday worked, Monday not',
      today: '2026-03-31',
    },
    happenings: told('proposal_received 2026-03-30'),
    expect: [
      so(
        'ES-06',
        'running',
        '2026-04-07',
        'working: Tue 31, Wed 1, Thu 2, [Fri 3, Mon 6] Tue 7, Wed 8; calendar: Sat 4, so Tue 7',
        {
          readings: { calendar_days: '2026-04-07', working_days: '2026-04-08' },
          counted: ['2026-03-31', '2026-04-01', '2026-04-02', '2026-04-07', '2026-04-08'],
        },
      ),
    ],
  },
  {
    ...{
      ...bilbao,
      ...agrees,
      name: 'five days over Easter, Bilbao: Thursday, Friday and Monday free',
      today: '2026-03-31',
    },
    happenings: told('proposal_received 2026-03-30'),
    expect: [
      so(
        'ES-06',
        'running',
        '2026-04-07',
        'working: Tue 31, Wed 1, [2, 3, 6] Tue 7, Wed 8, Thu 9; calendar: Sat 4, so Tue 7',
        {
          readings: { calendar_days: '2026-04-07', working_days: '2026-04-09' },
          counted: ['2026-03-31', '2026-04-01', '2026-04-07', '2026-04-08', '2026-04-09'],
        },
      ),
    ],
  },
  {
    ...{ ...madrid, ...agrees, name: 'August is worked at the Delegation', today: '2026-08-11' },
    happenings: told('proposal_received 2026-08-10'),
    expect: [
      so(
        'ES-06',
        'running',
        '2026-08-17',
        'working: Tue 11, Wed 12, Thu 13, Fri 14, Mon 17; calendar: Sat 15, so Mon 17',
        {
          counted: ['2026-08-11', '2026-08-12', '2026-08-13', '2026-08-14', '2026-08-17'],
        },
      ),
    ],
  },
  {
    ...{ ...madrid, ...agrees, name: 'five days over New Year and Epiphany', today: '2026-12-31' },
    happenings: told('proposal_received 2026-12-30'),
    expect: [
      so(
        'ES-06',
        'running',
        '2027-01-04',
        'working: Thu 31, [Fri 1] Mon 4, Tue 5, [Wed 6] Thu 7, Fri 8; calendar: Mon 4',
        {
          readings: { calendar_days: '2027-01-04', working_days: '2027-01-08' },
          counted: ['2026-12-31', '2027-01-04', '2027-01-05', '2027-01-07', '2027-01-08'],
        },
      ),
    ],
  },
  {
    ...{ ...zaragoza, ...agrees, name: 'a feast of Aragon alone, Zaragoza', today: '2026-04-21' },
    happenings: told('proposal_received 2026-04-20'),
    expect: [
      so(
        'ES-06',
        'running',
        '2026-04-27',
        'working: Tue 21, Wed 22, [Thu 23] Fri 24, Mon 27, Tue 28; calendar: Sat 25, so Mon 27',
        {
          readings: { calendar_days: '2026-04-27', working_days: '2026-04-28' },
          counted: ['2026-04-21', '2026-04-22', '2026-04-24', '2026-04-27', '2026-04-28'],
        },
      ),
    ],
  },
  {
    ...{
      ...madrid,
      ...agrees,
      name: 'refused in time: the ways of appeal open',
      today: '2026-11-22',
      without: ['ES-07'],
    },
    happenings: told('reasonable_grounds 2026-11-10', 'proposal_received 2026-11-16', 'rrp_refused 2026-11-20'),
    expect: [
      so('ES-06', 'met', '2026-11-23', 'working: 17, 18, 19, 20, Mon 23; calendar: Sat 21, so Mon 23; refused Fri 20'),
      so('ES-04', 'ended', null, 'the suspension of the identification phase is over'),
      so('ES-09', 'stands', null, 'the refusal gives its reasons'),
      so('ES-23a', 'running', '2026-12-21', '20 Dec is a Sunday, so Mon 21', { step: 'rolled' }),
      so('ES-23b', 'running', '2027-01-20', '20 Nov, 20 Dec, 20 Jan, a Wednesday'),
    ],
  },
  {
    ...{ ...madrid, name: 'the period taken away in the middle', today: '2026-10-05' },
    happenings: told('rrp_granted 2026-09-01', 'rrp_revoked 2026-10-01'),
    expect: [
      so('ES-07', 'ended', '2026-11-30', '1 Sep + 29 = 30 Sep, + 31 = 31 Oct, + 30 = 30 Nov: 90; taken away on 1 Oct'),
      so('ES-08', 'ended', null, 'the stay was authorised until it was taken away'),
      so('ES-23a', 'running', '2026-11-03', '1 Nov is a Sunday, Mon 2 is free in Madrid, so Tue 3', { step: 'rolled' }),
      so('ES-23b', 'running', '2026-12-01', '1 Oct, 1 Nov, 1 Dec, a Tuesday'),
    ],
  },
  {
    ...{ ...madrid, name: 'the old regulation said thirty days, the act ninety', today: '2025-06-01' },
    happenings: told('rrp_granted 2025-05-12'),
    expect: [
      so(
        'ES-07',
        'stands',
        '2025-06-11',
        '12 May + 19 = 31 May, + 11 = 11 Jun: 30; by the act + 30 + 31 - 1 = 10 Aug: 90',
        {
          readings: { by_regulation: '2025-06-11', by_act: '2025-08-10' },
        },
      ),
    ],
  },
  {
    ...{ ...madrid, name: 'the first day of the new regulation: ninety days', today: '2025-06-01' },
    happenings: told('rrp_granted 2025-05-20'),
    expect: [
      so('ES-07', 'stands', '2025-08-18', '20 May + 11 = 31 May, + 30 = 30 Jun, + 31 = 31 Jul, + 18 = 18 Aug: 90'),
    ],
  },
  {
    ...{ ...madrid, name: 'the ninety days are over: is more time needed?', today: '2026-09-01' },
    happenings: told('rrp_granted 2026-06-01'),
    expect: [
      so(
        'ES-07',
        'ended',
        '2026-08-30',
        '1 Jun + 29 = 30 Jun, + 31 = 31 Jul, + 30 = 30 Aug: 90; a Sunday, a stay does not move',
      ),
      so('ES-08', 'ended', null, 'it ends with the period'),
      so('ES-07b', 'stands', null, 'the extension is looked at'),
    ],
  },
  {
    ...{ ...madrid, name: 'extended before the end: she may stay on', today: '2026-09-15' },
    happenings: told('rrp_granted 2026-06-01', 'rrp_extended 2026-08-20'),
    expect: [
      so('ES-07', 'ended', '2026-08-30', 'the extension took its place on 20 Aug'),
      so('ES-07b', 'met', null, 'asked for and given'),
      so('ES-07a', 'stands', null, 'as long as the decision says'),
      so('ES-08', 'stands', null, 'the stay goes on'),
    ],
  },
]
