// Where the person is on the way. It can be undone at once; closing has its own side of the file.
import { useState } from 'react'
import { useWrite } from '#gate/query.ts'
import { Button, Dialog, ErrorNotice, Select, toast } from '#kit/ui/index.ts'
import { t } from '#language/here.ts'
import { type CaseFile, changeStage, listFiles, openFile, Stage } from '../case.ts'
import { currentOf } from './conflict.ts'

export function StageDialog({ file, isOpen, onClose }: { file: CaseFile; isOpen: boolean; onClose: () => void }) {
  const [stage, setStage] = useState(file.stage)
  const change = useWrite(changeStage, { invalidates: [openFile, listFiles] })
  const { case_id, status } = file
  const before = { stage: file.stage, status }
  const save = () => {
    const version = currentOf<CaseFile>(change.error)?.version ?? file.version
    change.mutate(
      { case_id, version, stage, status },
      {
        onSuccess: (reply) => {
          onClose()
          toast(t('cases.stage_saved'), { undo: () => change.mutate({ case_id, version: reply.version, ...before }) })
        },
      },
    )
  }
  return (
    <Dialog
      isOpen={isOpen}
      onClose={onClose}
      title={t('cases.change_stage')}
      actions={
        <>
          <Button kind="primary" busy={change.isPending} onPress={save}>
            {t('cases.save_stage')}
          </Button>
          <Button kind="quiet" onPress={onClose}>
            {t('ui.cancel')}
          </Button>
        </>
      }
    >
      {change.error && <ErrorNotice problem={change.error} />}
      <Select
        label={t('cases.list.stage')}
        options={Stage.options.map((id) => ({
          id,
          label: t(`cases.stage.${id}`),
          description: t(`cases.stage_why.${id}`),
        }))}
        value={stage}
        onChange={(id) => setStage(id as Stage)}
      />
    </Dialog>
  )
}
