// Reads a question and its answers out, where this device has a voice of its own for the language.
import { Button } from '#kit/ui/index.ts'
import { t } from '#language/here.ts'
import { useReadAloud } from './read-aloud.ts'

export function Listen({ language, text }: { language: string; text: string }) {
  const aloud = useReadAloud(language)
  if (!aloud) return null
  return (
    <Button kind="quiet" icon="sound" onPress={() => aloud.read(text)}>
      {t(aloud.reading ? 'instruments.stop_reading' : 'instruments.read_aloud')}
    </Button>
  )
}
