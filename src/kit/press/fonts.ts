// The fonts of the press: the desk's own, one for each script people write their names in.
export const fonts = [
  'noto-sans/files/noto-sans-latin-wght-normal',
  'noto-sans/files/noto-sans-latin-ext-wght-normal',
  'noto-sans/files/noto-sans-cyrillic-wght-normal',
  'noto-sans-devanagari/files/noto-sans-devanagari-devanagari-wght-normal',
  'noto-sans-bengali/files/noto-sans-bengali-bengali-wght-normal',
  'noto-naskh-arabic/files/noto-naskh-arabic-arabic-wght-normal',
  'noto-nastaliq-urdu/files/noto-nastaliq-urdu-arabic-wght-normal',
].map((file) => `@fontsource-variable/${file}.woff2`)
