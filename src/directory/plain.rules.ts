// Names and words as a search compares them: without accents, without capitals.
/** The same place written with or without accents, capitals or spaces around. */
export const plain = (name: string): string => name.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().trim()
