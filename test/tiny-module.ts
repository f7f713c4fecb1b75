// A learning module so small that a test reads it at a glance, and whole: a text, a situation of two moments, signs, the
// pathway and eight questions. Invented; nobody learns from it.

import { textKeysOf } from '#modules/check.rules.ts'
import { type ModuleFile, ModuleHead, type ModuleTexts } from '#modules/module.ts'

const item = (id: string, many = false) => ({
  id,
  sources: ['paper'],
  many,
  options: [
    { id: 'yes', right: true },
    { id: 'also', right: many },
    { id: 'no', right: false },
  ],
})

const module = ModuleHead.parse({
  source: 'Invented for tests',
  valid_from: '2026-01-01',
  valid_until: null,
  reviewed_by: null,
  id: 'tiny-desk',
  version: 3,
  sector: 'tourism',
  minutes: 30,
  pass_percent: 75,
  valid_months: 24,
  sources: [
    { id: 'paper', title: 'An invented paper', publisher: 'Nobody', year: 2026, url: null, confidence: 'memory' },
    {
      id: 'page',
      title: 'A page somebody looked up',
      publisher: 'Nobody',
      year: null,
      url: 'https://example.org/page',
      confidence: 'checked',
    },
  ],
  units: [
    { id: 'begin', kind: 'text', sources: ['paper'] },
    {
      id: 'desk',
      kind: 'situation',
      sources: ['page'],
      start: 'door',
      nodes: [
        {
          id: 'door',
          choices: [
            { id: 'ask', judgement: 'good', next: 'alone' },
            { id: 'wait', judgement: 'risky', next: 'alone' },
            { id: 'accuse', judgement: 'harmful', next: null },
          ],
        },
        {
          id: 'alone',
          choices: [
            { id: 'tell', judgement: 'good', next: null },
            { id: 'leave', judgement: 'risky', next: null },
          ],
        },
      ],
    },
    {
      id: 'signs',
      kind: 'signs',
      sources: ['paper'],
      signs: [
        { id: 'papers', is: 'sign' },
        { id: 'cash', is: 'alone_little' },
        { id: 'accent', is: 'not_a_sign' },
        { id: 'watched', is: 'sign' },
      ],
    },
    { id: 'whom', kind: 'pathway', sources: ['page'] },
    {
      id: 'quiz',
      kind: 'quiz',
      items: ['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((id) => item(id)).concat(item('h', true)),
    },
  ],
})

const texts = (of: (key: string) => string): ModuleTexts =>
  Object.fromEntries(textKeysOf(module).map((key) => [key, of(key)]))

export const aTinyModule: ModuleFile = {
  module,
  texts: {
    en: texts((key) => (key === 'module.title' ? 'The tiny desk' : `${key}, in English.\n\nFirst:\n- one\n- two`)),
    es: texts((key) => (key === 'module.title' ? 'El mostrador mínimo' : `${key}, en español.`)),
  },
}
