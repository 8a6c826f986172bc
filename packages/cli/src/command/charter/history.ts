import { describeCharter } from '@mvm/protocol'
import { stringify } from 'yaml'
import { readWhole } from '../../argument/readWhole.ts'
import type { CharterRevision } from '../../charter/CharterRevision.ts'
import { fetchCharter } from '../../charter/fetchCharter.ts'
import { readHistory } from '../../charter/readHistory.ts'
import { openDac } from '../../dac/openDac.ts'
import { PreconditionError } from '../../error/PreconditionError.ts'
import { formatTable } from '../../output/formatTable.ts'
import { dacOption } from '../../program/dacOption.ts'
import { defineCommand } from '../../program/defineCommand.ts'
import { option } from '../../program/option.ts'

/** `mvm charter history`: every version of a charter, or one of them in human form. */
export const history = defineCommand({
  noun: 'charter',
  verb: 'history',
  summary: 'Lists the versions of a charter, or shows one of them',
  examples: [
    'charter history --dac demo',
    'charter history --dac demo --revision 3',
    'charter history --dac demo --json',
  ],
  notes: [
    '--revision reads the state after the block of that version, so the node must still have it; of several',
    'versions in one block it shows the last.',
  ],
  arguments: {},
  options: {
    dac: dacOption,
    revision: option.optional('--revision <n>', 'show this version in human form', readWhole),
  },
  async handle(context, { options: { revision } }) {
    const { signal } = context
    const node = await openDac(context)
    const revisions = await readHistory(node, signal)
    if (revision === undefined) {
      return {
        data: { revisions: revisions.map((one) => ({ ...one })) },
        text: formatTable(
          ['version', 'block', 'change'],
          revisions.map(({ version, blockNumber, text }) => [version, blockNumber, text]),
        ),
      }
    }
    const { blockNumber } = find(revisions, revision)
    const { charter, version } = await fetchCharter(node, signal, blockNumber)
    if (version !== revision) {
      context.warn(`block ${blockNumber} made version ${version} as well, which is shown`)
    }
    const description = { preset: 'open', ...describeCharter(charter) }
    return {
      data: { ...description, version, blockNumber },
      text: `# version ${version}, block ${blockNumber}\n${stringify(description, { lineWidth: 0 }).trimEnd()}`,
    }
  },
})

function find(revisions: readonly CharterRevision[], wanted: number): CharterRevision {
  const found = revisions.find(({ version }) => version === wanted)
  if (found !== undefined) return found
  throw new PreconditionError({
    code: 'CHARTER_VERSION_UNKNOWN',
    problem: `the charter has no version ${wanted}; the latest is ${revisions.at(-1)?.version ?? 0}`,
    remedy: 'List them with: mvm charter history',
  })
}
