// What a trainer prints for this curriculum, in the language the group reads.
import { useState } from 'react'
import { call } from '#gate/call.ts'
import { useGet } from '#gate/query.ts'
import { isProblem, type Problem } from '#kit/problem.ts'
import { Button, EmptyState, ErrorNotice, Loaded, Section, Select, Stack } from '#kit/ui/index.ts'
import { language as here, t } from '#language/here.ts'
import { languageOf } from '#language/languages.ts'
import { saveAs } from '#media/ui/save-as.ts'
import { listMaterials, type MaterialKind, type PaperLanguage, paperLanguages, printMaterial } from '../material.ts'

function Papers({ curriculum_id, materials }: { curriculum_id: string; materials: Offered[] }) {
  const [chosen, choose] = useState<PaperLanguage>(() => paperLanguages.find((code) => code === here()) ?? 'en')
  const [busy, setBusy] = useState<MaterialKind | null>(null)
  const [problem, setProblem] = useState<Problem | null>(null)
  const take = async (kind: MaterialKind) => {
    setBusy(kind)
    setProblem(null)
    try {
      const { name, bytes } = await call(printMaterial, { curriculum_id, kind, language: chosen })
      saveAs(name, bytes)
    } catch (error) {
      if (isProblem(error)) setProblem(error)
    }
    setBusy(null)
  }
  const any = paperLanguages.filter((code) => materials.some(({ languages }) => languages.includes(code)))
  const shown = materials.filter(({ languages }) => languages.includes(chosen))
  return (
    <Stack>
      <Select
        label={t('prevention.paper.language')}
        width="short"
        options={any.map((id) => ({ id, label: languageOf(id).autonym }))}
        value={chosen}
        onChange={(code) => choose(code as PaperLanguage)}
      />
      <div className="training-papers">
        {shown.map(({ kind }) => (
          <Button key={kind} icon="download" busy={busy === kind} onPress={() => void take(kind)}>
            {t(`prevention.paper.kind.${kind}`)}
          </Button>
        ))}
      </div>
      {problem && <ErrorNotice problem={problem} />}
    </Stack>
  )
}

interface Offered {
  kind: MaterialKind
  languages: PaperLanguage[]
}

export function Materials({ curriculum_id }: { curriculum_id: string }) {
  const found = useGet(listMaterials, { curriculum_id })
  return (
    <Section title={t('prevention.paper.heading')}>
      <Loaded of={found}>
        {({ materials }) =>
          materials.length === 0 ? (
            <EmptyState icon="download" title={t('prevention.paper.none')} />
          ) : (
            <Papers curriculum_id={curriculum_id} materials={materials} />
          )
        }
      </Loaded>
    </Section>
  )
}
