// The main job read from the right: the reporter in Urdu and without JavaScript, the desk in the mirrored
// pseudo-language.
import type { MainJob } from './main-steps.ts'

export const inUrdu: MainJob = {
  reporter: {
    language: 'ur',
    locale: 'ur-PK',
    scripts: false,
    told: {
      what: 'میرے ساتھ کام کرنے والی ایک لڑکی سے تنخواہ لے لی جاتی ہے اور اسے باہر جانے نہیں دیا جاتا۔',
      where: 'میڈرڈ کے قریب ایک کھیت',
      added: 'وہ کل مجھ سے بات کرنا چاہتی تھی۔',
    },
  },
  desk: 'xb',
  answer: 'شکریہ۔ وہ کسی بھی صبح ہمارے پاس آ سکتی ہے۔ کسی کاغذ کی ضرورت نہیں۔',
  her: {
    alias: 'شبنم',
    birth_year: '1998',
    story: 'وہ چھ مہینے سے کھیت میں کام کرتی ہے اور اس کا پاسپورٹ اس کے پاس نہیں۔',
    goal: 'میں ایک ایسے کمرے میں سونا چاہتی ہوں جس کی چابی میرے پاس ہو۔',
    step: 'پناہ گاہ سے جگہ پوچھنا',
  },
  words: 'جلد ایک پرسکون جگہ چاہیے۔ اکیلی ہے۔',
}
