// The packs as they lie in data/law, read once at start: what a file of rules is not listed here is not in force in the house.
import coeHead from '#data/law/coe/pack.json' with { type: 'json' }
import coeCompensation from '#data/law/coe/rules-compensation.json' with { type: 'json' }
import coeCriminal from '#data/law/coe/rules-criminal.json' with { type: 'json' }
import coeIdentification from '#data/law/coe/rules-identification.json' with { type: 'json' }
import coeMinors from '#data/law/coe/rules-minors.json' with { type: 'json' }
import coePermit from '#data/law/coe/rules-permit.json' with { type: 'json' }
import coeReturn from '#data/law/coe/rules-return.json' with { type: 'json' }
import esHead from '#data/law/es/pack.json' with { type: 'json' }
import esAccreditation from '#data/law/es/rules-accreditation.json' with { type: 'json' }
import esAppeal from '#data/law/es/rules-appeal.json' with { type: 'json' }
import esAsylum from '#data/law/es/rules-asylum.json' with { type: 'json' }
import esCompensation from '#data/law/es/rules-compensation.json' with { type: 'json' }
import esCriminal from '#data/law/es/rules-criminal.json' with { type: 'json' }
import esFamily from '#data/law/es/rules-family.json' with { type: 'json' }
import esIdentification from '#data/law/es/rules-identification.json' with { type: 'json' }
import esIncome from '#data/law/es/rules-income.json' with { type: 'json' }
import esLabour from '#data/law/es/rules-labour.json' with { type: 'json' }
import esMinors from '#data/law/es/rules-minors.json' with { type: 'json' }
import esPapers from '#data/law/es/rules-papers.json' with { type: 'json' }
import esPermit from '#data/law/es/rules-permit.json' with { type: 'json' }
import esReturn from '#data/law/es/rules-return.json' with { type: 'json' }
import euHead from '#data/law/eu/pack.json' with { type: 'json' }
import euAsylum from '#data/law/eu/rules-asylum.json' with { type: 'json' }
import euCompensation from '#data/law/eu/rules-compensation.json' with { type: 'json' }
import euCriminal from '#data/law/eu/rules-criminal.json' with { type: 'json' }
import euIdentification from '#data/law/eu/rules-identification.json' with { type: 'json' }
import euMinors from '#data/law/eu/rules-minors.json' with { type: 'json' }
import euPermit from '#data/law/eu/rules-permit.json' with { type: 'json' }
import itHead from '#data/law/it/pack.json' with { type: 'json' }
import itIdentification from '#data/law/it/rules-identification.json' with { type: 'json' }
import itLabour from '#data/law/it/rules-labour.json' with { type: 'json' }
import itPermit from '#data/law/it/rules-permit.json' with { type: 'json' }
import ukHead from '#data/law/uk/pack.json' with { type: 'json' }
import ukAppeal from '#data/law/uk/rules-appeal.json' with { type: 'json' }
import ukCriminal from '#data/law/uk/rules-criminal.json' with { type: 'json' }
import ukIdentification from '#data/law/uk/rules-identification.json' with { type: 'json' }
import ukLabour from '#data/law/uk/rules-labour.json' with { type: 'json' }
import ukPermit from '#data/law/uk/rules-permit.json' with { type: 'json' }
import usHead from '#data/law/us/pack.json' with { type: 'json' }
import usCompensation from '#data/law/us/rules-compensation.json' with { type: 'json' }
import usCriminal from '#data/law/us/rules-criminal.json' with { type: 'json' }
import usIdentification from '#data/law/us/rules-identification.json' with { type: 'json' }
import usIncome from '#data/law/us/rules-income.json' with { type: 'json' }
import usMinors from '#data/law/us/rules-minors.json' with { type: 'json' }
import usPermit from '#data/law/us/rules-permit.json' with { type: 'json' }
import { type Pack, PackHead, type PackId, packIds, RulesFile } from './rule.ts'

const packOf = (head: unknown, files: unknown[]): Pack => ({
  ...PackHead.parse(head),
  rules: files.flatMap((file) => RulesFile.parse(file).rules),
})

export const packs: Record<PackId, Pack> = {
  es: packOf(esHead, [
    esIdentification,
    esPermit,
    esAsylum,
    esCriminal,
    esLabour,
    esCompensation,
    esMinors,
    esIncome,
    esPapers,
    esAppeal,
    esAccreditation,
    esReturn,
    esFamily,
  ]),
  eu: packOf(euHead, [euIdentification, euPermit, euAsylum, euCriminal, euCompensation, euMinors]),
  coe: packOf(coeHead, [coeIdentification, coePermit, coeCriminal, coeCompensation, coeMinors, coeReturn]),
  it: packOf(itHead, [itPermit, itIdentification, itLabour]),
  uk: packOf(ukHead, [ukIdentification, ukPermit, ukCriminal, ukLabour, ukAppeal]),
  us: packOf(usHead, [usPermit, usIdentification, usCriminal, usCompensation, usIncome, usMinors]),
}

/** The packs that hold where these jurisdictions do: themselves and whatever stands above them, in the order of the list. */
export const packsFor = (jurisdictions: readonly PackId[]): Pack[] => {
  const wanted = new Set(jurisdictions)
  for (const id of wanted) for (const above of packs[id].above) wanted.add(above)
  return packIds.filter((id) => wanted.has(id)).map((id) => packs[id])
}
