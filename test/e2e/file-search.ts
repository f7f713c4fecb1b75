// A duplicate found across scripts: intake asks before opening a file and is told whom to ask; the coordinator finds the
// file that is there by a name in another script; two files opened all the same are brought together and taken apart.
import type { Hands } from './hands.ts'
import type { Journey } from './journey.ts'

const kept = 'Sunita Tamang'
const again = 'सुनीता तामाङ'
const coordinator = 'Teresa Aldana Ruiz'

const ask = async (hands: Hands, name: string, year: string) => {
  await hands.page.goto(new URL('/desk/people/new', hands.page.url()).href)
  await hands.fill('cases.duplicate.name', name)
  await hands.fill('people.card.birth_year', year)
  await hands.press('cases.duplicate.ask')
}

const openOne = async (hands: Hands, name: string) => {
  await hands.find('button', 'cases.duplicate.go_on').or(hands.find('button', 'cases.duplicate.someone_else')).click()
  await hands.fill('people.card.alias', name)
  await hands.choose('cases.new.reference_worker', 'Lucía Ferrer Montes')
  await hands.press('cases.new.save')
  await hands.hears('cases.new.opened')
  await hands.heading(name)
}

export const findsDuplicate = async (journey: Journey): Promise<void> => {
  const { step, look } = journey
  const desk = await step('the coordinator opens a file', async () => {
    const hands = await journey.colleague('coordinator', 'today')
    await ask(hands, kept, '1999')
    await openOne(hands, kept)
    return hands
  })
  const { page, t } = desk

  await step('intake asks for the same name in another script and is told whom to ask', async () => {
    const intake = await journey.colleague('intake', 'today')
    await ask(intake, again, '2000')
    await intake.sees('search.ask_whom', { name: coordinator })
    await look(intake.page, 'there is a file, ask the coordinator')
  })

  await step('the coordinator finds it by that name, and why', async () => {
    await desk.follow('shell.places.people', page.getByRole('navigation'))
    await page.getByRole('searchbox', { name: t('search.field') }).fill(again)
    const found = page.getByRole('list', { name: t('search.found') })
    await found.getByText(kept, { exact: true }).waitFor()
    await found.getByText(t('search.why.script')).first().waitFor()
    await look(page, 'found in another script')
  })

  await step('the question before a new file shows it too; it is somebody else, the coordinator thinks', async () => {
    await ask(desk, again, '1999')
    await page
      .getByRole('list', { name: t('search.found') })
      .getByText(kept, { exact: true })
      .waitFor()
    await look(page, 'question before a new file')
    await openOne(desk, again)
  })

  await step('it is the same person: the files are brought together', async () => {
    await ask(desk, kept, '1999')
    await page
      .getByRole('list', { name: t('search.found') })
      .getByText(kept, { exact: true })
      .click()
    await desk.heading(kept)
    await desk.press('cases.actions')
    await page.getByRole('menuitem', { name: t('merge.title') }).click()
    const dialog = page.getByRole('dialog', { name: t('merge.title') })
    await dialog.getByText(new RegExp(`^${again}`)).click()
    await look(page, 'bring together')
    await desk.press('merge.save', undefined, dialog)
    await desk.hears('merge.done')
    await page.getByText(t('merge.is.kept')).waitFor()
    await look(page, 'the file that is kept')
    await desk.follow('merge.open')
    await desk.heading(again)
    await page.getByText(t('merge.is.merged')).waitFor()
    await look(page, 'the file that was closed')
  })

  await step('they are two people after all: taken apart, the file stands as before', async () => {
    await desk.press('merge.undo')
    await desk.hears('merge.undone')
    await page.getByText(t('merge.is.merged')).waitFor({ state: 'detached' })
  })
}
