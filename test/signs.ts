// Texts of any signs there are, for tests of what is read, kept and shown. fast-check's own (`unit: 'binary'`) first looks up
// each of a million code points, a second of work in every process that asks for one text.
import fc from 'fast-check'

const surrogates = 0xd800
const sign = fc.nat(0x10f7ff).map((at) => String.fromCodePoint(at < surrogates ? at : at + 0x800))

export const anySigns = (maxLength: number): fc.Arbitrary<string> =>
  fc.array(sign, { maxLength }).map((signs) => signs.join(''))
