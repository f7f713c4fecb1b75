// The national mechanism of the United Kingdom, nation by nation: bank holidays, thirty days and forty-five, nine working days.
import type { WorkedCase } from './case.ts'
import { so, told } from './spain.ts'

const nation = (province: string) => ({ jurisdictions: ['uk'] as ['uk'], province })
const england = nation('GB-ENG')
const scotland = nation('GB-SCT')
const wales = nation('GB-WLS')
const ulster = nation('GB-NIR')

const easter = told('referred 2026-04-02')
const recovery = told('rg_positive 2026-03-02')

export const cases: WorkedCase[] = [
  {
    ...{ ...england, name: 'first decision over Easter, England', today: '2026-04-02', happenings: easter },
    expect: [
      so('UK-3', 'running', '2026-04-13', 'Fri 3 and Mon 6 free; Tue 7 (1) … Fri 10 (4), Mon 13 (5)', {
        counted: ['2026-04-07', '2026-04-08', '2026-04-09', '2026-04-10', '2026-04-13'],
      }),
    ],
  },
  {
    ...{ ...scotland, name: 'first decision over Easter, Scotland', today: '2026-04-02', happenings: easter },
    expect: [
      so('UK-3', 'running', '2026-04-10', 'Easter Monday is worked: Mon 6 (1) … Fri 10 (5)', {
        counted: ['2026-04-06', '2026-04-07', '2026-04-08', '2026-04-09', '2026-04-10'],
      }),
    ],
  },
  {
    ...{ ...ulster, name: 'first decision over Saint Patrick, Northern Ireland', today: '2026-03-16' },
    happenings: told('referred 2026-03-16'),
    expect: [so('UK-3', 'running', '2026-03-24', 'Tue 17 free; Wed 18 (1), 19, 20, Mon 23 (4), Tue 24 (5)')],
  },
  {
    ...{ ...england, name: 'the same week in England', today: '2026-03-16', happenings: told('referred 2026-03-16') },
    expect: [so('UK-3', 'running', '2026-03-23', 'Tue 17 (1), 18, 19, Fri 20 (4), Mon 23 (5)')],
  },
  {
    ...{ ...wales, name: 'first decision over the late summer holiday, Wales', today: '2026-08-28' },
    happenings: told('referred 2026-08-28'),
    expect: [so('UK-3', 'running', '2026-09-07', 'Mon 31 free; Tue 1 (1) … Fri 4 (4), Mon 7 (5)')],
  },
  {
    ...{ ...scotland, name: 'the same week in Scotland', today: '2026-08-28', happenings: told('referred 2026-08-28') },
    expect: [so('UK-3', 'running', '2026-09-04', 'Mon 31 (1) … Fri 4 Sept (5)')],
  },
  {
    ...{ ...scotland, name: 'first decision over the early summer holiday, Scotland', today: '2026-07-31' },
    happenings: told('referred 2026-07-31'),
    expect: [so('UK-3', 'running', '2026-08-10', 'Mon 3 free; Tue 4 (1) … Fri 7 (4), Mon 10 (5)')],
  },
  {
    ...{ ...scotland, name: 'first decision over Saint Andrew, Scotland', today: '2026-11-26' },
    happenings: told('referred 2026-11-26'),
    expect: [so('UK-3', 'running', '2026-12-04', 'Fri 27 (1), Mon 30 free, Tue 1 (2) … Fri 4 (5)')],
  },
  {
    ...{
      ...england,
      name: 'first decision over Christmas',
      today: '2026-12-22',
      happenings: told('referred 2026-12-22'),
    },
    expect: [
      so('UK-3', 'running', '2026-12-31', '25 Fri and 28 Mon free; 23 (1), 24 (2), 29 (3), 30 (4), 31 (5)', {
        counted: ['2026-12-23', '2026-12-24', '2026-12-29', '2026-12-30', '2026-12-31'],
      }),
    ],
  },
  {
    ...{ ...england, name: 'an aim that passes is not hers to miss', today: '2026-05-01', happenings: easter },
    expect: [so('UK-3', 'ended', '2026-04-13', 'five working days to 13 Apr; nothing follows', { step: 'aim_passed' })],
  },
  {
    ...{ ...england, name: 'the first decision comes within the aim', today: '2026-04-10' },
    happenings: told('referred 2026-04-02', 'rg_positive 2026-04-09'),
    expect: [
      so('UK-3', 'met', '2026-04-13', '9 Apr is before 13 Apr'),
      so('UK-4a', 'stands', '2026-05-08', '9 Apr is day 1, 30 Apr day 22, 8 May day 30'),
    ],
  },
  {
    ...{ ...england, name: 'thirty days of recovery from a Monday', today: '2026-03-10', happenings: recovery },
    expect: [
      so('UK-4a', 'stands', '2026-03-31', '2 Mar is day 1, 31 Mar day 30', { step: 'same_day' }),
      so('UK-5a', 'stands', '2026-03-31', 'no conclusive decision before day 30 is over'),
      so('UK-4c', 'stands', null, 'no count: until the conclusive decision'),
    ],
  },
  {
    ...{ ...england, name: 'after the thirty days she stays protected until the decision', today: '2026-04-20' },
    happenings: recovery,
    expect: [
      so('UK-4a', 'ended', '2026-03-31', 'over with 31 Mar'),
      so('UK-4b', 'stands', null, 'support goes on'),
      so('UK-4c', 'stands', null, 'no removal goes on'),
    ],
  },
  {
    ...{
      ...england,
      name: 'thirty days through February',
      today: '2026-02-05',
      happenings: told('rg_positive 2026-02-01'),
    },
    expect: [so('UK-4a', 'stands', '2026-03-02', '28 Feb is day 28, 2 Mar day 30')],
  },
  {
    ...{ ...england, name: 'thirty days through a leap February', today: '2028-02-05' },
    happenings: told('rg_positive 2028-02-01'),
    expect: [so('UK-4a', 'stands', '2028-03-01', '29 Feb is day 29, 1 Mar day 30')],
  },
  {
    ...{ ...england, name: 'forty-five days under the policy of before', today: '2022-12-20' },
    happenings: told('rg_positive 2022-12-01'),
    expect: [so('UK-4a', 'stands', '2023-01-14', '31 Dec is day 31, 14 Jan day 45')],
  },
  {
    ...{ ...england, name: 'the last day of the policy still gives forty-five', today: '2023-02-20' },
    happenings: told('rg_positive 2023-01-29'),
    expect: [so('UK-4a', 'stands', '2023-03-14', '31 Jan is day 3, 28 Feb day 31, 14 Mar day 45')],
  },
  {
    ...{ ...england, name: 'the first day of the Act gives thirty', today: '2023-02-20' },
    happenings: told('rg_positive 2023-01-30'),
    expect: [so('UK-4a', 'stands', '2023-02-28', '31 Jan is day 2, 28 Feb day 30')],
  },
  {
    ...{ ...england, name: 'disqualified within the thirty days', today: '2026-03-12' },
    happenings: told('rg_positive 2026-03-02', 'disqualified 2026-03-10'),
    expect: [
      so('UK-4a', 'ended', '2026-03-31', 'ended by the decision of 10 Mar'),
      so('UK-4c', 'ended', null, 'ended by the decision of 10 Mar'),
      so('UK-11', 'running', '2026-06-09', '10 Mar counts: three months end on 9 June', {
        readings: { same_day: '2026-06-09', next_day: '2026-06-10' },
      }),
    ],
  },
  {
    ...{ ...england, name: 'she waives the wait, not the thirty days', today: '2026-03-16' },
    happenings: told('rg_positive 2026-03-02', 'uk_wait_waived 2026-03-15'),
    expect: [
      so('UK-5a', 'ended', '2026-03-31', 'waived on 15 Mar'),
      so('UK-4a', 'stands', '2026-03-31', '2 Mar is day 1, 31 Mar day 30'),
    ],
  },
  {
    ...{ ...england, name: 'a month to have the first decision looked at again', today: '2026-04-10' },
    happenings: told('rg_negative 2026-04-01'),
    expect: [so('UK-5b', 'running', '2026-05-01', '1 Apr, 1 May, a Friday')],
  },
  {
    ...{ ...england, name: 'missed by three days', today: '2026-05-04', happenings: told('rg_negative 2026-04-01') },
    expect: [so('UK-5b', 'overdue', '2026-05-01', '1 Apr, 1 May')],
  },
  {
    ...{ ...england, name: 'a month from the 31st', today: '2026-04-10', happenings: told('cg_negative 2026-03-31') },
    expect: [so('UK-5c', 'running', '2026-04-30', 'April has no 31st', { step: 'month_end' })],
  },
  {
    ...{ ...england, name: 'a month that ends on a bank holiday rings on it', today: '2026-05-20' },
    happenings: told('cg_negative 2026-04-25'),
    expect: [
      so('UK-5c', 'running', '2026-05-25', 'Mon 25 May is free: read strictly 25, rolled 26', {
        readings: { stays: '2026-05-25', rolls: '2026-05-26' },
      }),
    ],
  },
  {
    ...{ ...england, name: 'asked on the day between the two readings', today: '2026-06-01' },
    happenings: told('cg_negative 2026-04-25', 'cg_reconsideration_asked 2026-05-26'),
    expect: [so('UK-5c', 'met', '2026-05-25', 'after 25, on 26', { step: 'in_time_by_one_reading' })],
  },
  {
    ...{ ...england, name: 'judicial review is not moved by a weekend', today: '2026-05-01' },
    happenings: told('cg_negative 2026-04-26'),
    expect: [
      so('UK-11', 'running', '2026-07-25', '26 Apr counts: ends Sat 25 July', {
        readings: { same_day: '2026-07-25', next_day: '2026-07-26' },
      }),
    ],
  },
  {
    ...{
      ...england,
      name: 'forty-five days to move on',
      today: '2026-07-01',
      happenings: told('cg_positive 2026-06-15'),
    },
    expect: [so('UK-8a', 'stands', '2026-07-30', '30 June is 15, 30 July 45')],
  },
  {
    ...{ ...england, name: 'support goes on after forty-five days until it ends', today: '2026-09-01' },
    happenings: told('cg_positive 2026-06-15', 'uk_support_ended 2026-08-20'),
    expect: [so('UK-8a', 'ended', '2026-07-30', '45 days to 30 July; ended on 20 Aug')],
  },
  {
    ...{ ...england, name: 'nine working days over Christmas and New Year', today: '2026-12-21' },
    happenings: told('cg_negative 2026-12-18'),
    expect: [
      so('UK-8b', 'stands', '2027-01-05', '21–24 (4), 29–31 (7), 1 Jan free, Mon 4 (8), Tue 5 (9)', {
        counted: [
          ...['2026-12-21', '2026-12-22', '2026-12-23', '2026-12-24', '2026-12-29', '2026-12-30'],
          ...['2026-12-31', '2027-01-04', '2027-01-05'],
        ],
      }),
    ],
  },
  {
    ...{ ...ulster, name: 'nine working days over the twelfth of July', today: '2026-07-07' },
    happenings: told('cg_negative 2026-07-06'),
    expect: [so('UK-8b', 'stands', '2026-07-20', '7–10 (4), Mon 13 free, 14–17 (8), Mon 20 (9)')],
  },
  {
    ...{
      ...england,
      name: 'the same nine days in England',
      today: '2026-07-07',
      happenings: told('cg_negative 2026-07-06'),
    },
    expect: [so('UK-8b', 'stands', '2026-07-17', '7–10 (4), 13–17 (9)')],
  },
  {
    ...{ ...england, name: 'a child is referred without being asked', today: '2026-05-05' },
    circumstances: { minor: true },
    happenings: told('authority_informed 2026-05-04'),
    expect: [so('UK-1b', 'stands', null, 'a duty without a count')],
    without: ['UK-1a'],
  },
  {
    ...{ ...england, name: 'an adult says no: only a notice without her name', today: '2026-05-05' },
    happenings: told('authority_informed 2026-05-04', 'referral_refused 2026-05-04'),
    expect: [so('UK-2', 'stands', null, 'a duty without a count')],
    without: ['UK-1b', 'UK-3'],
  },
]
