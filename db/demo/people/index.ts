// Everybody the demo tells of, country by country.
import type { DemoPerson } from '../person.ts'
import { readPerson } from '../read.ts'
import { bangladesh } from './bangladesh.ts'
import { colombia } from './colombia.ts'
import { india } from './india.ts'
import { nepal } from './nepal.ts'
import { nigeria } from './nigeria.ts'
import { pakistan } from './pakistan.ts'
import { romania } from './romania.ts'
import { spain } from './spain.ts'

export const people: DemoPerson[] = [
  ...nepal,
  ...india,
  ...bangladesh,
  ...pakistan,
  ...nigeria,
  ...romania,
  ...colombia,
  ...spain,
].map(readPerson)
