// The words of a module: paragraphs parted by an empty line, and lines that begin with “- ” as a list. No other markup.
export type Block = { paragraph: string } | { list: string[] }

const isItem = (line: string): boolean => line.startsWith('- ')

export const blocksOf = (text: string): Block[] =>
  text
    .split(/\n\s*\n/)
    .map((part) => part.split('\n').map((line) => line.trim()))
    .flatMap((lines) => {
      const blocks: Block[] = []
      for (const line of lines.filter(Boolean)) {
        const last = blocks.at(-1)
        if (isItem(line)) {
          if (last && 'list' in last) last.list.push(line.slice(2).trim())
          else blocks.push({ list: [line.slice(2).trim()] })
        } else if (last && 'paragraph' in last) last.paragraph += ` ${line}`
        else blocks.push({ paragraph: line })
      }
      return blocks
    })
