// In her file: what she asked for when somebody interprets for her. Asked once, held against every offer.
import { useState } from 'react'
import type { CaseFile } from '#cases/case.ts'
import { useGet } from '#gate/query.ts'
import { useSession } from '#gate/session.ts'
import { Button, Loaded, Section } from '#kit/ui/index.ts'
import { t } from '#language/here.ts'
import { readInterpretingRule } from '../rules-of-hers.ts'
import { InterpretingRuleForm } from './InterpretingRuleForm.tsx'
import { RuleFacts } from './RuleWords.tsx'
import './interpreters.css'

export function InterpretingRules({ file }: { file: CaseFile }) {
  const { may } = useSession()
  const [writing, setWriting] = useState(false)
  const { case_id } = file
  const books = may['interpreters.book'] ?? false
  const found = useGet(readInterpretingRule, books ? { case_id } : null)
  if (!books) return null
  return (
    <Loaded of={found}>
      {({ rule, version, opens_safety }) =>
        writing ? (
          <InterpretingRuleForm {...{ case_id, rule, version, opens_safety }} onDone={() => setWriting(false)} />
        ) : (
          <Section
            title={t('interpreting.rule.title')}
            lead={t('interpreting.rule.lead')}
            actions={
              file.writes.length > 0 && (
                <Button icon="edit" onPress={() => setWriting(true)}>
                  {t(version === 0 ? 'interpreting.rule.ask' : 'interpreting.rule.change')}
                </Button>
              )
            }
          >
            {version === 0 ? (
              <p>
                {t('interpreting.rule.none')} {t('interpreting.rule.none_why')}
              </p>
            ) : (
              <RuleFacts rule={rule} opens_safety={opens_safety} />
            )}
          </Section>
        )
      }
    </Loaded>
  )
}
